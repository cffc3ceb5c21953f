import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canRunVendure } from '../for-tests.ts'
import { openVendure } from '../launch.ts'
import type { Vendure } from '../launch.ts'

const TIMEOUT_MS = 180_000
const BULK = { customers: 40, orders: 200 }

interface Orders {
  readonly orders: {
    readonly totalItems: number
    readonly items: readonly {
      readonly totalWithTax: number
      readonly state: string
      readonly payments: readonly { readonly amount: number }[]
      readonly fulfillments: readonly { readonly lines: readonly { readonly quantity: number }[] }[]
      readonly lines: readonly { readonly quantity: number; readonly linePriceWithTax: number }[]
    }[]
  }
}
const units = (lines: readonly { readonly quantity: number }[]) =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0)

describe.runIf(canRunVendure())('the test shop with many customers', () => {
  let shop: Vendure
  beforeAll(async () => {
    shop = await openVendure({ bulk: BULK })
  }, TIMEOUT_MS)
  afterAll(() => shop.stop(), TIMEOUT_MS)

  it('has them, each order adding up and paid with what it costs', async () => {
    const { orders } = await shop.admin<Orders>(
      `{ orders(options: { take: 500, filter: { code: { contains: "BULK" } } }) { totalItems items { totalWithTax state
        payments { amount } fulfillments { lines { quantity } } lines { quantity linePriceWithTax } } } }`,
    )
    expect(orders.totalItems).toBe(BULK.orders)
    for (const { totalWithTax, state, payments, fulfillments, lines } of orders.items) {
      expect(lines.reduce((sum, { linePriceWithTax }) => sum + linePriceWithTax, 0)).toBe(totalWithTax)
      expect(payments.map(({ amount }) => amount)).toEqual([totalWithTax])
      if (state === 'Delivered') expect(units(fulfillments.flatMap((one) => one.lines))).toBe(units(lines))
    }
  })

  it('gives a tenth of them half of the orders', async () => {
    const { customers } = await shop.admin<{ customers: { items: { orders: { totalItems: number } }[] } }>(
      '{ customers(options: { take: 100, filter: { emailAddress: { contains: "bulk" } } }) { items { orders { totalItems } } } }',
    )
    const counts = customers.items.map(({ orders }) => orders.totalItems).toSorted((a, b) => b - a)
    expect(counts).toHaveLength(BULK.customers)
    expect(counts.slice(0, BULK.customers / 10).reduce((sum, n) => sum + n, 0)).toBe(BULK.orders / 2)
  })
})
