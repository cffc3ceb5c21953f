import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { describe, expect, test } from 'vitest'
import { openStoreCore } from '../../testing/store-core.ts'
import { createOnlineCarts } from './online-carts.ts'

const MINA = 'a'.repeat(32) as CustomerId
const JUN = 'b'.repeat(32) as CustomerId
type Cart = Extract<ShopChange, { feed: 'cart' }>

function open() {
  const { db } = openStoreCore()
  const carts = createOnlineCarts({ db })
  const line = { sku: 'S-1', title: 'Socks', quantity: 1, configurationId: null }
  const cartOf = (id: string, customerId: CustomerId, quantity = 1): Cart => ({
    feed: 'cart',
    value: {
      ...{ id, customerId, updatedAt: 1 },
      lines: quantity === 0 ? [] : [{ ...line, quantity, total: { minor: 100, currency: 'KRW' } }],
    },
  })
  const kept = () =>
    db
      .prepare<[], { id: string; units: number }>(
        "select id, lines ->> '$[0].quantity' as units from online_carts order by id",
      )
      .all()
      .map(({ id, units }) => `${id}:${units}`)
  return { carts, cartOf, kept }
}

describe('[U9] carts of the web shop', () => {
  test('stand as the shop told them last, and not at all when they are empty', () => {
    const { carts, cartOf, kept } = open()
    carts.sink(cartOf('1', MINA))
    carts.sink(cartOf('1', MINA, 3))
    carts.sink(cartOf('2', JUN))
    expect(kept()).toEqual(['1:3', '2:1'])
    carts.sink(cartOf('2', JUN, 0))
    expect(kept()).toEqual(['1:3'])
  })

  test('go when the shop says so, with their owner, and with a week of silence', () => {
    const { carts, cartOf, kept } = open()
    for (const [id, of] of [
      ['1', MINA],
      ['2', MINA],
      ['3', JUN],
    ] as const)
      carts.sink(cartOf(id, of))
    carts.deleted({ feed: 'deleted', value: { feed: 'sku', id: '1' } })
    carts.deleted({ feed: 'deleted', value: { feed: 'cart', id: '1' } })
    expect(kept()).toEqual(['2:1', '3:1'])
    carts.forgetCustomer(MINA)
    expect(kept()).toEqual(['3:1'])
    expect([carts.dropCopies(0), carts.dropCopies(0), kept()]).toEqual([true, false, []])
  })
})
