import { expect, test } from 'vitest'
import { SHIPMENT_DISPLAYS, SHIPMENT_STATUSES } from './order-state.ts'
import { paymentOf, shipmentOf } from './progress.ts'

const amountSet = { minor: 24_000, currency: 'KRW' as const }
const kindOf = (kind: string, status = 'SUCCESS') => paymentOf({ kind, status, gateway: 'card', amountSet }).kind
const stageOf = (over: object) =>
  shipmentOf({
    ...{ status: 'SUCCESS', displayStatus: null, createdAt: 1, deliveredAt: null, totalQuantity: 1, trackingInfo: [] },
    ...over,
  })

test.each([
  ['SALE', 'paid'],
  ['CAPTURE', 'paid'],
  ['AUTHORIZATION', 'authorised'],
  ['VOID', 'released'],
  ['REFUND', 'refunded'],
  ['SUGGESTED_REFUND', 'none'],
  ['BARTER', 'unknown'],
])('a transaction %s that went well is "%s"', (kind, said) => {
  expect(kindOf(kind)).toBe(said)
})

test('a transaction that waits or went wrong moved nothing; of one that Shopify does not know nothing is claimed', () => {
  for (const status of ['PENDING', 'AWAITING_RESPONSE', 'FAILURE', 'ERROR']) expect(kindOf('SALE', status)).toBe('none')
  expect(kindOf('SALE', 'UNKNOWN')).toBe('unknown')
})

test('what went back counts against what came', () => {
  expect(paymentOf({ kind: 'REFUND', status: 'SUCCESS', gateway: null, amountSet })).toEqual({
    ...{ kind: 'refunded', method: '', state: 'refund success' },
    amount: { minor: -24_000, currency: 'KRW' },
  })
})

test('every state of a shipment that the schema has is one of the store’s', () => {
  for (const displayStatus of SHIPMENT_DISPLAYS) expect(stageOf({ displayStatus }).stage).not.toBe('unknown')
  for (const status of SHIPMENT_STATUSES) expect(stageOf({ status }).stage).not.toBe('unknown')
  expect(stageOf({ displayStatus: 'READY_FOR_PICKUP' }).stage).toBe('to-collect')
  expect(stageOf({ displayStatus: 'NOT_DELIVERED' }).stage).toBe('failed')
})

test('a parcel that arrived says when it did, one under way when it left', () => {
  const trackingInfo = [{ company: 'CJ', number: '77' }]
  expect(stageOf({ displayStatus: 'IN_TRANSIT', trackingInfo })).toMatchObject({ at: 1, carrier: 'CJ', tracking: '77' })
  expect(stageOf({ displayStatus: 'DELIVERED', deliveredAt: 9 })).toMatchObject({
    stage: 'arrived',
    at: 9,
    carrier: null,
  })
})
