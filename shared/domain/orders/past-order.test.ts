import { expect, test } from 'vitest'
import fc from 'fast-check'
import { paidOf, PARCEL_STAGES, PAYMENT_KINDS, sentUnits, shownOrder } from './past-order.ts'
import type { PaymentKind } from './past-order.ts'

const won = (minor: number) => ({ minor, currency: 'KRW' as const })
const of = (...payments: [PaymentKind, number][]) =>
  paidOf(
    won(10_000),
    payments.map(([kind, minor]) => ({ kind, amount: won(minor) })),
  )

test('an order is paid when as much came as it costs, however many payments that took', () => {
  expect(of(['paid', 10_000])).toBe('paid')
  expect(of(['paid', 4_000], ['paid', 6_000])).toBe('paid')
  expect(of(['none', 10_000], ['paid', 10_000])).toBe('paid')
  expect(of(['authorised', 10_000], ['paid', 10_000])).toBe('paid')
})

test('what came short, is only set aside, was let go or never came is said as it is', () => {
  expect(of(['paid', 4_000])).toBe('part-paid')
  expect(of(['authorised', 10_000])).toBe('authorised')
  expect(of(['authorised', 10_000], ['released', 10_000])).toBe('unpaid')
  expect(of(['none', 10_000])).toBe('unpaid')
  expect(of()).toBe('unpaid')
})

test('what went back counts against what came, whole or in part', () => {
  expect(of(['paid', 10_000], ['refunded', -10_000])).toBe('refunded')
  expect(of(['paid', 10_000], ['refunded', -4_000], ['refunded', -6_000])).toBe('refunded')
  expect(of(['paid', 10_000], ['refunded', -1_000])).toBe('part-refunded')
})

test('what costs nothing is paid', () => {
  expect(paidOf(won(0), [])).toBe('paid')
})

test('nothing is claimed where it hangs on a payment that cannot be read, or in other money', () => {
  expect(of(['unknown', 10_000])).toBe('unknown')
  expect(of(['paid', 4_000], ['unknown', 6_000])).toBe('unknown')
  expect(of(['unknown', 10_000], ['refunded', -10_000])).toBe('unknown')
  expect(of(['paid', 10_000], ['unknown', 1])).toBe('paid')
  expect(paidOf(won(10_000), [{ kind: 'paid', amount: { minor: 10_000, currency: 'EUR' } }])).toBe('unknown')
})

test('the order of payments does not matter, and nothing unpaid is ever called paid', () => {
  const payment = fc.record({ kind: fc.constantFrom(...PAYMENT_KINDS), minor: fc.nat(20_000) })
  fc.assert(
    fc.property(fc.array(payment, { maxLength: 6 }), (rows) => {
      const payments = rows.map(({ kind, minor }) => ({ kind, amount: won(kind === 'refunded' ? -minor : minor) }))
      const said = paidOf(won(10_000), payments)
      expect(paidOf(won(10_000), payments.toReversed())).toBe(said)
      const came = payments.reduce((sum, { kind, amount }) => (kind === 'paid' ? sum + amount.minor : sum), 0)
      if (said === 'paid') expect(came).toBeGreaterThanOrEqual(10_000)
    }),
  )
})

test('pieces have left when they are under way, wait to be collected or have arrived', () => {
  const parcels = PARCEL_STAGES.map((stage) => ({ stage, units: 2 }))
  expect(sentUnits(parcels)).toBe(6)
  expect(sentUnits([])).toBe(0)
})

test('an order is shown with carrier and tracking number to those alone who may see them', () => {
  const order = {
    ...{ number: 'W-1', total: won(10_000) },
    payments: [{ kind: 'paid', amount: won(10_000) }],
    shipments: [{ stage: 'underway', at: 5, units: 2, carrier: 'CJ', tracking: '77' }],
  } as const
  const parcel = { stage: 'underway', at: 5, units: 2 }
  const seen = { number: 'W-1', total: won(10_000), paid: 'paid' }
  const whole = { ...parcel, carrier: 'CJ', tracking: '77' }
  expect(shownOrder(order, true)).toEqual({ ...seen, parcels: [whole] })
  expect(shownOrder(order, false)).toEqual({ ...seen, parcels: [parcel] })
})

test('of an order that the shop says no more of, no more is said', () => {
  expect(shownOrder({ total: won(1) }, true)).toEqual({ total: won(1) })
  const empty = { total: won(1), payments: [], shipments: [] }
  expect(shownOrder(empty, true)).toEqual({ total: won(1), paid: 'unpaid', parcels: [] })
})
