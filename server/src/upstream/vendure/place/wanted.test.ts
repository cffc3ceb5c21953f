import { expect, test } from 'vitest'
import type { ShopOrder } from '@dangol/protocol/shop.ts'
import type { OrderInShop } from '../documents/order-in-shop.ts'
import { Halt } from '../../adapters/halt.ts'
import { createShopMoney } from '../money.ts'
import { mappingOf } from '../testing/mapping.ts'
import { hasLines, isSameOrder, placedQuantity, wantedLines } from './wanted.ts'

const deps = { mapping: mappingOf(), money: createShopMoney(2, 'KRW'), describe: () => '고래\n색: 빨강' }
const won = (minor: number) => ({ minor, currency: 'KRW' as const })
const ID = '018f0000-0000-7000-8000-00000000000a'
const configuration = { id: ID, familyId: 'gorae-1200', choices: { paint: 'red' } }
// Only what is looked at here.
const line = (over: object = {}) =>
  ({ sku: 'CAP-1', quantity: 1, unitPrice: won(100), fulfilment: 'delivery', configuration: null, ...over }) as never
const orderOf = (...lines: never[]): ShopOrder => ({ orderId: ID, storeId: 'seongsu', lines }) as never

const foundWith = (lines: object[], over: object = {}): OrderInShop => ({
  ...{ id: '1', code: 'A', state: 'PaymentSettled', totalWithTax: 0, customer: null, fulfillments: [], payments: [] },
  customFields: { externalRef: ID, storeId: 'seongsu' },
  lines: lines.map((one, at) => ({
    ...{ id: String(at), quantity: 1, orderPlacedQuantity: 1, productVariant: { id: '7', sku: 'CAP-1' } },
    customFields: { configurationId: null, configuration: null, agreedPrice: 10_000 },
    ...one,
  })),
  ...over,
})

test('what Vendure would add up is one line, and what was carried out of it is remembered', () => {
  const wanted = wantedLines(orderOf(line({ fulfilment: 'carry-out', quantity: 2 }), line()), deps)
  expect(wanted).toMatchObject([{ sku: 'CAP-1', quantity: 3, carriedOut: 2, agreedPrice: 10_000 }])
})

test('two configurations of one family, and two prices of one thing, stay two lines', () => {
  const other = { ...configuration, id: ID.replace('a', 'b') }
  const lines = [line({ configuration }), line({ configuration: other }), line(), line({ unitPrice: won(90) })]
  const wanted = wantedLines(orderOf(...lines), deps)
  expect(wanted.map(({ sku }) => sku)).toEqual(['family-gorae', 'family-gorae', 'CAP-1', 'CAP-1'])
  expect(wanted[0]).toMatchObject({ configurationId: ID, text: '고래\n색: 빨강' })
})

test('a family without a variant and a price that the shop cannot say are refused in words', () => {
  const unknown = { ...configuration, familyId: 'other' }
  expect(() => wantedLines(orderOf(line({ configuration: unknown })), deps)).toThrow(
    /no variant for the family "other"/,
  )
  const coarse = { ...deps, money: createShopMoney(0, 'EUR') }
  const cents = line({ unitPrice: { minor: 1_050, currency: 'EUR' } })
  expect(() => wantedLines(orderOf(cents), coarse)).toThrow(Halt)
})

test('[U1] the same order is known by its lines as they were placed, whatever was cancelled since', () => {
  const order = orderOf(line({ quantity: 2 }))
  const at = { order, wanted: wantedLines(order, deps), total: 20_000 }
  const placed = { quantity: 0, orderPlacedQuantity: 2 }
  expect(isSameOrder(foundWith([placed]), at)).toBe(true)
  expect(isSameOrder(foundWith([placed, {}]), at)).toBe(false)
  expect(isSameOrder(foundWith([{ orderPlacedQuantity: 3 }]), at)).toBe(false)
  expect(isSameOrder(foundWith([placed], { customFields: { externalRef: ID, storeId: 'hannam' } }), at)).toBe(false)
  const paid = (amount: number) => ({ payments: [{ state: 'Settled', amount, transactionId: ID }] })
  expect(isSameOrder(foundWith([placed], paid(20_000)), at)).toBe(true)
  expect(isSameOrder(foundWith([placed], paid(10_000)), at)).toBe(false)
})

test('a document is the same however it is spelled', () => {
  const wanted = wantedLines(orderOf(line({ configuration })), deps)
  const spelled = { familyId: 'gorae-1200', choices: { paint: 'red' }, id: ID }
  const there = (document: object) =>
    foundWith([
      {
        productVariant: { id: '1', sku: 'family-gorae' },
        customFields: { configurationId: ID, configuration: JSON.stringify(document, null, 2), agreedPrice: 10_000 },
      },
    ]).lines
  expect(hasLines(there(spelled), wanted, placedQuantity)).toBe(true)
  expect(hasLines(there({ ...spelled, choices: { paint: 'blue' } }), wanted, placedQuantity)).toBe(false)
})
