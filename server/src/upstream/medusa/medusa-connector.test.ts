import { createPeopleKeys } from '../people-keys.ts'
import type { ConnectorDeps, Send } from '../connector.ts'
import { expect, test } from 'vitest'
import { createMedusaConnector } from './medusa-connector.ts'
import { LINK, VARIANT } from './testing/recorded.ts'

const NOW = Date.parse('2026-11-22T12:00:00Z')
const soon = () => AbortSignal.timeout(30_000)

/** A shop of recorded answers; what is not recorded is not there. */
function connect(answers: (url: URL, init: RequestInit) => Response | null, over: Partial<ConnectorDeps> = {}) {
  const asked: URL[] = []
  const send: Send = (url, init) => {
    asked.push(url)
    return Promise.resolve(answers(url, init) ?? json({ type: 'not_found', message: `no ${url.pathname}` }, 404))
  }
  // Of the store the adapter reads its id alone.
  const store = { id: 'seongsu' } as ConnectorDeps['store']
  const keys = createPeopleKeys('5'.repeat(64), 'medusa', 'seongsu')
  const deps = { send, clock: { nowMs: () => NOW }, store, keys, secret: 'sk_1', webhookSecret: null, ...over }
  return { asked, connector: createMedusaConnector(LINK, deps) }
}
const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { date: new Date(NOW).toUTCString(), ...headers } })

/** As configured, but for what a test leaves out. */
const shop =
  (over: Record<string, unknown> = {}) =>
  ({ pathname }: URL): Response | null => {
    const lists: Record<string, unknown> = {
      '/admin/regions/reg_1': { region: { currency_code: 'krw' } },
      '/admin/regions': { regions: [], count: 0 },
      '/admin/draft-orders': { draft_orders: [], count: 0 },
      '/admin/sales-channels': { sales_channels: [{ id: 'sc_stores' }], count: 1 },
      '/admin/stock-locations': { stock_locations: [{ id: 'sloc_1' }], count: 1 },
      '/admin/shipping-options': { shipping_options: [{ id: 'so_1' }, { id: 'so_2' }], count: 2 },
      '/admin/product-variants': { variants: [{ id: 'variant_9', sku: 'family-mug' }], count: 1 },
      ...over,
    }
    return lists[pathname] === undefined ? null : json(lists[pathname])
  }
const problemsOf = async (answers: Parameters<typeof connect>[0]) => {
  const probe = await connect(answers).connector.probe(soon())
  return probe.kind === 'answered' ? probe.value.problems : probe
}

test('[U10] a shop that has all that the link names has no problems', async () => {
  expect(await problemsOf(shop())).toEqual([])
})

test.each([
  [
    '/admin/regions/reg_1',
    { region: { currency_code: 'eur' } },
    'currency',
    'the region sells in EUR, the store in KRW',
  ],
  ['/admin/regions/reg_1', undefined, 'field', 'regionId reg_1'],
  ['/admin/draft-orders', undefined, 'version', '/admin/draft-orders'],
  ['/admin/sales-channels', { sales_channels: [], count: 0 }, 'field', 'sc_stores'],
  ['/admin/stock-locations', { stock_locations: [], count: 0 }, 'location', 'sloc_1'],
  ['/admin/shipping-options', { shipping_options: [{ id: 'so_1' }], count: 1 }, 'shipping-method', 'so_2'],
  ['/admin/product-variants', { variants: [], count: 0 }, 'sku', 'family-mug'],
])('[U10] %s answering %o is a problem of the %s', async (path, answer, code, detail) => {
  expect(await problemsOf(shop({ [path]: answer }))).toEqual([{ code, detail }])
})

test('[U10] credentials that the shop does not know, and rights that it does not give, are told apart', async () => {
  expect(await problemsOf(() => json({ message: 'Unauthorized' }, 401))).toMatchObject([{ code: 'credentials' }])
  expect(await problemsOf(() => json({ message: 'Forbidden' }, 403))).toMatchObject([{ code: 'scope' }])
})

test('[U10] a clock that is minutes off is a problem before it loses changes', async () => {
  const late = new Date(NOW - 600_000).toUTCString()
  const answers = (url: URL) => {
    const answer = shop()(url)
    answer?.headers.set('date', late)
    return answer
  }
  expect(await problemsOf(answers)).toMatchObject([{ code: 'clock' }])
})

test('a token that has run out is renewed once, in the middle of a question', async () => {
  let signIns = 0
  const { connector } = connect(
    ({ pathname }, { headers }) => {
      if (pathname === '/auth/user/emailpass') return json({ token: `t-${(signIns += 1)}` })
      const isFresh = new Headers(headers).get('authorization') === 'Bearer t-2'
      return isFresh ? json({ variants: [VARIANT], count: 1 }) : json({ message: 'Unauthorized' }, 401)
    },
    { secret: 'staff@example.test\na password' },
  )
  const page = await connector.scan('products', null, { limit: 10, signal: soon() })
  expect(page).toMatchObject({ kind: 'answered', value: { told: [{ id: 'variant_1' }] } })
  expect(signIns).toBe(2)
})

test('a window begins where the one before ended, with an overlap, and is closed by the shop’s clock', async () => {
  const { connector, asked } = connect(() => json({ customers: [], count: 0 }))
  const first = await connector.changes('customers', null, { limit: 10, signal: soon() })
  if (first.kind !== 'answered') throw new Error(first.why)
  await connector.changes('customers', first.value.cursor, { limit: 10, signal: soon() })
  expect(asked.at(-1)?.searchParams.get('updated_at[$gte]')).toBe('2026-11-22T11:59:30.000Z')
})

test('a cursor of another version and a feed that the shop has not are refused, and not read as nothing', async () => {
  const { connector } = connect(() => json({ customers: [], count: 0 }))
  for (const feed of ['customers', 'carts'] as const) {
    expect(await connector.changes(feed, 'old', { limit: 10, signal: soon() })).toMatchObject({ kind: 'rejected' })
  }
})

test('a page of somebody in between is not the shop’s no', async () => {
  const { connector } = connect(() => new Response('<html>', { status: 404 }))
  expect(await connector.tidy(soon())).toMatchObject({ kind: 'unreachable' })
})
