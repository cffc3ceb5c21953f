import type { Demand } from '../../ports/selling.ts'
import type { OrderId } from '@dangol/domain/ids/ids.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOME, smallStore, SOCKS, WAREHOUSE } from '../../testing/small-shop.ts'
import { openStoreCore } from '../../testing/store-core.ts'
import { createPromises } from './promises.ts'

/** A store whose shop counts every shelf, and that shop: it takes off what it hears of, and tells its count when asked. */
function openLinked(onHand: number) {
  const core = openStoreCore()
  const promises = createPromises({
    ...{ db: core.db, clock: core.time, store: smallStore, shelvesCountedBy: 'shop' },
    shop: { status: () => ({ state: 'up', since: 0, waiting: 0 }) },
  })
  const shop = { onHand, allocated: 0 }
  const tell = () =>
    core.transact(() =>
      promises.sink({
        feed: 'stock',
        value: { sku: SOCKS, locationId: HOME, onHand: shop.onHand, held: shop.allocated },
      }),
    )
  const order = (quantity: number, fulfilment: 'carry-out' | 'pick-up'): OrderId => {
    const orderId = core.ids.next<OrderId>()
    const demand: Demand = { kind: 'stocked', sku: SOCKS, quantity, fulfilment }
    core.transact(() => promises.desk.accept(orderId, [demand]))
    return orderId
  }
  tell()
  return {
    ...{ shop, tell, order },
    move: (orderId: OrderId, to: 'completed' | 'cancelled') => core.transact(() => promises.desk.moved(orderId, to)),
    /** The shop takes an order, as its adapter brings it in: what is carried out has left, the rest is allocated. */
    deliver: (orderId: OrderId, units: number, fulfilment: 'carry-out' | 'pick-up') => {
      if (fulfilment === 'carry-out') shop.onHand -= units
      else shop.allocated += units
      core.transact(() => promises.shopHas(orderId))
    },
    level: () => promises.stock.levelsOf(SOCKS).find(({ locationId }) => locationId === HOME),
    available: () => {
      const level = promises.stock.levelsOf(SOCKS).find(({ locationId }) => locationId === HOME)
      return level === undefined ? 0 : level.onHand - level.held
    },
  }
}

describe('a shelf that the shop counts', () => {
  it('[U5] what left in an order that the shop has yet to hear of stays gone, whatever it counts meanwhile', () => {
    const { shop, tell, order, level } = openLinked(10)
    order(2, 'carry-out')
    expect(level()?.onHand).toBe(8)
    shop.onHand = 15
    tell()
    expect(level()?.onHand).toBe(13)
  })

  it('[U5] once the shop has the order its count stands, row by row', () => {
    const { shop, tell, order, deliver, level } = openLinked(10)
    const orderId = order(2, 'carry-out')
    deliver(orderId, 2, 'carry-out')
    tell()
    expect(level()).toMatchObject({ onHand: shop.onHand, held: shop.allocated })
  })

  it('what the shop holds for an order the store holds no longer, and it is handed over once', () => {
    const { shop, tell, order, deliver, move, available, level } = openLinked(10)
    const orderId = order(3, 'pick-up')
    expect(available()).toBe(7)
    deliver(orderId, 3, 'pick-up')
    tell()
    expect(available()).toBe(7)
    expect(level()).toMatchObject({ onHand: 10, held: 3 })
    move(orderId, 'completed')
    expect(level()).toMatchObject({ onHand: 10, held: 3 })
    Object.assign(shop, { onHand: 7, allocated: 0 })
    tell()
    expect(level()).toMatchObject({ onHand: 7, held: 0 })
  })

  it('[U3] an order whose answer was lost counts too much for a while, never too little, until the next count', () => {
    const { shop, tell, order, deliver, level } = openLinked(10)
    const orderId = order(2, 'carry-out')
    shop.onHand = 8
    tell()
    expect(level()?.onHand).toBe(6)
    shop.onHand = 10
    deliver(orderId, 2, 'carry-out')
    tell()
    expect(level()?.onHand).toBe(8)
  })

  it('a cancelled order leaves nothing behind', () => {
    const { tell, order, move, level } = openLinked(10)
    move(order(2, 'carry-out'), 'cancelled')
    expect(level()?.onHand).toBe(10)
    tell()
    expect(level()?.onHand).toBe(10)
  })

  it('a place that nobody sold from is as the shop says', () => {
    const core = openStoreCore()
    const promises = createPromises({
      ...{ db: core.db, clock: core.time, store: smallStore, shelvesCountedBy: 'shop' },
      shop: { status: () => ({ state: 'up', since: 0, waiting: 0 }) },
    })
    core.transact(() =>
      promises.sink({ feed: 'stock', value: { sku: SOCKS, locationId: WAREHOUSE, onHand: 4, held: 1 } }),
    )
    expect(promises.stock.levelsOf(SOCKS)).toEqual([{ sku: SOCKS, locationId: WAREHOUSE, onHand: 4, held: 1 }])
  })

  it('[U5] whatever is sold, delivered and counted in whatever order: nothing is sold twice, and in the end both count the same', () => {
    const step = fc.record({
      units: fc.integer({ min: 1, max: 3 }),
      fulfilment: fc.constantFrom('carry-out' as const, 'pick-up' as const),
      counts: fc.boolean(),
      delivers: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const store = openLinked(100)
        const waiting: { orderId: OrderId; units: number; fulfilment: 'carry-out' | 'pick-up' }[] = []
        let sold = 0
        for (const { units, fulfilment, counts, delivers } of steps) {
          waiting.push({ orderId: store.order(units, fulfilment), units, fulfilment })
          sold += units
          expect(store.available()).toBe(100 - sold)
          const first = delivers ? waiting.shift() : undefined
          if (first !== undefined) store.deliver(first.orderId, first.units, first.fulfilment)
          if (counts) store.tell()
          expect(store.available()).toBe(100 - sold)
        }
        for (const { orderId, units, fulfilment } of waiting) store.deliver(orderId, units, fulfilment)
        store.tell()
        expect(store.level()).toMatchObject({ onHand: store.shop.onHand, held: store.shop.allocated })
        expect(store.available()).toBe(100 - sold)
      }),
      { numRuns: 60 },
    )
  })
})
