import type { CartLineId, OrderId, Sku } from '@dangol/domain/ids/ids.ts'
import type { KioskCartLine } from '@dangol/protocol/bridge.ts'
import { expect, test } from 'vitest'
import { testHost, testId, visitOf } from '../testing/host.ts'
import { useCart } from './cart.ts'
import { useNavigation } from './navigation.ts'
import { useNotices } from './notices.ts'

const won = (minor: number) => ({ minor, currency: 'KRW' as const })
const sku = 'SOCK-1' as Sku
const line: KioskCartLine = {
  id: testId<CartLineId>(5),
  item: { kind: 'stocked', sku },
  sku,
  title: { ko: '양말', en: 'Socks' },
  quantity: 2,
  unitPrice: won(9_000),
  total: won(18_000),
  fulfilment: 'carry-out',
  fulfilments: ['carry-out', 'pick-up'],
  promise: { date: '2026-11-22', basis: 'on-shelf', steps: [], provisional: false },
  problem: null,
}
const filled = (given: Partial<KioskCartLine> = {}) =>
  visitOf(1, { cart: { lines: [{ ...line, ...given }], total: won(18_000), units: 2 } })

test('adding begins the visit where there is none, and says what was added', async () => {
  const host = testHost({ 'visit:begin': () => host.push(visitOf(1)) })
  expect(await useCart().add({ kind: 'stocked', sku }, '양말', 2)).toBe(true)
  expect(host.asked.map((one) => one.name)).toEqual(['visit:begin', 'cart:add'])
  expect(useNotices().notice).toEqual({ kind: 'added', title: '양말' })
})

test('a double press adds once', async () => {
  const host = testHost()
  host.push(visitOf(1))
  const cart = useCart()
  await Promise.all([cart.add({ kind: 'stocked', sku }, '양말'), cart.add({ kind: 'stocked', sku }, '양말')])
  expect(host.asked.filter((one) => one.name === 'cart:add')).toHaveLength(1)
})

test('a cart can be ordered only while it is whole and the store server is there', () => {
  const host = testHost()
  const cart = useCart()
  host.push(visitOf(1))
  expect(cart.orderable).toBe(false)
  host.push(filled())
  expect(cart.orderable).toBe(true)
  host.push({ link: 'offline' })
  expect(cart.orderable).toBe(false)
  host.push({ link: 'online', ...filled({ problem: 'sold-out' }) })
  expect(cart.orderable).toBe(false)
})

test('the order names the total that the shopper saw and shows the order in place of the cart', async () => {
  const host = testHost({ 'order:place': () => ({ id: testId<OrderId>(9) }) })
  host.push(filled())
  await useCart().order()
  expect(host.asked.at(-1)).toEqual({ name: 'order:place', input: { epoch: 1, acceptedTotal: won(18_000) } })
  expect(useNavigation().view).toEqual({ kind: 'ordered', orderId: testId<OrderId>(9) })
})

test('a price that changed meanwhile keeps the shopper at the cart and says so', async () => {
  const host = testHost({ 'order:place': () => 'total-changed' })
  host.push(filled())
  useNavigation().go({ kind: 'cart' })
  await useCart().order()
  expect(useNavigation().view).toEqual({ kind: 'cart' })
  expect(useNotices().notice).toEqual({ kind: 'refused', code: 'total-changed' })
})

test('quantity and way are changed separately, and nothing means removal', async () => {
  const host = testHost()
  host.push(filled())
  const cart = useCart()
  await cart.change(line, { fulfilment: 'pick-up' })
  await cart.change(line, { quantity: 0 })
  expect(host.asked.map((one) => one.input)).toMatchObject([
    { lineId: line.id, quantity: 2, fulfilment: 'pick-up' },
    { lineId: line.id, quantity: 0, fulfilment: 'carry-out' },
  ])
  expect(cart.lastChange).toMatchObject({ before: { id: line.id }, after: { quantity: 0 } })
})

test('[H6] a line that somebody else changed is not overwritten: what stands there is shown, and the shopper decides', async () => {
  let answer: unknown = 'changed-meanwhile'
  const host = testHost({ 'cart:change': () => answer })
  host.push(filled())
  const cart = useCart()
  await cart.change(line, { quantity: 3 })
  expect(useNotices().notice).toBeNull()
  expect(cart.overtaken).toMatchObject({ line: { id: line.id }, wanted: { quantity: 3, fulfilment: 'carry-out' } })
  host.push(filled({ quantity: 1, fulfilment: 'pick-up' }))
  answer = null
  await cart.insist()
  expect(host.asked.at(-1)?.input).toMatchObject({
    ...{ quantity: 3, fulfilment: 'carry-out' },
    seen: { quantity: 1, fulfilment: 'pick-up' },
  })
  expect(cart.overtaken).toBeNull()
})

test('[H6] taking a change back goes on top of what the shopper left, and puts back what was removed', async () => {
  const host = testHost()
  host.push(filled())
  const cart = useCart()
  await cart.change(line, { quantity: 5 })
  await cart.undoChange()
  expect(host.asked.at(-1)?.input).toMatchObject({ quantity: 2, seen: { quantity: 5, fulfilment: 'carry-out' } })
  expect(cart.lastChange).toBeNull()
  await cart.change(line, { quantity: 0 })
  await cart.undoChange()
  expect(host.asked.at(-1)).toMatchObject({
    name: 'cart:add',
    input: { item: line.item, quantity: 2, fulfilment: 'carry-out' },
  })
})

test('what could be taken back is forgotten with the next thing that is done, and with the visit', async () => {
  const host = testHost()
  host.push(filled())
  const cart = useCart()
  await cart.change(line, { quantity: 5 })
  await cart.add({ kind: 'stocked', sku }, '양말')
  expect(cart.lastChange).toBeNull()
  await cart.change(line, { quantity: 5 })
  cart.reset()
  await cart.undoChange()
  expect(host.asked.filter((one) => one.name === 'cart:change')).toHaveLength(2)
})

test('[E1] an answer that comes after the shopper left says nothing to whoever comes next', async () => {
  let answer: () => void = () => undefined
  const late = new Promise<void>((resolve) => (answer = resolve))
  const host = testHost({
    'cart:add': () => late,
    'order:place': () => late.then(() => ({ id: testId<OrderId>(9) })),
  })
  host.push(filled())
  const [cart, before] = [useCart(), useNavigation().view]
  const added = cart.add({ kind: 'stocked', sku }, '양말')
  cart.reset()
  const ordered = cart.order()
  cart.reset()
  answer()
  expect(await added).toBe(false)
  await ordered
  expect(useNotices().notice).toBeNull()
  expect(useNavigation().view).toEqual(before)
  expect(cart.lastChange).toBeNull()
})
