import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Fulfilment } from '@dangol/domain/carts/fulfilment.ts'
import type { LocationId, OrderId, Sku } from '@dangol/domain/ids/ids.ts'
import type { Demand } from '../../ports/selling.ts'
import { openStoreCore } from '../../testing/store-core.ts'
import { HOME, LACES, mugOf, smallStore, SOCKS, WAREHOUSE } from '../../testing/small-shop.ts'
import { createPromises } from './promises.ts'

const DAY_MS = 24 * 60 * 60_000

function openStock(levels: readonly [Sku, LocationId, number][] = []) {
  const core = openStoreCore()
  let wan: 'up' | 'down' = 'up'
  const promises = createPromises({
    db: core.db,
    clock: core.time,
    store: smallStore,
    shop: { status: () => ({ state: wan, since: 0, waiting: 0 }) },
  })
  const feed = (sku: Sku, locationId: LocationId, onHand: number, held = 0) =>
    core.transact(() => promises.sink({ feed: 'stock', value: { sku, locationId, onHand, held } }))
  for (const [sku, place, onHand] of levels) feed(sku, place, onHand)
  const order = (...demands: Demand[]): OrderId => {
    const orderId = core.ids.next<OrderId>()
    core.transact(() => promises.desk.accept(orderId, demands))
    return orderId
  }
  const move = (orderId: OrderId, to: 'ready' | 'shipped' | 'completed' | 'cancelled') =>
    core.transact(() => promises.desk.moved(orderId, to))
  const onHand = (sku: Sku, place: LocationId) =>
    promises.stock.levelsOf(sku).find((level) => level.locationId === place)
  return { ...core, ...promises, feed, order, move, onHand, cut: () => (wan = 'down') }
}

const socks = (quantity: number, fulfilment: Fulfilment | null = null): Demand => ({
  kind: 'stocked',
  sku: SOCKS,
  quantity,
  fulfilment,
})
const mugs = (quantity: number, fulfilment: Fulfilment | null = null): Demand => ({
  kind: 'configured',
  model: mugOf(2),
  choices: { kind: 'travel', colour: 'blue' },
  quantity,
  fulfilment,
})

describe('looking at lines', () => {
  it('prefers this shelf today, then the nearest place with a date and its basis', () => {
    const { desk } = openStock([
      [SOCKS, HOME, 2],
      [SOCKS, WAREHOUSE, 9],
    ])
    expect(desk.look([socks(2)])[0]).toMatchObject({
      fulfilment: 'carry-out',
      promise: { date: '2026-11-21', basis: 'on-shelf', provisional: false },
    })
    expect(desk.look([socks(3)])[0]).toMatchObject({
      fulfilment: 'pick-up',
      fulfilments: ['pick-up', 'delivery'],
      promise: { date: '2026-11-24', basis: 'available-to-promise' },
    })
    expect(desk.look([socks(10)])[0]).toMatchObject({ fulfilments: [], promise: null })
  })

  it("turns the date at the store's midnight, to the second", () => {
    const { desk, time } = openStock([[SOCKS, HOME, 1]])
    const dateOf = () => desk.look([socks(1)])[0]?.promise?.date
    time.advance(DAY_MS / 2 - 1)
    expect(dateOf()).toBe('2026-11-21')
    time.advance(1)
    expect(dateOf()).toBe('2026-11-22')
    expect(desk.look([])).toEqual([])
  })

  it('never promises one unit twice among lines of one cart, and keeps this shelf for what is carried out', () => {
    const { desk } = openStock([[SOCKS, HOME, 3]])
    const [picked, carried] = desk.look([socks(2, 'pick-up'), socks(2, 'carry-out')])
    expect(carried?.promise).not.toBeNull()
    expect(picked?.promise).toBeNull()
  })

  it('queues what must be made behind the work already accepted', () => {
    const { desk, order } = openStock()
    const before = desk.look([mugs(1)])[0]?.promise?.date
    order(mugs(4))
    const after = desk.look([mugs(1)])[0]?.promise
    expect(after?.steps).toContainEqual(expect.objectContaining({ kind: 'queue', days: 2 }))
    expect((after?.date ?? '') > (before ?? '')).toBe(true)
    expect(desk.look([mugs(1, 'carry-out')])[0]).toMatchObject({ promise: null, fulfilments: ['pick-up', 'delivery'] })
  })

  it('marks as provisional what the shop cannot confirm, but not what lies on this shelf', () => {
    const { desk, cut } = openStock([
      [SOCKS, HOME, 1],
      [SOCKS, WAREHOUSE, 5],
    ])
    cut()
    const [carried, picked, made] = desk.look([socks(1), socks(3, 'pick-up'), mugs(1)])
    expect([carried, picked, made].map((line) => line?.promise?.provisional)).toEqual([false, true, true])
  })
})

describe('accepting an order', () => {
  it('takes what is carried out off the shelf and holds the rest where it lies', () => {
    const { order, onHand } = openStock([
      [SOCKS, HOME, 5],
      [SOCKS, WAREHOUSE, 9],
    ])
    order(socks(2, 'carry-out'), socks(1, 'pick-up'), socks(9, 'delivery'))
    expect(onHand(SOCKS, HOME)).toMatchObject({ onHand: 3, held: 1 })
    expect(onHand(SOCKS, WAREHOUSE)).toMatchObject({ onHand: 9, held: 9 })
  })

  it('throws and changes nothing when a line cannot be had', () => {
    const { order, onHand, workshop } = openStock([[SOCKS, HOME, 1]])
    expect(() => order(mugs(1), socks(1, 'carry-out'), socks(1, 'pick-up'))).toThrow('cannot be had')
    expect(onHand(SOCKS, HOME)).toMatchObject({ onHand: 1, held: 0 })
    expect(workshop.unitsAhead()).toBe(0)
  })

  it('holds until two days after the promised one, then lets go by itself', () => {
    const { order, onHand, time, desk } = openStock([[SOCKS, HOME, 1]])
    order(socks(1, 'pick-up'))
    time.advance(2 * DAY_MS)
    expect(desk.look([socks(1)])[0]?.promise).toBeNull()
    time.advance(DAY_MS)
    expect(onHand(SOCKS, HOME)).toMatchObject({ onHand: 1, held: 0 })
    order(socks(1, 'pick-up'))
  })

  it('is checked by the database itself', () => {
    const { db, order, onHand } = openStock([[SOCKS, HOME, 3]])
    order(socks(2, 'pick-up'))
    const hold = db.prepare(
      `insert into stock_holds (order_id, sku, location_id, units, held_at, expires_at) values ('x', 'SOCK-01', 'home', 2, ?, ?)`,
    )
    expect(() => hold.run(Date.UTC(2026, 10, 21, 4), Date.UTC(2026, 10, 30))).toThrow(
      'a hold must not exceed the stock',
    )
    expect(() => db.exec('update stock_holds set units = 3')).toThrow('a hold is made or dropped, never changed')
    expect(onHand(SOCKS, HOME)).toMatchObject({ held: 2 })
  })
})

describe('an order that moves on', () => {
  it('leaves the stock when it is handed over, once', () => {
    const { order, move, onHand, workshop } = openStock([[SOCKS, HOME, 5]])
    const orderId = order(socks(2, 'pick-up'), mugs(1))
    move(orderId, 'ready')
    expect(workshop.unitsAhead()).toBe(0)
    move(orderId, 'shipped')
    move(orderId, 'completed')
    expect(onHand(SOCKS, HOME)).toMatchObject({ onHand: 3, held: 0 })
  })

  it('gives everything back when it is cancelled, once', () => {
    const { order, move, onHand, workshop } = openStock([[SOCKS, HOME, 5]])
    const orderId = order(socks(2, 'pick-up'), socks(1, 'carry-out'), mugs(3))
    move(orderId, 'cancelled')
    move(orderId, 'cancelled')
    expect(onHand(SOCKS, HOME)).toMatchObject({ onHand: 5, held: 0 })
    expect(workshop.unitsAhead()).toBe(0)
  })
})

describe("the shop's levels", () => {
  it('are mirrored, until this store took from its own shelf and counts it itself', () => {
    const { feed, order, onHand } = openStock([[SOCKS, HOME, 5]])
    feed(SOCKS, HOME, 7, 1)
    expect(onHand(SOCKS, HOME)).toMatchObject({ onHand: 7, held: 1 })
    order(socks(2, 'carry-out'))
    feed(SOCKS, HOME, 7, 0)
    expect(onHand(SOCKS, HOME)).toMatchObject({ onHand: 5 })
    feed(SOCKS, WAREHOUSE, 3)
    feed(SOCKS, WAREHOUSE, 4, 2)
    expect(onHand(SOCKS, WAREHOUSE)).toMatchObject({ onHand: 4, held: 2 })
  })

  it('tell the office when this store recorded more going out than coming in', () => {
    const { feed, exceptions } = openStock()
    feed(SOCKS, HOME, -2)
    feed(LACES, WAREHOUSE, -1)
    expect(exceptions.belowZero()).toMatchObject([{ sku: SOCKS, units: -2 }])
  })
})

describe('any run of orders', () => {
  const demand = fc.record({
    kind: fc.constant('stocked' as const),
    sku: fc.constantFrom(SOCKS, LACES),
    quantity: fc.integer({ min: 1, max: 4 }),
    fulfilment: fc.constantFrom('carry-out' as const, 'pick-up' as const, 'delivery' as const, null),
  })
  const act = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('order' as const),
        cart: fc.array(demand, { minLength: 1, maxLength: 4 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('move' as const),
        nth: fc.nat(9),
        to: fc.constantFrom('ready' as const, 'completed' as const, 'cancelled' as const),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 4 }) }) },
  )

  it('never holds more than there is, and accepts exactly what was promised', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        const stock = openStock([
          [SOCKS, HOME, 6],
          [SOCKS, WAREHOUSE, 8],
          [LACES, HOME, 3],
        ])
        let orders: OrderId[] = []
        for (const each of acts) {
          if (each.kind === 'wait') {
            stock.time.advance(each.days * DAY_MS)
            // Goods handed over after their hold ran out may have been promised again: reality, not a hold too many.
            orders = []
          } else if (each.kind === 'move') {
            const [orderId] = orders.splice(each.nth % Math.max(orders.length, 1), each.to === 'ready' ? 0 : 1)
            if (orderId !== undefined) stock.move(orderId, each.to)
          } else if (stock.desk.look(each.cart).every((line) => line.promise !== null)) {
            orders.push(stock.order(...each.cart))
          } else expect(() => stock.order(...each.cart)).toThrow()
          expect(heldBeyondStock(stock)).toEqual([])
        }
        stock.db.close()
      }),
      { numRuns: 60 },
    )
  })
})

const heldBeyondStock = ({ stock }: ReturnType<typeof openStock>) =>
  [SOCKS, LACES].flatMap((sku) => stock.levelsOf(sku)).filter((level) => level.held > level.onHand)
