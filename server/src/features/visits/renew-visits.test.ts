import type { CartLineId, OrderId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Put } from '@dangol/protocol/sync.ts'
import { expect, test } from 'vitest'
import { wire } from '../../testing/goods-floor.ts'
import { PROBE_EVERY_MS } from '../../db/writability.ts'
import { HOME, smallSkus, smallStore, SOCKS } from '../../testing/small-shop.ts'
import { callerOf } from '../../testing/store-core.ts'
import { openWiredStore } from '../../testing/wired-store.ts'

const here = callerOf('kiosk', 'kiosk-1')
const there = callerOf('kiosk', 'kiosk-2')

/** Two visits that both want the last pair of socks. */
async function twoVisits() {
  const store = await openWiredStore(
    [
      ...smallSkus.map((sku) => ({ feed: 'sku' as const, value: wire<typeof sku, never>(sku) })),
      { feed: 'stock', value: { sku: SOCKS, locationId: HOME, onHand: 1, held: 0 } },
    ],
    { store: smallStore },
  )
  const enter = (caller: typeof here): VisitId => {
    const begun = store.handlers['visits:begin'](caller, { commandId: store.commandId(), lang: 'ko' })
    if (begun instanceof Promise || !begun.ok) throw new Error('no visit')
    void store.handlers['carts:add'](caller, {
      commandId: store.commandId(),
      visitId: begun.value.id,
      lineId: store.commandId() as string as CartLineId,
      item: { kind: 'stocked', sku: SOCKS },
      quantity: 1,
      fulfilment: 'carry-out',
    })
    return begun.value.id
  }
  const visits = [enter(here), enter(there)] as const
  store.features.visits.renew()
  store.appended.length = 0
  const told = (topic: 'kiosk:kiosk-1' | 'kiosk:kiosk-2'): Put[] =>
    store.appended.filter((one) => one.topic === topic).flatMap(({ entry }) => entry.puts)
  return { ...store, visits, told }
}

test('[S1] what an order takes from another visit is told there, so that a live copy and a snapshot agree', async () => {
  const { features, handlers, visits, told, commandId } = await twoVisits()
  const [mine] = visits
  const placed = handlers['orders:place'](here, {
    commandId: commandId(),
    visitId: mine,
    orderId: commandId() as string as OrderId,
    acceptedTotal: features.visits.desk.view(features.visits.desk.open(mine, here) ?? expect.fail('over')).cart.total,
  })
  expect(placed).toMatchObject({ ok: true })
  expect(told('kiosk:kiosk-2')).toEqual([])
  features.visits.renew()
  expect(told('kiosk:kiosk-2')).toEqual(features.visits.snapshot('kiosk:kiosk-2'))
  expect(told('kiosk:kiosk-2')).toMatchObject([
    { kind: 'visit', value: { cart: { lines: [{ problem: 'sold-out' }] } } },
  ])
})

test('a visit that is told nothing new is told nothing', async () => {
  const { features, told, time } = await twoVisits()
  time.advance(60_000)
  features.visits.renew()
  features.visits.renew()
  expect([...told('kiosk:kiosk-1'), ...told('kiosk:kiosk-2')]).toEqual([])
})

test('[S1] [D2] what could not be written when a date moved is told as soon as it can', async () => {
  const { features, handlers, visits, told, commandId, db, time } = await twoVisits()
  const [mine] = visits
  const visit = features.visits.desk.open(mine, here) ?? expect.fail('over')
  const acceptedTotal = features.visits.desk.view(visit).cart.total
  const orderId = commandId() as string as OrderId
  void handlers['orders:place'](here, { commandId: commandId(), visitId: mine, orderId, acceptedTotal })
  db.pragma('query_only = 1')
  expect(features.visits.renew).toThrow()
  db.pragma('query_only = 0')
  time.advance(PROBE_EVERY_MS)
  features.visits.renew()
  expect(told('kiosk:kiosk-2')).toEqual(features.visits.snapshot('kiosk:kiosk-2'))
})
