import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createReplica, openStoreLink, PROTOCOL_VERSION, systemIds, systemTimers } from '@dangol/client/previous/v1.js'
import type { PreviousLink } from '@dangol/client/previous/v1.js'
import type { CartLineId, CommandId, DeviceId, OrderId } from '@dangol/domain/ids/ids.ts'
import type { Input, Output, RequestName } from '@dangol/protocol/requests.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openOffice, SOON_MS, startShift, stayBeside } from './shopper.ts'
import { openStage } from './stage.ts'
import type { Stage } from './stage.ts'

const OLD = 'kiosk-7' as DeviceId
let stage: Stage
let link: PreviousLink
beforeEach(async () => {
  stage = await openStage()
  const keys = JSON.parse(readFileSync(join(stage.dataFolder, 'device-keys.json'), 'utf8')) as { kiosk: string }
  link = openStoreLink({
    url: stage.floor.urls.store,
    handshake: () => ({ protocol: PROTOCOL_VERSION, device: { id: OLD, kind: 'kiosk' }, token: keys.kiosk }),
    timers: systemTimers,
  })
})
afterEach(async () => {
  link.close()
  await stage.close()
})

/** Asks as a kiosk of the version before does; an answer that is not of its shape its client would refuse. */
async function ask<N extends RequestName>(name: N, input: Input<N>): Promise<Output<N>> {
  const answer = await link.request(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`)
  return answer.value
}
const command = () => ({ commandId: systemIds.next<CommandId>() })

test('[V2] a kiosk of the version before sells beside tablets of today, also over a restart of the store server', async () => {
  const tablet = await stage.page('tablet')
  const office = await stage.page('office')
  await startShift(tablet, '서연')
  await stayBeside(tablet)
  await openOffice(office, 'orders')
  const replica = createReplica()
  link.subscribe('kiosk:kiosk-7', replica)

  await expect.poll(() => link.status(), { timeout: SOON_MS }).toBe('online')
  const visit = await ask('visits:begin', { ...command(), lang: 'ko' })
  await tablet.getByText('키오스크 7').first().waitFor({ timeout: SOON_MS })
  await expect.poll(() => replica.contents().visit.get(visit.id)?.level, { timeout: SOON_MS }).toBe('L0')

  await stage.floor.storeServer.kill()
  await expect.poll(() => link.status(), { timeout: SOON_MS }).toBe('offline')
  await stage.floor.storeServer.start()
  await expect.poll(() => link.status(), { timeout: SOON_MS }).toBe('online')

  const { catalogue } = await ask('catalogue:get', { haveVersion: null })
  const [sku] = catalogue?.skus ?? []
  if (sku === undefined) throw new Error('nothing is sold here')
  const inCart = await ask('carts:add', {
    ...command(),
    visitId: visit.id,
    lineId: systemIds.next<CartLineId>(),
    item: { kind: 'stocked', sku: sku.sku },
    quantity: 1,
    fulfilment: null,
  })
  const order = await ask('orders:place', {
    ...command(),
    visitId: visit.id,
    orderId: systemIds.next<OrderId>(),
    acceptedTotal: inCart.cart.total,
  })
  await office.getByText(order.number).first().waitFor({ timeout: SOON_MS })
  await ask('visits:end', { ...command(), visitId: visit.id, reason: 'shopper' })
  await expect.poll(() => replica.contents().visit.size, { timeout: SOON_MS }).toBe(0)
  await expect.poll(() => link.status(), { timeout: SOON_MS }).toBe('online')
})
