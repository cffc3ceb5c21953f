import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CartLineId, OrderId } from '@dangol/domain/ids/ids.ts'
import type { DeviceStatus } from '@dangol/protocol/devices.ts'
import { OfficeViewSchema } from '@dangol/protocol/insights.ts'
import type { OfficeView } from '@dangol/protocol/insights.ts'
import type { HelpCall } from '@dangol/protocol/visits.ts'
import type { StageCounts, VisitFigures } from '../../ports/figures.ts'
import { kiosk, openGoodsFloor } from '../../testing/goods-floor.ts'
import { HOME, LACES, smallStore, SOCKS } from '../../testing/small-shop.ts'
import { asId, callerOf } from '../../testing/store-core.ts'
import { spansToCompare } from './days.ts'
import { EXCEPTIONS_MAX } from './exceptions.ts'
import { createInsights } from './insights.ts'

const DAY_MS = 24 * 60 * 60_000
const office = callerOf('office', 'office-1')
const NONE: StageCounts = { visits: 0, recognised: 0, engaged: 0, inCart: 0, ordered: 0 }

function openOffice(o: { visits?: VisitFigures; devices?: DeviceStatus[]; calls?: HelpCall[] } = {}) {
  const floor = openGoodsFloor()
  floor.stockUp()
  const insights = createInsights({
    clock: floor.time,
    store: smallStore,
    visits: o.visits ?? { between: () => NONE },
    orders: floor.orders,
    calls: { waiting: () => o.calls ?? [] },
    line: { status: () => ({ state: floor.consents.wan, since: 77, waiting: 3 }) },
    devices: { statuses: () => o.devices ?? [] },
    stock: floor.promises.exceptions,
  })
  const look = (): OfficeView => {
    const answer = insights.handlers['insights:office'](office, {}) as { ok: true; value: OfficeView }
    return OfficeViewSchema.parse(answer.value)
  }
  const order = (quantity: number): OrderId => {
    const visit = floor.enter(kiosk)
    void floor.carts.handlers['carts:add'](kiosk, {
      ...floor.command(),
      visitId: visit.id,
      lineId: floor.ids.next<CartLineId>(),
      item: { kind: 'stocked', sku: SOCKS },
      quantity,
      fulfilment: null,
    })
    const orderId = floor.ids.next<OrderId>()
    void floor.orders.handlers['orders:place'](kiosk, {
      ...floor.command(),
      visitId: visit.id,
      orderId,
      acceptedTotal: { minor: 12_000 * quantity, currency: 'KRW' },
    })
    return orderId
  }
  return { ...floor, look, order }
}
const device = (id: string, over: Partial<DeviceStatus> = {}): DeviceStatus => ({
  id: asId(id),
  kind: 'kiosk',
  connected: true,
  lastSeenAt: 5,
  version: '1',
  outboxLength: 0,
  screen: 'attract',
  ...over,
})

describe('today against yesterday', () => {
  it("compares with the same hour of yesterday, in the store's zone", () => {
    // Noon in Seoul on 21 November 2026.
    const noon = Date.UTC(2026, 10, 21, 3)
    expect(spansToCompare(noon, 'Asia/Seoul')).toEqual({
      today: { fromMs: Date.UTC(2026, 10, 20, 15), toMs: noon + 1 },
      yesterday: { fromMs: Date.UTC(2026, 10, 19, 15), toMs: noon - DAY_MS + 1 },
    })
  })

  it('never counts today as yesterday, not even after a day of 23 hours', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * 24 * 60 }), (minutes) => {
        const nowMs = Date.UTC(2026, 0, 1) + minutes * 60_000
        const { today, yesterday } = spansToCompare(nowMs, 'Europe/Berlin')
        expect(yesterday.fromMs).toBeLessThan(yesterday.toMs)
        expect(yesterday.toMs).toBeLessThanOrEqual(today.fromMs)
        expect(today.fromMs).toBeLessThanOrEqual(nowMs)
      }),
      { numRuns: 60 },
    )
  })

  it('shows sales, average order value and units per transaction', () => {
    const { look, order, time } = openOffice()
    order(1)
    time.advance(DAY_MS)
    order(1)
    order(2)
    const { today, yesterday } = look()
    expect(today).toMatchObject({
      orders: 2,
      sales: { minor: 36_000, currency: 'KRW' },
      averageOrderValue: { minor: 18_000 },
      unitsPerTransactionHundredths: 150,
    })
    expect(yesterday).toMatchObject({ orders: 1, sales: { minor: 12_000 } })
  })

  it('leaves out what yesterday did only later, and what was cancelled', () => {
    const { look, order, orders, command, time } = openOffice()
    time.advance(2 * 60 * 60_000)
    order(1)
    time.advance(DAY_MS - 60 * 60_000)
    void orders.handlers['orders:move'](office, { ...command(), orderId: order(2), to: 'cancelled' })
    expect(look()).toMatchObject({
      today: { orders: 0, averageOrderValue: null, unitsPerTransactionHundredths: null },
      yesterday: { orders: 0 },
    })
  })
})

describe('the funnel', () => {
  const counts: fc.Arbitrary<StageCounts> = fc
    .tuple(fc.nat(50), fc.nat(50), fc.nat(50), fc.nat(50), fc.nat(200))
    .map(([ordered, cart, engaged, rest, known]) => {
      const visits = ordered + cart + engaged + rest
      const recognised = Math.min(visits, known)
      return { visits, recognised, engaged: ordered + cart + engaged, inCart: ordered + cart, ordered }
    })

  it('is a subset from stage to stage, and its ends are the figures of the day, whatever the visits were', () => {
    fc.assert(
      fc.property(counts, (of) => {
        const { look, db } = openOffice({ visits: { between: () => of } })
        const { funnel, today } = look()
        expect(funnel.map(({ stage }) => stage)).toEqual(['started', 'engaged', 'in-cart', 'ordered'])
        funnel.forEach(({ visits }, at) => expect(visits).toBeLessThanOrEqual(funnel[at - 1]?.visits ?? Infinity))
        expect(funnel.map(({ visits }) => visits)).toEqual([of.visits, of.engaged, of.inCart, of.ordered])
        expect(today).toMatchObject({ visits: of.visits, recognised: of.recognised, ordered: of.ordered })
        db.close()
      }),
      { numRuns: 15 },
    )
  })
})

describe('exceptions', () => {
  it('come most urgent first, and only when they need a person', () => {
    const call = (deviceId: string, calledAt: number): HelpCall => ({
      ...{ id: asId(deviceId), deviceId: asId(deviceId), visitId: null, lang: 'ko', calledAt, answeredBy: null },
    })
    const calls: HelpCall[] = []
    const { look, order, orders, transact, promises, consents, time } = openOffice({
      calls,
      devices: [
        device('kiosk-1'),
        device('kiosk-2', { connected: false }),
        device('tablet-1', { kind: 'tablet', connected: false }),
        device('office-1', { kind: 'office', connected: false }),
      ],
    })
    const orderId = order(1)
    expect(look().exceptions.map(({ kind }) => kind)).toEqual(['device-down', 'device-down'])
    calls.push(call('kiosk-1', time.nowMs() - 30_001), call('kiosk-9', time.nowMs() - 30_000))
    consents.wan = 'down'
    transact(() => orders.rejected(orderId, 'unknown-sku'))
    transact(() => promises.sink({ feed: 'stock', value: { sku: LACES, locationId: HOME, onHand: -1, held: 0 } }))
    expect(look().exceptions).toMatchObject([
      { kind: 'call-waiting', subject: 'kiosk-1' },
      { kind: 'wan-down', since: 77, waiting: 3 },
      { kind: 'order-rejected', subject: 'S-0001', why: 'unknown-sku' },
      { kind: 'device-down', subject: 'kiosk-2' },
      { kind: 'device-down', subject: 'tablet-1' },
      { kind: 'stock-below-zero', subject: LACES, units: -1 },
    ])
  })

  it('are at most so many', () => {
    const devices = Array.from({ length: EXCEPTIONS_MAX + 5 }, (_, n) => device(`kiosk-${n}`, { connected: false }))
    expect(openOffice({ devices }).look().exceptions).toHaveLength(EXCEPTIONS_MAX)
  })
})
