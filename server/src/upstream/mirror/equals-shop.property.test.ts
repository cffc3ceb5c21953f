import type { Purpose } from '@dangol/domain/customers/consent.ts'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLogger } from '../../platform/log.ts'
import type { GeneratedFeed } from '../../testing/generated-rows.ts'
import { createGeneratedShop } from '../../testing/generator-connector.ts'
import type { GeneratedShop, Saying } from '../../testing/generator-connector.ts'
import { openStoreCore } from '../../testing/store-core.ts'
import { createMirror } from './mirror.ts'
import { nameOf, ownerOf, purposeOf } from './sinks.ts'
import type { ShopSinks } from './sinks.ts'

const PEOPLE = 4
const FEEDS: readonly GeneratedFeed[] = ['customers', 'orders', 'carts', 'products']

/** The engine over a generated shop, with a shelf that only holds what was told and what was taken back. */
function open(seed: number) {
  const core = openStoreCore()
  const shop = createGeneratedShop({
    ...{ seed, customers: PEOPLE, orders: 7, carts: 3, products: 4 },
    reliability: { orders: 'lossy', customers: 'lossy', carts: 'none' },
  })
  core.db.exec('create table shelf (name text primary key, value text not null) strict')
  const put = core.db.prepare<[string, string]>('insert or replace into shelf (name, value) values (?, ?)')
  const drop = core.db.prepare<[string]>('delete from shelf where name = ?')
  const allowed = new Map<string, boolean>()
  let diesIn: number | null = null
  const keep = (change: ShopChange): void => {
    if (diesIn !== null && --diesIn < 0) throw new Error('killed')
    if (change.feed === 'deleted') drop.run(`${change.value.feed} ${change.value.id}`)
    else put.run(nameOf(change) ?? '', JSON.stringify(change.value))
  }
  const sinks: ShopSinks = { profile: [keep], history: [keep], cart: [keep], sku: [keep], deleted: [keep] }
  const mayKeep = (customerId: CustomerId, purpose: Purpose) => allowed.get(`${customerId} ${purpose}`) === true
  const start = () =>
    createMirror({
      ...core,
      ...{ clock: core.time, steady: core.time.steady, timers: core.time, random: () => new Uint8Array([128]) },
      log: createLogger('silent'),
      sources: [
        { source: 'shop', connector: shop.connector, feeds: FEEDS, pollMs: 1_000, pause: { isPaused: () => false } },
      ],
      ...{ sinks, gate: { isErased: () => false, mayKeep }, nightOf: () => 'night' },
      ...{ afterChunk: () => undefined, onHeard: () => undefined, onShopTime: () => undefined },
      onCompared: () => undefined,
    })
  let mirror = start()
  const drain = async (): Promise<void> => {
    for (let turn = 0; turn < 200; turn += 1) if (!(await mirror.poll())) return
    throw new Error('the mirror never comes to an end')
  }
  return {
    shop,
    drain,
    mirror: () => mirror,
    /** The process dies after so many rows, and comes back on what is on the disk. */
    async killAfter(rows: number) {
      diesIn = rows
      await drain()
      diesIn = null
      await mirror.stop()
      mirror = start()
    },
    async settle() {
      core.time.advance(120_000)
      await drain()
      mirror.compareSoon()
      await drain()
    },
    consent(n: number, purpose: Purpose, isGranted: boolean) {
      const customerId = shop.alias(n)
      if (mayKeep(customerId, purpose) === isGranted) return
      core.transact(() => {
        allowed.set(`${customerId} ${purpose}`, isGranted)
        mirror.consentChanged(customerId, purpose, isGranted)
      })
    },
    /** The shelf has no place for what is called so. */
    refuse(name: string) {
      core.db.exec(
        `create trigger refusing before insert on shelf when new.name = '${name}' begin select raise(abort, 'no'); end`,
      )
      return { end: () => core.db.exec('drop trigger refusing') }
    },
    shelf: () => new Map(core.db.prepare<[], [string, string]>('select name, value from shelf').raw().all()),
    expected: () => rowsOf(shop, mayKeep),
    asideIds: () => core.db.prepare<[], string>("select feed || ' ' || id from set_aside order by 1").pluck().all(),
  }
}

/** What the shop has and the store may keep. What is set aside stays as it was last usable. */
function rowsOf(shop: GeneratedShop, mayKeep: (customerId: CustomerId, purpose: Purpose) => boolean) {
  const rows = new Map<string, string>()
  for (const change of FEEDS.flatMap((feed) => shop.rows(feed)).flatMap(({ changes }) => changes)) {
    const [owner, purpose] = [ownerOf(change), purposeOf(change.feed)]
    if (owner !== null && purpose !== null && !mayKeep(owner, purpose)) continue
    rows.set(nameOf(change) ?? '', JSON.stringify(change.value))
  }
  return rows
}

type Deed = (world: ReturnType<typeof open>) => Promise<void> | void
const feed = fc.constantFrom(...FEEDS)
const id = fc.nat(9).map(String)
const saying = fc.constantFrom<Saying>('told', 'unsaid')
const person = fc.nat(PEOPLE - 1)
const purpose = fc.constantFrom<Purpose>('history.view', 'config.sync.store')
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.tuple(feed, id, saying).map(
    ([f, i, s]): Deed =>
      ({ shop }) =>
        shop.change(f, i, s),
  ),
  fc.tuple(feed, id, saying).map(
    ([f, i, s]): Deed =>
      ({ shop }) =>
        shop.remove(f, i, s),
  ),
  fc.tuple(feed, person, saying).map(([f, p, s]): Deed => ({ shop }) => {
    // A product with the SKU of another would be two of one name, which no shop has.
    if (f !== 'products' && f !== 'customers') shop.add(f, p, s)
  }),
  fc.tuple(fc.constantFrom<GeneratedFeed>('orders', 'carts'), id, person, saying).map(
    ([f, i, p, s]): Deed =>
      ({ shop }) =>
        shop.give(f, i, p, s),
  ),
  fc.tuple(fc.nat(3), fc.nat(3), saying, saying).map(([a, b, s, t]): Deed => ({ shop }) => {
    // Two products exchange their SKUs.
    const [one, other] = [a, b].map((n) => shop.rows('products').find((row) => row.id === String(n)))
    if (one === undefined || other === undefined || a === b) return
    const [of, to] = [one, other].map(({ changes: [sku] }) => Number(nameOf(sku as ShopChange)?.split('-')[1]))
    shop.give('products', one.id, to ?? 0, s)
    shop.give('products', other.id, of ?? 0, t)
  }),
  fc.tuple(person, purpose, fc.boolean()).map(
    ([p, u, g]): Deed =>
      (world) =>
        world.consent(p, u, g),
  ),
  fc.tuple(feed, id).map(([f, i]): Deed => (world) => {
    world.mirror().hinted(world.shop.hint(`${f}${i}`, { feed: f, id: i }))
  }),
  fc.nat(12).map(
    (rows): Deed =>
      (world) =>
        world.killAfter(rows),
  ),
  fc.nat(6).map(
    (calls): Deed =>
      ({ shop }) =>
        void (shop.line.failsIn = calls),
  ),
  fc.nat(90_000).map((): Deed => (world) => world.drain()),
)

test('[U5] [U9] whatever changes, is left unsaid, fails or dies: after a comparison the mirror is the shop, row by row', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(1_000), fc.array(deed, { maxLength: 25 }), async (seed, deeds) => {
      const world = open(seed)
      for (const one of deeds) await one(world)
      world.shop.line.failsIn = null
      // The back-off after a failure is over by then.
      await world.settle()
      await world.settle()
      expect(world.shelf()).toEqual(world.expected())
      await world.mirror().stop()
    }),
    { numRuns: 30 },
  )
})

test('[U4] a row that cannot be taken is set aside, stops no other, and is cleared when it can', async () => {
  const world = open(1)
  world.shop.spoil('products', '2', true)
  await world.settle()
  expect(world.asideIds()).toEqual(['products 2'])
  expect([...world.shelf().keys()].filter((name) => name.startsWith('sku'))).toHaveLength(3)
  world.shop.spoil('products', '2', false, 'unsaid')
  await world.settle()
  expect(world.asideIds()).toEqual([])
  expect(world.shelf()).toEqual(world.expected())
  world.shop.spoil('products', '1', true)
  await world.settle()
  world.shop.remove('products', '1')
  await world.settle()
  expect(world.asideIds()).toEqual([])
})

test('[U4] a row that no table of the store can hold is set aside and stops no other, and is taken once it fits', async () => {
  const world = open(1)
  const [sku] = world.shop.rows('products').map(({ changes: [change] }) => nameOf(change as ShopChange) ?? '')
  const refusing = world.refuse(sku ?? '')
  await world.settle()
  expect(world.asideIds()).toHaveLength(1)
  expect([...world.expected().keys()].filter((name) => !world.shelf().has(name))).toEqual([sku])
  refusing.end()
  await world.settle()
  expect(world.asideIds()).toEqual([])
  expect(world.shelf()).toEqual(world.expected())
})

test('[U4] a row that never could be taken and that the shop has no more is set aside no longer', async () => {
  const world = open(1)
  world.shop.spoil('products', '2', true)
  await world.settle()
  expect(world.asideIds()).toEqual(['products 2'])
  world.shop.remove('products', '2', 'unsaid')
  await world.settle()
  expect(world.asideIds()).toEqual([])
})
