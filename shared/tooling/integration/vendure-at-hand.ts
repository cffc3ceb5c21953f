import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { wordsOf } from '@dangol/domain/configurations/words.ts'
import type { ConfigurationId, OrderId, Sku } from '@dangol/domain/ids/ids.ts'
import { PROMISE_BASES } from '@dangol/domain/promises/promise.ts'
import type { ShopOrder } from '@dangol/protocol/shop.ts'
import { demoModels, demoPeople, demoSkus } from '@dangol/server/shop/demo/demo.ts'
import { DEFAULT_STORE } from '@dangol/server/src/features/stores/default-store.ts'
import { systemClock } from '@dangol/server/src/platform/system-clock.ts'
import { createIds } from '@dangol/server/src/platform/system-ids.ts'
import type { ConnectorAtHand, OrderInShop } from '@dangol/server/src/testing/connector-contract.ts'
import type { CommerceConnector, ConnectorDeps, Send } from '@dangol/server/src/upstream/connector.ts'
import { createPeopleKeys } from '@dangol/server/src/upstream/people-keys.ts'
import { createVendureConnector } from '@dangol/server/src/upstream/vendure/connector.ts'
import type { VendureMapping } from '@dangol/server/src/upstream/vendure/config.ts'
import type { Ask } from '../vendure/graphql.ts'
import { openVendure } from '../vendure/launch.ts'
import type { Vendure } from '../vendure/launch.ts'
import { documents } from '../vendure/seed/documents.ts'

/** A customer who ordered, saved and lets the store keep everything. */
export const MINJI = 'minji.kim@example.test'
const SECRET = 'a secret of this test'
/** A SKU of which this shop has more than all the orders of a test. */
export const SHELF_SKU = 'CAP-RUN-NVY'
const PLENTY = 100_000

const PEOPLE_KEY = '5a'.repeat(32)
export const ids = createIds(systemClock)

export interface VendureAtHand extends ConnectorAtHand {
  readonly shop: Vendure
  /** The adapter with another mapping, or other credentials. */
  readonly connectAs: (send: Send, o: { mapping?: Partial<VendureMapping>; key?: string }) => CommerceConnector
}

/** The real shop behind the real adapter. */
export async function openAdapterAtHand(): Promise<VendureAtHand> {
  const ears = await openEars()
  const shop = await openVendure({ webhook: { url: ears.url, secret: SECRET } })
  const deps = (send: Send, key: string): ConnectorDeps => ({
    ...{ send, clock: systemClock, store: DEFAULT_STORE, secret: key, webhookSecret: SECRET },
    keys: createPeopleKeys(PEOPLE_KEY, 'vendure', DEFAULT_STORE.id),
  })
  const connectAs: VendureAtHand['connectAs'] = (send, { mapping, key }) =>
    createVendureConnector(
      { ...shop.link, mapping: { ...shop.link.mapping, ...mapping } },
      { ...deps(send, key ?? shop.apiKey), words: saidOf },
    )
  const customerRef = await customerIdOf(shop.admin, MINJI)
  await putStock(shop.admin, SHELF_SKU, PLENTY)
  return {
    ...{ shop, connectAs, customerRef },
    connect: (send) => connectAs(send, {}),
    stranger: connectAs((url, init) => fetch(url, init), { key: 'nobody-knows:this-key' }),
    newOrder: () => newOrder(),
    inShop: (orderId) => inShop(shop.admin, orderId),
    drafts: () => drafts(shop.admin),
    change: changes(shop, customerRef),
    spoil: () => spoil(shop.admin),
    message: () => ears.next(() => changeName(shop.admin, customerRef)),
    async close() {
      await shop.stop()
      await ears.close()
    },
  }
}

const saidOf = ({ familyId, choices }: { familyId: string; choices: object }) => {
  const model = demoModels.find(({ id }) => id === familyId)
  return model === undefined ? null : wordsOf(model, choices as Parameters<typeof wordsOf>[1])
}

const configured = demoPeople.flatMap(({ configurations }) => configurations)[0]
const document = documents()
const capMinor = demoSkus.find(({ sku }) => sku === SHELF_SKU)?.price.minor ?? 0

/** Two caps carried out, and one thing that is made and collected, at the prices of the store. */
export function newOrder(): ShopOrder {
  if (configured === undefined) throw new Error('Nobody in the demonstration has saved anything.')
  const won = (minor: number) => ({ minor, currency: 'KRW' as const })
  const configuration = { ...document(configured), id: ids.next<ConfigurationId>() }
  const line = (sku: string, quantity: number, minor: number) => ({
    ...{ sku: sku as Sku, quantity, unitPrice: won(minor), total: won(quantity * minor) },
    title: { ko: sku, en: sku },
    promise: { date: '2026-12-04', basis: PROMISE_BASES[0], steps: [], provisional: false },
  })
  return {
    orderId: ids.next<OrderId>(),
    ...{ storeId: DEFAULT_STORE.id, storeNumber: 'S-0042', placedAt: systemClock.nowMs() },
    customerId: createPeopleKeys(PEOPLE_KEY, 'vendure', DEFAULT_STORE.id).alias('1'),
    total: won(2 * capMinor + 349_000),
    lines: [
      { ...line(SHELF_SKU, 2, capMinor), fulfilment: 'carry-out', configuration: null },
      { ...line('VIRTUAL-1', 1, 349_000), fulfilment: 'pick-up', configuration },
    ],
  }
}

async function inShop(admin: Ask, orderId: string): Promise<OrderInShop[]> {
  const { orders } = await admin<{ orders: { items: FoundOrder[] } }>(
    `query($ref: String!) { orders(options: { filter: { externalRef: { eq: $ref } } }) { items {
      code totalWithTax customer { emailAddress } payments { amount }
      lines { quantity customFields { configurationId } } } } }`,
    { ref: orderId },
  )
  return orders.items.map((order) => ({
    number: order.code,
    quantities: order.lines.map(({ quantity }) => quantity),
    configurationIds: order.lines.map(({ customFields }) => customFields.configurationId),
    totalMinor: order.totalWithTax,
    payments: order.payments.map(({ amount }) => amount),
    isOfCustomer: order.customer?.emailAddress === MINJI,
  }))
}
interface FoundOrder {
  readonly code: string
  readonly totalWithTax: number
  readonly customer: { readonly emailAddress: string } | null
  readonly payments: readonly { readonly amount: number }[]
  readonly lines: readonly { quantity: number; customFields: { configurationId: string | null } }[]
}

async function drafts(admin: Ask): Promise<number> {
  const { orders } = await admin<{ orders: { totalItems: number } }>(
    '{ orders(options: { filter: { state: { in: ["Draft", "AddingItems", "ArrangingPayment"] }, active: { eq: false } } }) { totalItems } }',
  )
  return orders.totalItems
}

function changes(shop: Vendure, customerRef: string): ConnectorAtHand['change'] {
  const { admin } = shop
  return {
    async customers() {
      await changeName(admin, customerRef)
      return customerRef
    },
    async orders() {
      const { orders } = await admin<{ orders: { items: { id: string }[] } }>(
        '{ orders(options: { filter: { state: { eq: "PaymentAuthorized" } }, take: 1 }) { items { id } } }',
      )
      const id = one(orders.items)
      await shop.back.settle(id)
      return id
    },
    async configurations() {
      const shopper = await shop.signIn(MINJI)
      const key = ids.next<ConfigurationId>()
      if (configured === undefined) throw new Error('Nobody has saved anything.')
      await shopper.save({ ...document(configured), id: key }, 1, systemClock.nowMs())
      const { savedConfigurations } = await admin<{ savedConfigurations: { items: { id: string }[] } }>(
        'query($key: String!) { savedConfigurations(options: { filter: { key: { eq: $key } } }) { items { id } } }',
        { key },
      )
      return one(savedConfigurations.items)
    },
    async carts() {
      const shopper = await shop.signIn(MINJI)
      await shopper.add({ variantId: await variantOf(admin, SHELF_SKU), quantity: 1 })
      const { activeOrder } = await shopper.ask<{ activeOrder: { id: string } }>('{ activeOrder { id } }')
      return activeOrder.id
    },
    async products() {
      const id = await variantOf(admin, 'CAP-VIS-WHT')
      await updateVariant(admin, { id, prices: [{ currencyCode: 'KRW', price: 12_345 }] })
      return id
    },
    async stock() {
      return putStock(admin, SHELF_SKU, PLENTY - 1)
    },
  }
}

/** So many lie at this store; gives the id of the variant. */
export async function putStock(admin: Ask, sku: string, stockOnHand: number): Promise<string> {
  const id = await variantOf(admin, sku)
  const { stockLocations } = await admin<{ stockLocations: { items: { id: string; name: string }[] } }>(
    '{ stockLocations { items { id name } } }',
  )
  const home = stockLocations.items.find(({ name }) => name === DEFAULT_STORE.locations[0]?.title.en)
  await updateVariant(admin, { id, stockLevels: [{ stockLocationId: home?.id, stockOnHand }] })
  return id
}

const updateVariant = (admin: Ask, input: object): Promise<unknown> =>
  admin('mutation($i: [UpdateProductVariantInput!]!) { updateProductVariants(input: $i) { id } }', { i: [input] })

async function spoil(admin: Ask): Promise<{ feed: 'products'; id: string }> {
  const { productVariants } = await admin<{ productVariants: { items: { id: string }[] } }>(
    '{ productVariants(options: { take: 1, sort: { id: DESC }, filter: { sku: { notEq: "x" }, trackInventory: { eq: "TRUE" } } }) { items { id } } }',
  )
  const id = one(productVariants.items)
  await updateVariant(admin, { id, sku: '말도 안 되는 번호 #1' })
  return { feed: 'products', id }
}

let names = 0
const changeName = (admin: Ask, id: string): Promise<unknown> =>
  admin('mutation($i: UpdateCustomerInput!) { updateCustomer(input: $i) { ... on Customer { id } } }', {
    i: { id, firstName: `민지${(names += 1)}` },
  })

async function customerIdOf(admin: Ask, email: string): Promise<string> {
  const { customers } = await admin<{ customers: { items: { id: string }[] } }>(
    'query($email: String!) { customers(options: { filter: { emailAddress: { eq: $email } } }) { items { id } } }',
    { email },
  )
  return one(customers.items)
}

export async function variantOf(admin: Ask, sku: string): Promise<string> {
  const { productVariants } = await admin<{ productVariants: { items: { id: string }[] } }>(
    'query($sku: String!) { productVariants(options: { filter: { sku: { eq: $sku } } }) { items { id } } }',
    { sku },
  )
  return one(productVariants.items)
}

function one(items: readonly { readonly id: string }[]): string {
  const [first] = items
  if (first === undefined) throw new Error('The shop does not have it.')
  return first.id
}

interface Letter {
  readonly headers: Record<string, string>
  readonly body: Uint8Array
}

/** Listens to what the shop sends, and keeps it as it came. */
async function openEars() {
  let waiting: ((letter: Letter) => void) | null = null
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
      waiting?.({ headers: Object.fromEntries(headers) as Record<string, string>, body: new Uint8Array(body) })
      waiting = null
      response.writeHead(200).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on TCP has an address of that kind.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    async next(cause: () => Promise<unknown>): Promise<Letter> {
      const letter = new Promise<Letter>((resolve) => (waiting = resolve))
      await cause()
      return letter
    },
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  }
}
