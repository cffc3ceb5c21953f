import { until } from '@dangol/client/testing/until.ts'
import { afterEach, expect, test } from 'vitest'
import { shopAtHand } from '../testing/shop-at-hand.ts'
import type { ShopAtHand } from '../testing/shop-at-hand.ts'
import { useAddress } from './use-address.ts'

let shop: ShopAtHand
afterEach(() => shop.close())

async function openAddress() {
  let lines: unknown = ['12 Seongsui-ro', 'Apt 4']
  shop = await shopAtHand({
    'GET /api/address': () => ({ body: { lines } }),
    'PUT /api/address': (body) => {
      lines = (body as { lines: unknown }).lines
      return { body: { lines } }
    },
  })
  const address = shop.use(() => useAddress())
  await until(() => address.lines.value !== null, 'the address')
  return address
}

test('is read, written without its empty lines, and removed by writing none', async () => {
  const { lines, save } = await openAddress()
  expect(lines.value).toEqual(['12 Seongsui-ro', 'Apt 4'])
  expect(await save([' 66 Seongsui-ro ', '', 'Unit 9'])).toBe(true)
  expect(lines.value).toEqual(['66 Seongsui-ro', 'Unit 9'])
  await save([])
  expect(lines.value).toEqual([])
})

test('what could not be written leaves what was there, and says so', async () => {
  const { lines, save, problem } = await openAddress()
  shop.unplug()
  expect(await save(['Elsewhere', 'Apt 1'])).toBe(false)
  expect([lines.value, problem.value]).toEqual([['12 Seongsui-ro', 'Apt 4'], true])
})
