import type { LinkState } from '@dangol/protocol/link.ts'
import { afterEach, expect, test } from 'vitest'
import { createGeneratedShop } from '../../testing/generator-connector.ts'
import { startTestStore } from '../../testing/store-server.ts'
import type { TestDevice, TestStore } from '../../testing/store-server.ts'
import type { CommerceConnector, Hint } from '../connector.ts'
import { healthy } from './testing/fake-connector.ts'

let store: TestStore | null = null
afterEach(async () => {
  await store?.close()
  store = null
})

/** A whole store server linked to a shop on a platform of its own, with the office beside it. */
async function open(over: Partial<CommerceConnector> = {}) {
  const shop = createGeneratedShop({
    ...{ seed: 1, customers: 2, orders: 4, configurations: 1, carts: 1, products: 2, stock: 2 },
  })
  const touched: string[] = []
  const connector: CommerceConnector = {
    ...shop.connector,
    capabilities: { ...shop.connector.capabilities, webhooks: true },
    hint: (headers, body): Hint | null =>
      headers['x-sign'] === 'right'
        ? { id: Buffer.from(body).toString(), topic: 'customer', touched: [{ feed: 'customers', id: '1' }] }
        : null,
    read(feed, ids, signal) {
      touched.push(...ids.map((id) => `${feed} ${id}`))
      return shop.connector.read(feed, ids, signal)
    },
    ...over,
  }
  const link = { connector, keys: shop.keys, host: 'shop.example.test', pollMs: 50 }
  const opened = (store = await startTestStore([], { link }))
  const office = await opened.connect('office', 'office-1')
  const post = async (body: string, sign: string) => {
    const answer = await fetch(`${opened.url}/hooks/shop`, { method: 'POST', body, headers: { 'x-sign': sign } })
    return answer.status
  }
  return { store: opened, office, post, touched }
}

async function stateOf(office: TestDevice): Promise<LinkState> {
  const answer = await office.ask('link:state', {})
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.value
}

test('[U7] the shop says on the store’s own address what changed; it is read again once, and what is not signed is ignored', async () => {
  const { office, post, touched } = await open()
  await expect.poll(async () => (await stateOf(office)).feeds.every(({ state }) => state === 'current')).toBe(true)
  expect([await post('d-1', 'wrong'), await post('d-1', 'right'), await post('d-1', 'right')]).toEqual([401, 200, 200])
  expect((await stateOf(office)).hints).toMatchObject({ heard: 1, refused: 1 })
  await expect.poll(() => touched).toEqual(['customers 1'])
})

test('a shop that sends no messages has no door for them', async () => {
  store = await startTestStore()
  expect((await fetch(`${store.url}/hooks/shop`, { method: 'POST', body: '{}' })).status).toBe(404)
})

test('[U10] with something wrong nothing is read, the office says what, and the member service goes on', async () => {
  const problems = [{ code: 'field' as const, detail: 'Order.externalRef' }]
  const read: string[] = []
  const { office } = await open({
    probe: () => Promise.resolve(healthy({ problems })),
    scan: (feed) => Promise.resolve((read.push(feed), { kind: 'unreachable', why: 'never asked' })),
    changes: (feed) => Promise.resolve((read.push(feed), { kind: 'unreachable', why: 'never asked' })),
  })
  await expect.poll(async () => (await stateOf(office)).probe?.problems).toEqual(problems)
  await expect
    .poll(async () => (await stateOf(office)).feeds.map(({ source, state }) => `${source} ${state}`))
    .toContain('members current')
  expect(read).toEqual([])
})

test('held, nothing more is read of the shop; let go, it goes on at once', async () => {
  const { store: opened, office, touched, post } = await open()
  const command = () => ({ commandId: opened.newCommandId() })
  await expect.poll(async () => (await stateOf(office)).feeds.every(({ state }) => state === 'current')).toBe(true)
  await office.ask('link:pause', { ...command(), reason: 'stock-taking' })
  await post('d-2', 'right')
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(touched).toEqual([])
  await office.ask('link:resume', command())
  await expect.poll(() => touched).toEqual(['customers 1'])
})
