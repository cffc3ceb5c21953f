import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CommerceConnector, ProbeProblem } from '../connector.ts'
import { FAR_GID } from './testing/fake-seed.ts'
import { linkTo, openShopifyAtHand } from './testing/shop-at-hand.ts'
import type { ShopifyAtHand } from './testing/shop-at-hand.ts'

let hand: ShopifyAtHand
const never = new AbortController().signal
beforeEach(async () => {
  hand = await openShopifyAtHand()
})
afterEach(() => hand.shop.close())

async function problemsOf(connector: CommerceConnector = hand.connect()): Promise<readonly ProbeProblem[]> {
  const answer = await connector.probe(never)
  if (answer.kind !== 'answered') throw new Error(answer.why)
  return answer.value.problems
}

test('[U10] a shop that has everything is probed without writing anything', async () => {
  expect(await problemsOf()).toEqual([])
  expect(hand.shop.exchanges.filter(({ document }) => document.startsWith('mutation'))).toEqual([])
})

test('[U10] how far back orders go is known once the shop has said what the app may see', async () => {
  const connector = hand.connect()
  expect(connector.capabilities.historyDays).toBe(60)
  await connector.probe(never)
  expect(connector.capabilities.historyDays).toBeNull()
  hand.shop.state.scopes = hand.shop.state.scopes.filter((scope) => scope !== 'read_all_orders')
  expect(await problemsOf(connector)).toEqual([])
  expect(connector.capabilities.historyDays).toBe(60)
})

test.each<[string, (hand: ShopifyAtHand) => void, ProbeProblem]>([
  [
    'a scope',
    ({ shop }) => void (shop.state.scopes = shop.state.scopes.filter((scope) => scope !== 'write_orders')),
    { code: 'scope', detail: 'write_orders' },
  ],
  [
    'the currency',
    ({ shop }) => void (shop.state.currency = 'EUR'),
    { code: 'currency', detail: 'the shop sells in EUR, the store in KRW' },
  ],
  ['a place', ({ shop }) => void shop.state.locations.delete(FAR_GID), { code: 'location', detail: FAR_GID }],
  [
    'a place that is closed',
    ({ shop }) => void shop.state.locations.set(FAR_GID, false),
    { code: 'location', detail: FAR_GID },
  ],
  ['the variant of a family', ({ shop }) => shop.state.products.clear(), { code: 'sku', detail: 'MUG-BASE' }],
  [
    'a metafield',
    ({ shop }) => void shop.state.definitions.delete('dangol.consents'),
    { code: 'field', detail: 'dangol.consents of customers: not defined, json is needed' },
  ],
  [
    'the type of a metafield',
    ({ shop }) => void shop.state.definitions.set('dangol.configurations', 'multi_line_text_field'),
    { code: 'field', detail: 'dangol.configurations of customers: multi_line_text_field, json is needed' },
  ],
  [
    'the version',
    ({ shop }) => shop.setVersion('2027-01'),
    { code: 'version', detail: '2026-10 was asked for and 2027-01 answered' },
  ],
])('[U10] says what is missing by name: %s', async (_what, spoil, problem) => {
  spoil(hand)
  expect(await problemsOf()).toContainEqual(problem)
})

test('[U10] a place of the mapping that the store does not know is said as well', async () => {
  const mapping = { locations: { [FAR_GID]: 'elsewhere' } }
  const connector = hand.connect(undefined, undefined, linkTo(hand.shop.url, mapping))
  expect(await problemsOf(connector)).toContainEqual({ code: 'location', detail: 'elsewhere is no place of the store' })
})

test('[U10] a clock that is far off is said, and a shop that cannot be reached is none that was probed', async () => {
  const connector = hand.connect(async (url, init) => {
    const response = await fetch(url, init)
    const headers = new Headers(response.headers)
    headers.set('date', new Date(hand.time.nowMs() + 1_800_000).toUTCString())
    return new Response(await response.text(), { status: response.status, headers })
  })
  expect(await problemsOf(connector)).toContainEqual({ code: 'clock', detail: '1800 seconds' })
  const cut = hand.connect(() => Promise.reject(new TypeError('fetch failed')))
  expect((await cut.probe(never)).kind).toBe('unreachable')
})

test('[U10] an app that may not see a part of it is told so', async () => {
  const errors = [{ message: 'Access denied for locations field', extensions: { code: 'ACCESS_DENIED' } }]
  const connector = hand.connect(() => Promise.resolve(Response.json({ data: null, errors })))
  expect(await problemsOf(connector)).toMatchObject([{ code: 'scope', detail: /locations/ }])
})
