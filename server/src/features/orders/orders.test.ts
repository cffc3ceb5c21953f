import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CartLineId, CommandId, ConfigurationId, CustomerId, OrderId, Sku } from '@dangol/domain/ids/ids.ts'
import type { Fulfilment } from '@dangol/domain/carts/fulfilment.ts'
import type { OrderState } from '@dangol/domain/orders/states.ts'
import type { OrderView } from '@dangol/protocol/orders.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import { ShopOrderSchema } from '@dangol/protocol/shop.ts'
import type { OpenVisit } from '../../ports/visits.ts'
import { kiosk, openGoodsFloor, otherKiosk, tablet } from '../../testing/goods-floor.ts'
import { HOME, LACES, smallSkus, SOCKS, WAREHOUSE } from '../../testing/small-shop.ts'
import { asId } from '../../testing/store-core.ts'
import { shortestWay } from './move-order.ts'

const SEOYEON = asId<CustomerId>('a'.repeat(32))
const KRW = (minor: number) => ({ minor, currency: 'KRW' as const })

function openTill() {
  const floor = openGoodsFloor()
  floor.stockUp()
  const add = (visit: OpenVisit, item: Sku | ConfigurationId, quantity = 1, fulfilment: Fulfilment | null = null) => {
    const answer = floor.carts.handlers['carts:add'](callerOfVisit(visit), {
      ...floor.command(),
      visitId: visit.id,
      lineId: floor.ids.next<CartLineId>(),
      item:
        item.length < 36
          ? { kind: 'stocked', sku: item as Sku }
          : { kind: 'configured', configurationId: item as ConfigurationId },
      quantity,
      fulfilment,
    })
    expect(answer).toMatchObject({ ok: true })
  }
  const mug = (visit: OpenVisit, over: Parameters<typeof floor.mug>[0] = {}): ConfigurationId => {
    const draft = floor.mug(over)
    void floor.configurations.handlers['configurations:save'](callerOfVisit(visit), {
      ...floor.command(),
      visitId: visit.id,
      draft,
    })
    return draft.id
  }
  const total = (visit: OpenVisit) => floor.carts.cartOf(visit).total
  const place = (
    visit: OpenVisit,
    o: { orderId?: OrderId; commandId?: CommandId; acceptedTotal?: ReturnType<typeof KRW> } = {},
  ) =>
    floor.orders.handlers['orders:place'](callerOfVisit(visit), {
      commandId: o.commandId ?? floor.command().commandId,
      visitId: visit.id,
      orderId: o.orderId ?? floor.ids.next<OrderId>(),
      acceptedTotal: o.acceptedTotal ?? total(visit),
    }) as Answer<'orders:place'>
  const placed = (visit: OpenVisit): OrderView => {
    const answer = place(visit)
    if (!answer.ok) throw new Error(answer.error.code)
    return answer.value
  }
  const move = (orderId: OrderId, to: OrderState) =>
    floor.orders.handlers['orders:move'](tablet, { ...floor.command(), orderId, to }) as Answer<'orders:move'>
  const rows = (table: string) => (floor.db.prepare(`select count(*) as n from ${table}`).get() as { n: number }).n
  const stock = (sku: Sku) =>
    Object.fromEntries(
      floor.promises.stock.levelsOf(sku).map(({ locationId, onHand, held }) => [locationId, { onHand, held }]),
    )
  return { ...floor, add, mug, total, place, placed, move, rows, stock }
}
const callerOfVisit = (visit: OpenVisit) => (visit.deviceId === kiosk.deviceId ? kiosk : otherKiosk)

describe('placing an order', () => {
  it('[O1] takes carry-out, pick-up and delivery lines in one go, with what was promised for each', () => {
    const till = openTill()
    const visit = till.enter(kiosk, 'L2', SEOYEON)
    till.add(visit, SOCKS, 2)
    till.add(visit, till.mug(visit), 1, 'pick-up')
    till.add(visit, SOCKS, 6, 'delivery')
    const order = till.placed(visit)
    expect(order).toMatchObject({
      number: 'S-0001',
      state: 'placed',
      upstream: 'waiting',
      upstreamNumber: null,
      total: KRW(118_000),
      units: 9,
      placedOn: 'kiosk-1',
      associate: null,
      member: true,
      lines: [
        { sku: SOCKS, fulfilment: 'carry-out', promise: { basis: 'on-shelf' } },
        { fulfilment: 'pick-up', promise: { basis: 'capable-to-promise' } },
        { sku: SOCKS, fulfilment: 'delivery', promise: { basis: 'available-to-promise' } },
      ],
    })
    expect(till.stock(SOCKS)).toEqual({ [HOME]: { onHand: 3, held: 0 }, [WAREHOUSE]: { onHand: 9, held: 6 } })
    expect(till.promises.workshop.unitsAhead()).toBe(1)
    expect(till.carts.cartOf(visit).lines).toEqual([])
    expect(till.orders.ordersOf(visit)).toEqual([order])
    expect(till.stages.get(visit.id)).toBe('ordered')
  })

  it('enqueues for the online shop exactly what was ordered, with the document of what is to be made', () => {
    const till = openTill()
    const visit = till.enter(kiosk, 'L2', SEOYEON)
    const mugId = till.mug(visit)
    till.add(visit, mugId, 2)
    till.outbox.length = 0
    const order = till.placed(visit)
    const [message] = till.outbox
    expect(ShopOrderSchema.parse(message?.body)).toMatchObject({
      orderId: order.id,
      storeId: 'small',
      storeNumber: 'S-0001',
      customerId: SEOYEON,
      total: order.total,
      lines: [{ quantity: 2, configuration: { id: mugId, revision: 1, choices: { kind: 'table', colour: 'blue' } } }],
    })
    expect(till.leave(visit)).toBeNull()
  })

  it('is told to the floor, and carries no customer there', () => {
    const till = openTill()
    const visit = till.enter(kiosk, 'L2', SEOYEON)
    till.add(visit, SOCKS)
    const order = till.placed(visit)
    const told = till.appended.filter(({ entry }) => entry.type === 'order.placed')
    expect(told.map(({ topic }) => topic)).toEqual(['floor'])
    expect(told[0]?.entry.puts).toEqual([{ kind: 'order', id: order.id, value: order }])
    expect(JSON.stringify(told)).not.toContain(SEOYEON)
    expect(till.published.at(-1)).toEqual({ visitId: visit.id, type: 'order.placed' })
  })

  it('numbers orders one after the other', () => {
    const till = openTill()
    const visit = till.enter(kiosk)
    till.add(visit, SOCKS)
    expect(till.placed(visit).number).toBe('S-0001')
    till.add(visit, SOCKS)
    expect(till.placed(visit).number).toBe('S-0002')
  })
})

describe('the same order again', () => {
  it('[O1] is the same order, by command id and by order id, also after the visit', () => {
    const till = openTill()
    const visit = till.enter(kiosk)
    till.add(visit, SOCKS, 2)
    const again = { orderId: till.ids.next<OrderId>(), acceptedTotal: KRW(24_000) }
    const commandId = till.command().commandId
    const first = till.place(visit, { ...again, commandId })
    expect(till.place(visit, { ...again, commandId })).toEqual(first)
    expect(till.place(visit, again)).toEqual(first)
    till.leave(visit)
    expect(till.place(visit, { ...again, commandId })).toEqual(first)
    expect(till.place(visit, again)).toEqual(first)
    expect([till.rows('orders'), till.outbox.length]).toEqual([1, 1])
    expect(till.stock(SOCKS)[HOME]).toEqual({ onHand: 3, held: 0 })
  })

  it('tells another device nothing', () => {
    const till = openTill()
    const visit = till.enter(kiosk)
    till.add(visit, SOCKS)
    const order = till.placed(visit)
    expect(till.place(till.enter(otherKiosk), { orderId: order.id })).toMatchObject({
      error: { code: 'no-such-visit' },
    })
  })
})

describe('an order that is refused changes nothing', () => {
  const refused = (till: ReturnType<typeof openTill>, answer: Answer<'orders:place'>) => {
    expect([
      till.rows('orders'),
      till.rows('stock_holds'),
      till.rows('carried_out'),
      till.rows('workshop_jobs'),
    ]).toEqual([0, 0, 0, 0])
    expect(till.outbox.filter(({ kind }) => kind === 'order')).toEqual([])
    return answer.ok ? 'placed' : answer.error.code
  }

  it('with a total that was tampered with or has changed since', () => {
    const till = openTill()
    const visit = till.enter(kiosk)
    till.add(visit, SOCKS, 2)
    const tampered = till.place(visit, { acceptedTotal: KRW(1) })
    expect(refused(till, tampered)).toBe('total-changed')
    expect(tampered).toMatchObject({ error: { detail: '24000 KRW, not 1 KRW' } })
    expect(refused(till, till.place(visit, { acceptedTotal: { minor: 24_000, currency: 'EUR' } as never }))).toBe(
      'total-changed',
    )
    expect(till.carts.cartOf(visit).units).toBe(2)
  })

  it('for what the shop changed meanwhile, and the visit shows the cart as it stands now', () => {
    const till = openTill()
    const visit = till.enter(kiosk)
    till.add(visit, SOCKS)
    const told = till.published.length
    const [socks] = smallSkus.filter(({ sku }) => sku === SOCKS)
    if (socks === undefined) throw new Error('the small shop sells no socks')
    till.transact(() => till.catalogue.mirror.sku({ feed: 'sku', value: { ...socks, price: KRW(12_500) } }))
    expect(refused(till, till.place(visit, { acceptedTotal: KRW(12_000) }))).toBe('total-changed')
    expect(till.published.slice(told)).toEqual([{ visitId: visit.id, type: 'cart.changed' }])
    expect(till.place(visit, { acceptedTotal: KRW(12_500) })).toMatchObject({ ok: true })
  })

  it('with an empty cart, or without an open visit', () => {
    const till = openTill()
    const visit = till.enter(kiosk)
    expect(refused(till, till.place(visit))).toBe('empty-cart')
    till.add(visit, SOCKS)
    const acceptedTotal = KRW(12_000)
    till.leave(visit)
    expect(refused(till, till.place(visit, { acceptedTotal }))).toBe('no-such-visit')
  })

  it('with a delivery to nobody', () => {
    const till = openTill()
    const visit = till.enter(kiosk)
    till.add(visit, SOCKS, 1, 'delivery')
    expect(refused(till, till.place(visit))).toBe('delivery-needs-recognition')
    expect(till.place(till.raise(visit, 'L2', SEOYEON))).toMatchObject({ ok: true })
  })

  it('with a delivery to somebody of whom the online shop has no address, until it has one or they collect it', () => {
    const till = openTill()
    const visit = till.raise(till.enter(kiosk), 'L2', SEOYEON)
    till.add(visit, LACES)
    till.add(visit, SOCKS, 1, 'delivery')
    till.addresses.lacking.add(SEOYEON)
    expect(refused(till, till.place(visit))).toBe('delivery-needs-address')
    till.addresses.lacking.clear()
    expect(till.place(visit)).toMatchObject({ ok: true })
    till.addresses.lacking.add(SEOYEON)
    till.add(visit, SOCKS, 1, 'pick-up')
    expect(till.place(visit)).toMatchObject({ ok: true })
  })

  it('with the last one gone to somebody else meanwhile', () => {
    const till = openTill()
    const [one, two] = [till.enter(kiosk), till.enter(otherKiosk)]
    till.add(one, LACES)
    till.add(two, LACES)
    till.transact(() =>
      till.promises.sink({ feed: 'stock', value: { sku: LACES, locationId: HOME, onHand: 0, held: 0 } }),
    )
    expect(refused(till, till.place(two))).toBe('sold-out')
  })

  it('with a line whose configuration no longer stands', () => {
    const till = openTill()
    const visit = till.enter(kiosk)
    till.add(visit, till.mug(visit))
    till.transact(() => till.catalogue.mirror.deleted({ feed: 'deleted', value: { feed: 'model', id: 'mug' } }))
    expect(refused(till, till.place(visit))).toBe('line-not-orderable')
  })
})

describe('an order that was placed', () => {
  it('keeps its lines and dates whatever the catalogue does', () => {
    const till = openTill()
    const visit = till.enter(kiosk)
    till.add(visit, till.mug(visit))
    const order = till.placed(visit)
    till.transact(() => till.catalogue.mirror.deleted({ feed: 'deleted', value: { feed: 'model', id: 'mug' } }))
    expect(till.orders.ordersOf(visit)).toEqual([order])
  })

  it('moves on by legal steps only, and its goods with it', () => {
    const till = openTill()
    const visit = till.enter(kiosk)
    till.add(visit, SOCKS, 2, 'pick-up')
    const { id } = till.placed(visit)
    expect(till.move(id, 'completed')).toMatchObject({ error: { code: 'illegal-transition' } })
    expect(till.move(till.ids.next<OrderId>(), 'confirmed')).toMatchObject({ error: { code: 'no-such-order' } })
    for (const to of ['confirmed', 'ready', 'completed'] as const) {
      expect(till.move(id, to)).toMatchObject({ value: { state: to } })
    }
    expect(till.stock(SOCKS)[HOME]).toEqual({ onHand: 3, held: 0 })
    expect(till.db.prepare('select from_state, to_state, moved_by from order_moves order by step').all()).toEqual([
      { from_state: 'placed', to_state: 'confirmed', moved_by: 'jieun' },
      { from_state: 'confirmed', to_state: 'ready', moved_by: 'jieun' },
      { from_state: 'ready', to_state: 'completed', moved_by: 'jieun' },
    ])
  })

  it('gives its goods back when it is cancelled', () => {
    const till = openTill()
    const visit = till.enter(kiosk)
    till.add(visit, SOCKS, 1)
    till.add(visit, SOCKS, 2, 'pick-up')
    till.add(visit, till.mug(visit), 3)
    const { id } = till.placed(visit)
    expect(till.move(id, 'cancelled')).toMatchObject({ ok: true })
    expect(till.stock(SOCKS)[HOME]).toEqual({ onHand: 5, held: 0 })
    expect(till.promises.workshop.unitsAhead()).toBe(0)
    expect(till.orders.figures(0, till.time.nowMs() + 1)).toEqual({ orders: 0, units: 0, salesMinor: 0 })
  })

  it('is confirmed and no longer provisional once the online shop has it, also after the visit', () => {
    const till = openTill()
    till.consents.wan = 'down'
    const visit = till.enter(kiosk)
    till.add(visit, till.mug(visit))
    const order = till.placed(visit)
    expect(order.lines[0]?.promise.provisional).toBe(true)
    till.leave(visit)
    till.transact(() => till.orders.delivered(order.id, 'W-10042'))
    till.transact(() => till.orders.delivered(order.id, 'W-10042'))
    const told = till.appended.filter(({ entry }) => entry.type === 'order.delivered')
    expect(told).toHaveLength(1)
    expect(told[0]?.entry.puts).toMatchObject([
      {
        value: {
          state: 'confirmed',
          upstream: 'delivered',
          upstreamNumber: 'W-10042',
          lines: [{ promise: { provisional: false } }],
        },
      },
    ])
  })

  it("that the shop will never take is an exception with the shop's reason", () => {
    const till = openTill()
    const visit = till.enter(kiosk)
    till.add(visit, SOCKS)
    const order = till.placed(visit)
    till.transact(() => till.orders.rejected(order.id, 'unknown-sku'))
    till.transact(() => till.orders.rejected(order.id, 'again'))
    expect(till.orders.rejections()).toEqual([{ number: 'S-0001', since: till.time.nowMs(), why: 'unknown-sku' }])
    till.move(order.id, 'cancelled')
    expect(till.orders.rejections()).toEqual([])
  })

  it("follows the shop's word through the states between, and never back", () => {
    const till = openTill()
    const visit = till.enter(kiosk)
    till.add(visit, SOCKS, 1, 'pick-up')
    const { id } = till.placed(visit)
    const says = (state: string) =>
      till.transact(() => till.orders.sink({ feed: 'order-state', value: { orderId: id, number: 'W-1', state } }))
    says('shipped')
    expect(till.orders.ordersOf(visit)).toMatchObject([{ state: 'shipped' }])
    says('confirmed')
    says('lost in space')
    expect(till.orders.ordersOf(visit)).toMatchObject([{ state: 'shipped' }])
    expect(till.rows('order_moves')).toBe(2)
  })

  it('stays on the floor while it is open, and on its day', () => {
    const till = openTill()
    const visit = till.enter(kiosk)
    const place = () => {
      till.add(visit, SOCKS, 1, 'pick-up')
      return till.placed(visit).id
    }
    const [open, done] = [place(), place()]
    till.move(done, 'cancelled')
    till.time.advance(24 * 60 * 60_000)
    const today = place()
    expect(till.orders.snapshot('floor').map(({ id }) => id)).toEqual([today, open])
    expect(till.orders.snapshot('kiosk:kiosk-1')).toEqual([])
  })

  it('forgets whose it was when the customer is erased', () => {
    const till = openTill()
    const visit = till.enter(kiosk, 'L2', SEOYEON)
    till.add(visit, SOCKS)
    till.placed(visit)
    till.transact(() => till.orders.forgetCustomer(SEOYEON))
    expect(till.orders.recent(1)).toMatchObject([{ member: false }])
    expect(till.rows('orders')).toBe(1)
  })

  it('keeps what has to be made when the customer is erased, and not how they called it', () => {
    const till = openTill()
    const makes = { kind: 'travel', colour: 'blue', name: 'WREN' }
    const place = (customerId: CustomerId | null, name: string) => {
      const visit = till.enter(customerId === null ? otherKiosk : kiosk, customerId === null ? 'L0' : 'L2', customerId)
      till.add(visit, till.mug(visit, { name, choices: makes }))
      return till.placed(visit).id
    }
    const [theirs, other] = [place(SEOYEON, 'For mum'), place(null, 'A cup')]
    till.transact(() => till.orders.forgetCustomer(SEOYEON))
    const kept = till.db.prepare<[string], string>('select configuration from order_lines where order_id = ?').pluck()
    const configurationOf = (id: string) => JSON.parse(kept.get(id) ?? '{}') as object
    expect(configurationOf(theirs)).toMatchObject({ name: '', personaId: null, choices: makes })
    expect(configurationOf(other)).toMatchObject({ name: 'A cup' })
  })
})

describe('the way between two states', () => {
  it('is the shortest legal one, or none', () => {
    expect(shortestWay('placed', 'completed')).toEqual(['confirmed', 'completed'])
    expect(shortestWay('placed', 'placed')).toEqual([])
    expect(shortestWay('completed', 'cancelled')).toBeNull()
  })
})

describe('any run of carts', () => {
  const line = fc.record({
    sku: fc.constantFrom(SOCKS, LACES),
    quantity: fc.integer({ min: 1, max: 4 }),
    fulfilment: fc.constantFrom('carry-out' as const, 'pick-up' as const, 'delivery' as const, null),
  })

  it('places what was promised, never holds more than there is, and loses no won', () => {
    fc.assert(
      fc.property(fc.array(fc.array(line, { minLength: 1, maxLength: 4 }), { maxLength: 8 }), (carts) => {
        const till = openTill()
        const visit = till.enter(kiosk, 'L2', SEOYEON)
        let sales = 0
        for (const cart of carts) {
          for (const { sku, quantity, fulfilment } of cart) till.add(visit, sku, quantity, fulfilment)
          const before = till.carts.cartOf(visit)
          const answer = till.place(visit)
          expect(answer.ok).toBe(before.lines.every(({ problem }) => problem === null))
          if (answer.ok) {
            sales += answer.value.total.minor
            expect(answer.value.lines.reduce((sum, { total }) => sum + total.minor, 0)).toBe(before.total.minor)
          } else till.transact(() => till.carts.empty(visit))
          for (const { onHand, held } of [SOCKS, LACES].flatMap((sku) => till.promises.stock.levelsOf(sku))) {
            expect(held).toBeLessThanOrEqual(onHand)
          }
        }
        expect(till.orders.figures(0, till.time.nowMs() + 1).salesMinor).toBe(sales)
        till.db.close()
      }),
      { numRuns: 40 },
    )
  })
})
