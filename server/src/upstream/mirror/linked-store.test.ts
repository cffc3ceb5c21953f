import type { Consents, Purpose } from '@dangol/domain/customers/consent.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { expect, test } from 'vitest'
import { emailOf } from '../../testing/generated-rows.ts'
import { createGeneratedShop } from '../../testing/generator-connector.ts'
import type { GeneratedShop } from '../../testing/generator-connector.ts'
import { wire } from '../../testing/goods-floor.ts'
import { mugOf, smallStore } from '../../testing/small-shop.ts'
import { callerOf } from '../../testing/store-core.ts'
import { memberFeed } from '../../testing/store-server.ts'
import { openWiredStore } from '../../testing/wired-store.ts'
import { COPY_AGE_MAX_MS } from '../stale-copies.ts'
import { createShopPeople } from './mirror.ts'

const tablet = callerOf('tablet', 'tablet-1', 'jieun')
const office = callerOf('office', 'office-1', 'jieun')
const ALL: Consents = { 'history.view': 'granted', 'config.sync.store': 'granted', 'assist.notify': 'granted' }
const NONE: Consents = { 'history.view': 'withdrawn', 'config.sync.store': 'withdrawn' }

/** What the member service tells of a customer of the shop. */
const member = (shop: GeneratedShop, n: number, consents: Consents): ShopChange[] =>
  memberFeed({ id: shop.alias(n), number: 'M-1', name: 'As the member service says', consents })

/** A store whose retailer's shop is on a platform of its own, with the real features behind the mirror. */
async function open(feed: (shop: GeneratedShop) => ShopChange[] = () => []) {
  const shop = createGeneratedShop({
    ...{ seed: 1, customers: 3, orders: 9, configurations: 3, carts: 3, products: 4, stock: 4 },
    reliability: { orders: 'lossy' },
  })
  const link = { connector: shop.connector, keys: shop.keys, host: 'shop.example.test', pollMs: 5_000 }
  const model: ShopChange = { feed: 'model', value: wire(mugOf(2)) }
  const store = await openWiredStore([model, ...feed(shop)], { store: smallStore, link })
  // Nothing is read of a shop that nobody has asked how it is (U10).
  await store.features.guard.probe.ask()
  await store.feed()
  const count = (table: string, where = 'true') =>
    store.db.prepare<[], number>(`select count(*) from ${table} where ${where}`).pluck().get()
  return {
    ...{ store, shop, count },
    kept: () => ({
      orders: count('past_orders'),
      configurations: count('configurations'),
      carts: count('online_carts'),
    }),
    night: async () => {
      store.time.advance(24 * 60 * 60_000)
      await store.feed()
    },
    find: (query: string) => store.handlers['customers:find'](tablet, { query }),
    ofCustomer: (n: number) =>
      ['mirrored', 'customer_identifiers', 'customer_profiles', 'online_carts', 'past_orders', 'to_read']
        .map((table) => [table, count(table, `${table === 'to_read' ? 'id' : 'customer_id'} = '${shop.alias(n)}'`)])
        .filter(([, rows]) => rows !== 0),
  }
}

test('[U5] products, stock and customers are there after the first load', async () => {
  const { count, store, shop } = await open()
  expect([count('skus'), count('stock_levels'), count('customers')]).toEqual([4, 4, 3])
  expect(store.mirror.feeds().map(({ feed, state, loaded, total }) => [feed, state, loaded, total])).toEqual([
    ['log', 'current', 0, null],
    ['customers', 'current', 3, 3],
    ['orders', 'current', 9, 9],
    ['configurations', 'current', 3, 3],
    ['carts', 'current', 3, 3],
    ['products', 'current', 4, 4],
    ['stock', 'current', 4, 4],
  ])
  const people = createShopPeople(store.db)
  expect([people.refOf(shop.alias(1)), people.aliasOf('1')]).toEqual(['1', shop.alias(1)])
})

test('[U9] nothing of somebody is kept that they have not allowed; when they allow it, it is read soon, and it goes with their word', async () => {
  const { kept, store, shop } = await open((one) => member(one, 1, NONE))
  expect(kept()).toEqual({ orders: 0, configurations: 0, carts: 0 })
  await store.feed(...member(shop, 1, ALL))
  expect(kept()).toEqual({ orders: 3, configurations: 1, carts: 1 })
  await store.feed(...member(shop, 1, { ...NONE, 'history.view': 'granted' }))
  expect(kept()).toEqual({ orders: 3, configurations: 0, carts: 0 })
  await store.feed(...member(shop, 1, NONE))
  expect(kept()).toEqual({ orders: 0, configurations: 0, carts: 0 })
})

test('[U9] whoever was erased stays erased, whatever the shop goes on telling, until the member service tells of them anew', async () => {
  const { kept, store, shop, ofCustomer, night } = await open((one) => member(one, 1, ALL))
  const customerId = shop.alias(1)
  const commandId = store.commandId()
  await store.handlers['privacy:erase'](office, { commandId, customerId, reason: 'asked in writing' })
  expect(ofCustomer(1)).toEqual([])
  shop.change('customers', '1')
  shop.change('orders', '1')
  await store.feed()
  await night()
  expect(ofCustomer(1)).toEqual([])
  // The member service has heard of it, and tells so.
  await store.feed({ feed: 'deleted', value: { feed: 'customer', id: customerId } })
  await night()
  expect(ofCustomer(1)).toEqual([])
  await store.feed(...member(shop, 1, ALL))
  expect(kept()).toEqual({ orders: 3, configurations: 1, carts: 1 })
})

test('a customer is found by a whole e-mail address and by nothing less, and no address is in the database', async () => {
  const { find, shop, store } = await open()
  expect(await find(` ${emailOf(2).toUpperCase()} `)).toMatchObject({
    ok: true,
    value: { hits: [{ customerId: shop.alias(2), number: '100002' }] },
  })
  expect(await find('client2@example')).toMatchObject({ value: { hits: [] } })
  expect(store.db.serialize().includes(emailOf(2))).toBe(false)
})

test('the shop says what somebody is called, the member service who they are at home and what they allow', async () => {
  const { store, shop } = await open((one) => member(one, 1, ALL))
  const personas = [{ id: store.commandId() as never, name: '나', kind: 'self' as const }]
  const said = { id: shop.alias(1), name: 'Another', number: 'M-2', consents: ALL, personas }
  await store.feed(...memberFeed(said))
  shop.change('customers', '1')
  await store.feed()
  const { customers } = store.features
  expect(customers.member(shop.alias(1))).toMatchObject({ name: '이서준 1', number: '100001', personas })
  expect(customers.mayKeep(shop.alias(1), 'history.view')).toBe(true)
})

test('[U5] a change that no feed tells is mended by night, and counted; what is gone in two whole readings is gone', async () => {
  const { store, shop, night, count } = await open((one) => member(one, 1, ALL))
  shop.change('customers', '2', 'unsaid')
  shop.remove('products', '3', 'unsaid')
  await store.feed()
  expect(count('skus')).toBe(4)
  await night()
  expect(count('skus')).toBe(3)
  const compared = store.mirror.feeds().map(({ feed, compared: one }) => [feed, one?.mended])
  expect(compared).toContainEqual(['customers', 1])
  expect(store.features.customers.member(shop.alias(2))?.name).toBe('박하윤 1')
})

test('[U5] an open order that changed unsaid is found by the sweep, within a minute', async () => {
  const { store, shop } = await open((one) => member(one, 1, ALL))
  const states = () => store.db.prepare<[], string>('select distinct state from past_orders').pluck().all()
  for (const { id } of shop.rows('orders')) shop.change('orders', id, 'unsaid')
  await store.feed()
  expect(states()).toEqual(['paid'])
  store.time.advance(60_000)
  await store.feed()
  expect(states()).toEqual(['packed'])
})

test('[U7] a message is a reason to read again, once; what is asked for is not lost by a restart', async () => {
  const { store, shop, count } = await open((one) => member(one, 1, ALL))
  shop.change('customers', '2', 'unsaid')
  store.mirror.hinted(shop.hint('d-1', { feed: 'customers', id: '2' }))
  expect(count('to_read')).toBe(1)
  await store.feed()
  expect([count('to_read'), store.features.customers.member(shop.alias(2))?.name]).toEqual([0, '박하윤 1'])
  store.mirror.hinted(shop.hint('d-1', { feed: 'customers', id: '2' }))
  expect(count('to_read')).toBe(0)
})

test('[U9] what is kept by consent goes after a week without word from the shop, and comes back with the line', async () => {
  const { store, shop, kept } = await open((one) => member(one, 1, ALL))
  await store.feed()
  const before = kept()
  store.shop.isReachable = false
  shop.line.isReachable = false
  await store.mirror.poll()
  store.time.advance(COPY_AGE_MAX_MS + 1)
  store.tidy()
  expect(kept()).toEqual({ orders: 0, configurations: 0, carts: 0 })
  store.shop.isReachable = true
  shop.line.isReachable = true
  store.time.advance(60_000)
  await store.feed()
  expect(kept()).toEqual(before)
})

test('[U5] a customer who is gone from the shop is gone from the store, with everything', async () => {
  const { store, shop, ofCustomer, count } = await open((one) => member(one, 1, ALL))
  shop.remove('customers', '1')
  for (const { id } of shop.rows('orders').filter(({ customerId }) => customerId === shop.alias(1)))
    shop.remove('orders', id)
  shop.remove('carts', '1')
  shop.remove('configurations', '1')
  await store.feed()
  expect(ofCustomer(1)).toEqual([])
  expect(count('customers', `id = '${shop.alias(1)}'`)).toBe(0)
})

test('[U6] with the shop gone the member service goes on being heard', async () => {
  const { store, shop } = await open()
  shop.line.isReachable = false
  await store.feed(...member(shop, 1, { 'recog.kiosk': 'granted' } satisfies Partial<Record<Purpose, 'granted'>>))
  expect(store.features.customers.mayKeep(shop.alias(1), 'recog.kiosk')).toBe(true)
  expect(store.features.line.status().state).toBe('down')
  expect(store.mirror.feeds().find(({ feed }) => feed === 'customers')?.error).toBe('cut')
})

test('[U5] the same count is taken in again: it may mean something else since the store’s own orders are known', async () => {
  const { store, night, count } = await open()
  const level = () =>
    store.db.prepare<[], number>('select on_hand from stock_levels order by sku limit 1').pluck().get()
  const told = level()
  store.db.prepare('update stock_levels set on_hand = on_hand - 2').run()
  await night()
  expect(level()).toBe(told)
  expect(count('stock_levels', 'counted_here = 1')).toBe(0)
})
