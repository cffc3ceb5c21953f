import { createReplica, openStoreLink, PROTOCOL_VERSION, systemIds, systemTimers } from '@dangol/client/previous/v1.js'
import type { PreviousLink } from '@dangol/client/previous/v1.js'
import { until } from '@dangol/client/testing/until.ts'
import type { AssociateId, CartLineId, CommandId, ConfigurationId, DeviceId, OrderId } from '@dangol/domain/ids/ids.ts'
import type { DeviceKind } from '@dangol/protocol/handshake.ts'
import type { Answer, RequestName } from '@dangol/protocol/requests.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import type { LogEntry } from '@dangol/protocol/sync.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createApp } from './app.ts'
import type { App } from './app.ts'
import { openHelpedVisit } from './testing/helped-visit.ts'
import { wire } from './testing/goods-floor.ts'
import { HOME, MUG, mugOf, smallSkus, smallStore, SOCKS } from './testing/small-shop.ts'
import { mirrored, startTestStore } from './testing/store-server.ts'
import type { TestStore } from './testing/store-server.ts'

/*
 * The client of protocol 1 as it was released, strict as it was, against this server: a store's kiosks update at night.
 */

const FEED: ShopChange[] = [
  { feed: 'model', value: wire(mugOf(2)) },
  ...smallSkus.map((sku): ShopChange => ({ feed: 'sku', value: wire(sku) })),
  { feed: 'stock', value: { sku: SOCKS, locationId: HOME, onHand: 5, held: 0 } },
]
const valueOf = <N extends RequestName>(answer: Answer<N>) =>
  answer.ok ? answer.value : expect.fail(`refused: ${answer.error.code}`)
const newId = <T>(): T => systemIds.next<never>()
const command = () => ({ commandId: newId<CommandId>() })

let closing: (() => unknown)[]
beforeEach(() => void (closing = []))
afterEach(async () => {
  for (const close of closing.reverse()) await close()
})

async function open(): Promise<TestStore> {
  const store = await startTestStore(FEED, { store: smallStore })
  closing.push(() => store.close())
  await mirrored(store)
  return store
}

/** A device of version 1, with the topic it follows. */
function previous(store: TestStore, kind: DeviceKind, topic: 'floor' | 'kiosk:old-kiosk', url = store.url) {
  const device = { id: `old-${kind}` as DeviceId, kind }
  const link: PreviousLink = openStoreLink({
    url,
    timers: systemTimers,
    refusedPauseMs: 50,
    handshake: () => ({
      protocol: PROTOCOL_VERSION,
      device,
      token: store.deps.deviceKeys[kind],
      associate: 'jieun' as AssociateId,
    }),
  })
  closing.push(() => link.close())
  const replica = createReplica()
  const entries: LogEntry[] = []
  let snapshots = 0
  const counting: typeof replica = {
    ...replica,
    replace(puts) {
      snapshots += 1
      replica.replace(puts)
    },
  }
  link.subscribe(topic, counting, (entry) => entries.push(entry))
  return { link, replica, entries, snapshots: () => snapshots }
}

test('[V2] a kiosk of version 1 runs a whole visit: begins, saves, fills its cart, orders, ends', async () => {
  const store = await open()
  const { link, replica, snapshots } = previous(store, 'kiosk', 'kiosk:old-kiosk')
  await until(() => link.status() === 'online')
  expect(valueOf(await link.request('catalogue:get', { haveVersion: null })).catalogue?.models).toHaveLength(1)
  const visit = valueOf(await link.request('visits:begin', { ...command(), lang: 'ko' }))
  const inVisit = () => ({ ...command(), visitId: visit.id })
  const draft = {
    ...{ id: newId<ConfigurationId>(), familyId: MUG, modelVersion: 2, revision: 0, name: '', personaId: null },
    ...{ secret: false, choices: { kind: 'travel', colour: 'blue' } },
  }
  const mug = valueOf(await link.request('configurations:save', { ...inVisit(), draft }))
  const items = [
    { kind: 'configured', configurationId: mug.id },
    { kind: 'stocked', sku: SOCKS },
  ] as const
  for (const item of items) {
    const line = { item, lineId: newId<CartLineId>(), quantity: 1, fulfilment: null }
    valueOf(await link.request('carts:add', { ...inVisit(), ...line }))
  }
  await until(() => replica.contents().visit.get(visit.id)?.cart.units === 2)
  const acceptedTotal = { minor: 39_000, currency: 'KRW' as const }
  const order = valueOf(await link.request('orders:place', { ...inVisit(), orderId: newId<OrderId>(), acceptedTotal }))
  expect(order.number).toBe('S-0001')
  valueOf(await link.request('visits:end', { ...inVisit(), reason: 'shopper' }))
  await until(() => replica.contents().visit.size === 0)
  // Everything it heard it could read, without a gap: a message it cannot read makes it start over.
  expect(snapshots()).toBe(1)
  const report = { version: '0.9', screen: 'attract', outboxLength: 0, sentAt: 1 }
  expect(await link.request('devices:report', report)).toMatchObject({ ok: true })
})

test('[V2] it survives a restart of the server: the visit is there again, and goes on', async () => {
  const store = await open()
  const port = Number(new URL(store.url).port)
  const { link, replica } = previous(store, 'kiosk', 'kiosk:old-kiosk')
  await until(() => link.status() === 'online')
  const visit = valueOf(await link.request('visits:begin', { ...command(), lang: 'ko' }))
  await until(() => replica.contents().visit.size === 1)
  await store.app.close()
  const again: App = await createApp(store.deps)
  closing.push(() => again.close())
  await again.listen({ host: '127.0.0.1', port })
  await until(() => link.status() === 'online', 'the line')
  expect(replica.contents().visit.get(visit.id)).toBeDefined()
  const inVisit = { ...command(), visitId: visit.id }
  valueOf(await link.request('visits:set-language', { ...inVisit, lang: 'en' }))
  await until(() => replica.contents().visit.get(visit.id)?.lang === 'en')
})

test('[V2] a tablet of version 1 follows the floor while things happen that it has no word for', async () => {
  const visit = await openHelpedVisit()
  closing.push(() => visit.close())
  const { link, replica, entries, snapshots } = previous(visit.store, 'tablet', 'floor')
  await until(() => link.status() === 'online')
  await visit.helper('jieun', 'co-edit')
  valueOf(await visit.open(visit.kiosk))
  const { changes, transact } = visit.store.app.features.core
  // What version 2 might one day tell the floor.
  transact(() =>
    changes.append({
      ...{ type: 'assist.changed', commandId: null, topic: 'floor', dels: [{ kind: 'assist', id: 'one' }] },
      puts: [
        { kind: 'catalogue', id: 'catalogue', value: { version: 77 } },
        { kind: 'device-health', id: 'kiosk-1', value: { not: 'of version 1' } as never },
      ],
    }),
  )
  await until(() => replica.contents().catalogue.get('catalogue')?.version === 77)
  await visit.end()
  await until(() => replica.contents()['floor-visit'].size === 0)
  expect(snapshots()).toBe(1)
  const seqs = entries.map(({ seq }) => seq)
  expect(entries.slice(1).map(({ prev }) => prev)).toEqual(seqs.slice(0, -1))
  expect(JSON.stringify(entries)).not.toMatch(/device-health|"assist"|shared-draft/)
})

test('[V2] what it missed comes in its own shape, and of an earlier life of the server it takes everything anew', async () => {
  const store = await open()
  const { link, snapshots } = previous(store, 'tablet', 'floor')
  await until(() => link.status() === 'online')
  link.reconnect()
  await until(() => link.status() === 'online')
  const { changes } = store.app.features.core
  const ask = (epoch: string) =>
    link.request('sync:subscribe', { topic: 'floor', cursor: { epoch, seq: changes.span('floor').head } })
  expect([snapshots(), valueOf(await ask(changes.epoch()))]).toMatchObject([
    1,
    { kind: 'entries', from: expect.any(Number) as number },
  ])
  expect(valueOf(await ask('an-earlier-life'))).toMatchObject({ kind: 'snapshot' })
})
