import type { Feed } from '@dangol/protocol/link.ts'
import type { ShopOrder } from '@dangol/protocol/shop.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CommerceConnector, FeedPage, PlaceOrder, Send, Told } from '../upstream/connector.ts'
import type { ShopAnswer } from '../shop-port.ts'
import { createFaultySend, FAULTS } from './faulty-send.ts'

/** An order as the shop has it, read around the adapter. */
export interface OrderInShop {
  readonly number: string
  /** Units of each line, in the order of the order. */
  readonly quantities: readonly number[]
  readonly configurationIds: readonly (string | null)[]
  readonly totalMinor: number
  /** What was paid, once each; null where the shop does not say. */
  readonly payments: readonly number[] | null
  readonly isOfCustomer: boolean
}

/** One shop behind its adapter, with what a test must do to it from the other side. */
export interface ConnectorAtHand {
  /** The adapter over a way of speaking to the shop. */
  readonly connect: (send: Send) => CommerceConnector
  /** The same adapter with credentials that the shop does not know. */
  readonly stranger: CommerceConnector
  /** The platform's id of a customer who lets this store keep everything. */
  readonly customerRef: string
  /** A new order of the customer, one line configured where the shop takes such; prices are the shop's. */
  readonly newOrder: () => ShopOrder
  readonly inShop: (orderId: string) => Promise<readonly OrderInShop[]>
  /** Drafts that our writes left behind. */
  readonly drafts: () => Promise<number>
  /** Something of the feed changes in the shop; gives the platform's id. Feeds without are not tried. */
  readonly change: Partial<Record<Feed, () => Promise<string>>>
  /** A row that no store can take, and the platform's id of it; null where the shop cannot have one. */
  readonly spoil: (() => Promise<{ feed: Feed; id: string }>) | null
  /** A message of the shop, signed; null where it sends none. */
  readonly message: (() => Promise<{ headers: Record<string, string>; body: Uint8Array }>) | null
  readonly close: () => Promise<void>
}

const PAGE = 50
const DEADLINE_MS = 20_000
const soon = (): AbortSignal => AbortSignal.timeout(DEADLINE_MS)
const real: Send = (url, init) => fetch(url, init)

/** What every adapter of `upstream/connector.ts` keeps to, whatever shop is behind it. */
export function describeConnector(name: string, open: () => Promise<ConnectorAtHand>): void {
  describe(`the port to a shop, with ${name}`, { timeout: 120_000 }, () => {
    let hand: ConnectorAtHand
    beforeAll(async () => {
      hand = await open()
    }, 180_000)
    afterAll(() => hand.close())
    const at = () => hand
    describe('probe', () => probeRules(at))
    describe('feeds', () => feedRules(at))
    describe('orders', () => orderRules(at))
    describe('faults', () => faultRules(at))
    describe('messages', () => messageRules(at))
  })
}

type At = () => ConnectorAtHand

function probeRules(at: At): void {
  test('[U10] says what the shop is and finds nothing against a link that can work', async () => {
    const probe = valueOf(await at().connect(real).probe(soon()))
    expect(probe.problems).toEqual([])
    expect(probe.version).not.toBe('')
  })

  test('[U10] names wrong credentials', async () => {
    const probe = valueOf(await at().stranger.probe(soon()))
    expect(probe.problems.map(({ code }) => code)).toContain('credentials')
  })

  test('a line that says nothing ends with the deadline', async () => {
    const silent: Send = (_url, { signal }) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))
    const answer = await at().connect(silent).probe(AbortSignal.timeout(50))
    expect(answer.kind).toBe('unreachable')
  })
}

function feedRules(at: At): void {
  const feedsOf = (connector: CommerceConnector): Feed[] =>
    (Object.keys(connector.capabilities.feeds) as Feed[]).filter((feed) => feed !== 'log')

  test('[U5] a scan brings the same rows, whatever the size of the page', async () => {
    const connector = at().connect(real)
    for (const feed of feedsOf(connector)) {
      const whole = await scanAll(connector, feed, PAGE)
      expect(await scanAll(connector, feed, 3), feed).toEqual(whole)
    }
  })

  test('[U5] what changes after a cursor comes with a new version, by changes or by a sweep', async () => {
    const connector = at().connect(real)
    for (const feed of feedsOf(connector)) {
      const change = at().change[feed]
      if (change === undefined) continue
      const before = await scanAll(connector, feed, PAGE)
      const { cursor } = valueOf(await connector.changes(feed, null, { limit: PAGE, signal: soon() }))
      const id = await change()
      const after = new Map([...(await changedSince(connector, feed, cursor)), ...(await sweepAll(connector, feed))])
      expect(after.get(id), `${feed} ${id}`).toBeDefined()
      expect(after.get(id), `${feed} ${id}`).not.toBe(before.get(id))
      const read = valueOf(await connector.read(feed, [id], soon()))
      expect(versions(read.told).get(id)).toBe(after.get(id))
    }
  })

  test('[U4] a row that cannot be taken is named with its reason, and the others come', async () => {
    const { spoil } = at()
    if (spoil === null) return
    const connector = at().connect(real)
    const spoilt = await spoil()
    const pages = await scanPages(connector, spoilt.feed, PAGE)
    expect(pages.flatMap(({ unusable }) => unusable.map(({ id }) => id))).toContain(spoilt.id)
    const told = pages.flatMap((page) => page.told)
    expect(told.map(({ id }) => id)).not.toContain(spoilt.id)
    expect(told.length).toBeGreaterThan(0)
  })
}

function orderRules(at: At): void {
  test('[U1] an order is in the shop with its lines, its configuration, its total, paid once', async () => {
    const order = at().newOrder()
    const placed = await at().connect(real).placeOrder(placing(at(), order), soon())
    expect(placed).toMatchObject({ kind: 'done' })
    await expectOnce(at(), order)
  })

  test('[U1] the same order again is the same order', async () => {
    const order = at().newOrder()
    const connector = at().connect(real)
    const first = await connector.placeOrder(placing(at(), order), soon())
    expect(await connector.placeOrder({ ...placing(at(), order), again: true }, soon())).toEqual(first)
    await expectOnce(at(), order)
  })

  test('[U1] another content under the same key is a conflict, and changes nothing', async () => {
    const order = at().newOrder()
    const connector = at().connect(real)
    await connector.placeOrder(placing(at(), order), soon())
    const other = { ...order, lines: order.lines.map((line) => ({ ...line, quantity: line.quantity + 1 })) }
    const answer = await connector.placeOrder({ ...placing(at(), other), again: true }, soon())
    expect(answer).toMatchObject({ kind: 'conflict', reason: 'other-content' })
    await expectOnce(at(), order)
  })

  test('[U1] an order of nobody is taken as well', async () => {
    const order = { ...at().newOrder(), customerId: null }
    const placed = await at()
      .connect(real)
      .placeOrder({ ...placing(at(), order), customerRef: null }, soon())
    expect(placed).toMatchObject({ kind: 'done' })
    expect((await at().inShop(order.orderId))[0]).toMatchObject({ isOfCustomer: false })
  })
}

/** More calls than an adapter needs for one order. */
const CALLS_MAX = 40

function faultRules(at: At): void {
  test.each(FAULTS)(
    '[U1] [U3] whichever call meets "%s": after another try the order is there once, and no draft is left',
    async (fault) => {
      const draftsBefore = await at().drafts()
      for (let call = 1; call <= CALLS_MAX; call += 1) {
        const order = at().newOrder()
        const line = createFaultySend()
        line.fail({ call, fault })
        const connector = at().connect(line.send)
        const first = await connector.placeOrder(placing(at(), order), soon())
        if (!line.hasFailed()) return
        expect(['done', 'retry'], `${fault} at call ${call}`).toContain(first.kind)
        if (first.kind === 'retry') {
          line.fail(null)
          const second = await connector.placeOrder({ ...placing(at(), order), again: true }, soon())
          expect(second, `${fault} at call ${call}`).toMatchObject({ kind: 'done' })
        }
        await expectOnce(at(), order)
        valueOf(await connector.tidy(soon()))
        expect(await at().drafts(), `${fault} at call ${call}`).toBe(draftsBefore)
      }
      throw new Error(`an order takes more than ${CALLS_MAX} calls`)
    },
  )

  test('[U1] [U3] a deadline is no answer: what the shop did after it is found by the next try', async () => {
    const order = at().newOrder()
    const late = at().connect((url, init) => {
      const { signal, ...rest } = init
      // The shop goes on with what it has heard; only the store has stopped listening.
      return Promise.race([
        fetch(url, rest),
        new Promise<Response>((_resolve, reject) => {
          if (signal?.aborted === true) reject(signal.reason as Error)
          signal?.addEventListener('abort', () => reject(signal.reason as Error))
        }),
      ])
    })
    for (const ms of [1, 15, 40, 80, 160]) {
      const answer = await late.placeOrder({ ...placing(at(), order), again: ms > 1 }, AbortSignal.timeout(ms))
      expect(['done', 'retry']).toContain(answer.kind)
    }
    const last = await at()
      .connect(real)
      .placeOrder({ ...placing(at(), order), again: true }, soon())
    expect(last).toMatchObject({ kind: 'done' })
    await expectOnce(at(), order)
  })

  test.each(['request-lost', 'answer-cut', 'refused-busy', 'rate-limited'] as const)(
    '[U6] a reading that meets "%s" says so, and brings nothing',
    async (fault) => {
      const line = createFaultySend()
      line.fail({ call: 1, fault })
      const connector = at().connect(line.send)
      const feed = (Object.keys(connector.capabilities.feeds) as Feed[])[0] ?? 'log'
      expect((await connector.changes(feed, null, { limit: PAGE, signal: soon() })).kind).toBe('unreachable')
    },
  )
}

function messageRules(at: At): void {
  test('[U7] a signed message names what to read again; one byte more, and it is nothing', async () => {
    const { message } = at()
    const connector = at().connect(real)
    expect(message !== null).toBe(connector.capabilities.webhooks)
    if (message === null) return
    const { headers, body } = await message()
    const hint = connector.hint(headers, body)
    expect(hint?.touched.length).toBeGreaterThan(0)
    expect(connector.hint(headers, Buffer.concat([body, Buffer.from(' ')]))).toBeNull()
    expect(connector.hint({}, body)).toBeNull()
  })
}

const placing = (hand: ConnectorAtHand, order: ShopOrder): PlaceOrder => ({
  order,
  customerRef: hand.customerRef,
  again: false,
  takeOver: false,
})

async function expectOnce(hand: ConnectorAtHand, order: ShopOrder): Promise<void> {
  const found = await hand.inShop(order.orderId)
  expect(found).toHaveLength(1)
  const [one] = found
  expect(one?.quantities).toEqual(order.lines.map(({ quantity }) => quantity))
  expect(one?.configurationIds).toEqual(order.lines.map(({ configuration }) => configuration?.id ?? null))
  expect(one?.totalMinor).toBe(order.total.minor)
  if (one?.payments !== null) expect(one?.payments).toEqual([order.total.minor])
}

async function scanPages(connector: CommerceConnector, feed: Feed, limit: number): Promise<FeedPage[]> {
  const pages: FeedPage[] = []
  for (let after: string | null = null, more = true; more;) {
    const page: FeedPage = valueOf(await connector.scan(feed, after, { limit, signal: soon() }))
    pages.push(page)
    after = page.cursor
    more = page.more
  }
  return pages
}
const scanAll = async (connector: CommerceConnector, feed: Feed, limit: number): Promise<Versions> =>
  versions((await scanPages(connector, feed, limit)).flatMap(({ told }) => told))

async function changedSince(connector: CommerceConnector, feed: Feed, from: string): Promise<Versions> {
  const told: Told[] = []
  for (let cursor = from, more = true; more;) {
    const page = valueOf(await connector.changes(feed, cursor, { limit: PAGE, signal: soon() }))
    told.push(...page.told)
    cursor = page.cursor
    more = page.more
  }
  return versions(told)
}

async function sweepAll(connector: CommerceConnector, feed: Feed): Promise<Versions> {
  if (connector.capabilities.feeds[feed] !== 'lossy') return new Map()
  const told: Told[] = []
  for (let after: string | null = null, more = true; more;) {
    const page: FeedPage = valueOf(await connector.sweep(feed, after, { limit: PAGE, signal: soon() }))
    told.push(...page.told)
    after = page.cursor
    more = page.more
  }
  return versions(told)
}

type Versions = ReadonlyMap<string, string | null>
const versions = (told: readonly Told[]): Versions =>
  new Map(told.map(({ id, version }) => [id, version] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)))

function valueOf<T>(answer: ShopAnswer<T>): T {
  if (answer.kind !== 'answered') throw new Error(`${answer.kind}: ${answer.why}`)
  return answer.value
}
