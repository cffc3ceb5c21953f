import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createReplica, openStoreLink, PROTOCOL_VERSION, systemIds, systemTimers } from '@dangol/client/previous/v1.js'
import type { PreviousLink } from '@dangol/client/previous/v1.js'
import type { Catalogue } from '@dangol/protocol/catalogue.ts'
import type { OrderView } from '@dangol/protocol/orders.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SOON_MS, startShift } from './shopper.ts'
import { openStage } from './stage.ts'
import type { Stage } from './stage.ts'

let stage: Stage
let link: PreviousLink
beforeEach(async () => {
  stage = await openStage()
  const keys = JSON.parse(readFileSync(join(stage.dataFolder, 'device-keys.json'), 'utf8')) as { kiosk: string }
  link = openStoreLink({
    url: stage.floor.urls.store,
    handshake: () => ({ protocol: PROTOCOL_VERSION, device: { id: 'kiosk-7', kind: 'kiosk' }, token: keys.kiosk }),
    timers: systemTimers,
  })
})
afterEach(async () => {
  link.close()
  await stage.close()
})

/** Asks as a kiosk of the version before does; what comes back has that version's shape, or its client would refuse it. */
async function ask<T>(name: string, input: object): Promise<T> {
  const answer = await link.request(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`)
  return answer.value as T
}
const command = () => ({ commandId: systemIds.next<never>() })

test('[V2] a kiosk of the version before sells beside tablets of today, also over a restart of the store server', async () => {
  const tablet = await stage.page('tablet')
  const office = await stage.page('office')
  await startShift(tablet, '서연')
  const replica = createReplica()
  link.subscribe('kiosk:kiosk-7', replica)

  await expect.poll(() => link.status(), { timeout: SOON_MS }).toBe('online')
  const visit = await ask<VisitView>('visits:begin', { ...command(), lang: 'ko' })
  await tablet.getByText('키오스크 7').first().waitFor({ timeout: SOON_MS })
  expect(replica.contents().visit.get(visit.id)?.level).toBe('L0')

  await stage.floor.storeServer.kill()
  await expect.poll(() => link.status(), { timeout: SOON_MS }).toBe('offline')
  await stage.floor.storeServer.start()
  await expect.poll(() => link.status(), { timeout: SOON_MS }).toBe('online')

  const { catalogue } = await ask<{ catalogue: Catalogue }>('catalogue:get', { haveVersion: null })
  const [sku] = catalogue.skus
  const inCart = await ask<VisitView>('carts:add', {
    ...command(),
    visitId: visit.id,
    lineId: systemIds.next<never>(),
    item: { kind: 'stocked', sku: sku?.sku },
    quantity: 1,
    fulfilment: null,
  })
  const order = await ask<OrderView>('orders:place', {
    ...command(),
    visitId: visit.id,
    orderId: systemIds.next<never>(),
    acceptedTotal: inCart.cart.total,
  })
  await office.getByText(order.number).first().waitFor({ timeout: SOON_MS })
  await ask('visits:end', { ...command(), visitId: visit.id, reason: 'shopper' })
  await expect.poll(() => replica.contents().visit.size, { timeout: SOON_MS }).toBe(0)
  expect(link.status()).toBe('online')
})
