import type { CommandId, ConfigurationId } from '@dangol/domain/ids/ids.ts'
import type { Feed } from '@dangol/protocol/link.ts'
import { describe, expect, test } from 'vitest'
import type { FeedPage } from '../../../server/src/upstream/connector.ts'
import { API_VERSIONS } from '../../../server/src/upstream/shopify/config.ts'
import { DOCUMENTS } from '../../../server/src/upstream/shopify/documents/all.ts'
import type { Exchange } from '../../../server/src/upstream/shopify/testing/fake-shopify.ts'
import { savedMug } from '../../../server/src/upstream/shopify/testing/fake-seed.ts'
import { keys, openShopifyAtHand } from '../../../server/src/upstream/shopify/testing/shop-at-hand.ts'
import { MUG } from '../../../server/src/testing/small-shop.ts'
import type { ShopAnswer } from '../../../server/src/shop-port.ts'
import { materialForTests } from './material.ts'
import { readPublished } from './published.ts'

const material = materialForTests()
const published = material === null ? [] : await readPublished(material)
const exchanges = material === null ? [] : await everythingOnce()

test('the material, where it is, has every version that a link file may name', () => {
  expect(published.map(({ version }) => version)).toEqual(material === null ? [] : [...API_VERSIONS])
})

describe.each(published.map((each) => [each.version, each] as const))('Admin API %s', (_version, schema) => {
  test.each(Object.entries(DOCUMENTS))('%s may be sent', (_name, document) => {
    expect(schema.against(document)).toEqual([])
  })

  test('a document with a field that is not there may not', () => {
    expect(schema.against('query Wrong { shop { nickname } }')).toHaveLength(1)
  })

  test('what is sent fits the inputs of the schema, and the answers made by hand have its shapes', () => {
    for (const exchange of exchanges) expect(schema.misfits(exchange), exchange.document.split('\n')[0]).toEqual([])
  })

  test('an answer without what it must have, or with a word that no enum knows, does not fit', () => {
    const document = 'query Shop { shop { id currencyCode } }'
    const of = (shop: object) => schema.misfits({ document, variables: {}, data: { shop } })
    expect(of({ id: 'gid://shopify/Shop/1', currencyCode: 'KRW' })).toEqual([])
    expect(of({ id: 'gid://shopify/Shop/1', currencyCode: 'WON' })).toHaveLength(1)
    expect(of({ id: 'gid://shopify/Shop/1' })).toHaveLength(1)
  })
})

test('every document, where answers can be checked, was sent at least once to the shop made by hand', () => {
  const sent = new Set(exchanges.map(({ document }) => document))
  const never = Object.entries(material === null ? {} : DOCUMENTS).filter(([, document]) => !sent.has(document))
  expect(never.map(([name]) => name)).toEqual([])
})

/** A connector asks and does everything that it can, of a shop that has some of everything. */
async function everythingOnce(): Promise<readonly Exchange[]> {
  const hand = await openShopifyAtHand()
  const { shop, customerRef, time } = hand
  const connector = hand.connect()
  const signal = new AbortController().signal
  const o = { limit: 2, signal }
  valueOf(await connector.probe(signal))
  manyThings(hand)
  for (const feed of Object.keys(connector.capabilities.feeds) as Feed[]) {
    const { cursor } = valueOf(await connector.changes(feed, null, o))
    time.advance(5_000)
    await toTheEnd((at) => connector.changes(feed, at, o), cursor)
    const { told } = await toTheEnd((at) => connector.scan(feed, at, { ...o, limit: 50 }), null)
    await toTheEnd((at) => connector.sweep(feed, at, o), null)
    valueOf(await connector.read(feed, [...told.map(({ id }) => id), `gid://shopify/Order/1`].slice(0, 5), signal))
  }
  for (const feed of ['orders', 'carts', 'configurations'] as const)
    valueOf(await connector.readOf(feed, customerRef, o))
  valueOf(await connector.findCustomers({ email: 'shopper0@example.test', limit: 5 }, signal))
  valueOf(await connector.ordersOf(customerRef, 20, signal))
  await writeEverything(hand, signal)
  await shop.close()
  return shop.exchanges
}

type Hand = Awaited<ReturnType<typeof openShopifyAtHand>>

/** An order and a product with more inside than one page has room for, and an order that was sent. */
function manyThings({ shop: { state } }: Hand): void {
  const [order] = state.orders.values()
  const [line] = order?.lines ?? []
  if (order === undefined || line === undefined) throw new Error('no order')
  const trackingInfo = [{ company: 'CJ', number: '1234' }]
  const sent = { status: 'SUCCESS', displayStatus: 'IN_TRANSIT', createdAt: state.now(), deliveredAt: null }
  const fulfillments = [{ ...sent, totalQuantity: 2, trackingInfo }]
  state.orders.set(order.id, { ...order, lines: Array<typeof line>(45).fill(line), fulfillments })
  const [product] = state.products.values()
  for (let size = 0; size < 30; size += 1) {
    const id = state.nextId('ProductVariant')
    product?.variants.push({ id, sku: `SOCK-S${size}`, title: `Size ${size}`, price: '12000' })
  }
}

async function writeEverything(hand: Hand, signal: AbortSignal): Promise<void> {
  const { customerRef, time } = hand
  const connector = hand.connect()
  const order = hand.newOrder()
  const place = { order, customerRef, again: false, takeOver: false }
  hand.shop.state.lagMs = 60_000
  await connector.placeOrder(place, signal)
  await connector.placeOrder({ ...place, again: true }, signal)
  const carried = hand.newOrder()
  const lines = carried.lines.map((line) => ({ ...line, fulfilment: 'carry-out' as const }))
  await connector.placeOrder({ ...place, order: { ...carried, lines } }, signal)
  // Any id of the right form will do.
  const id = String(hand.newOrder().orderId) as ConfigurationId
  const customerId = keys.alias(customerRef)
  const mine = { ...savedMug(id), origin: 'kiosk' as const, id, familyId: MUG, code: null, codeExpiresAt: null }
  await connector.saveConfiguration({ ...mine, customerId, savedAt: time.nowMs() }, customerRef, signal)
  const consents = { 'marketing.message': 'granted' } as const
  await connector.putConsents({ commandId: String(id) as CommandId, customerId, consents }, customerRef, signal)
}

async function toTheEnd(
  ask: (at: string | null) => Promise<ShopAnswer<FeedPage>>,
  from: string | null,
): Promise<FeedPage> {
  for (let at = from; ;) {
    const page = valueOf(await ask(at))
    if (!page.more) return page
    at = page.cursor
  }
}

function valueOf<T>(answer: ShopAnswer<T>): T {
  if (answer.kind !== 'answered') throw new Error(`${answer.kind}: ${answer.why}`)
  return answer.value
}
