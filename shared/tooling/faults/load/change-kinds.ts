import { systemClock } from '@dangol/client/system-clock.ts'
import type { Random } from '@dangol/domain/chance/random.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import { savedDocument } from '../../vendure/shopper.ts'
import type { Shopper } from '../../vendure/shopper.ts'
import { REFUSED } from '../../vendure/graphql.ts'
import type { Vendure } from '../../vendure/launch.ts'

/** Whoever runs the shop, and what of it they may touch without undoing what the store sells meanwhile. */
export interface Retailer {
  readonly vendure: Vendure
  /** Customers who are signed in to the web shop. */
  readonly shoppers: readonly Shopper[]
  /** Ids of customers who come and go; nobody of them is served in the store. */
  readonly customers: string[]
  /** Variants that the store does not sell meanwhile: their stock, price and being for sale may change. */
  readonly idle: readonly string[]
  /** Variants that the store sells: always plenty of them. */
  readonly sold: readonly string[]
  readonly orders: string[]
  readonly saved: { readonly key: string; readonly customerId: string; revision: number }[]
  readonly documents: readonly ConfigurationDraft[]
  /** Ids that nobody else makes. */
  readonly nextId: () => string
}

interface Change {
  readonly weight: number
  /** Rejects where the shop refuses or is gone, and where there is nothing to change. */
  readonly make: (retailer: Retailer, random: Random) => Promise<void>
}

const CONSENTS = ['granted', 'denied', 'withdrawn'] as const
const FAMILY = ['김', '이', '박', '최', '정', '한', '서'] as const
const GIVEN = ['하린', '도현', '가온', '이든', '나래', '보람'] as const

export const CHANGES = {
  'new customer': {
    weight: 6,
    async make({ vendure, customers, nextId }, random) {
      const { createCustomer } = await vendure.admin<{ createCustomer: { id: string } }>(
        `mutation($i: CreateCustomerInput!) { createCustomer(input: $i) { ... on Customer { id } ${REFUSED} } }`,
        { i: { ...person(random), emailAddress: `${nextId()}@example.test` } },
      )
      customers.push(createCustomer.id)
    },
  },
  'customer changed': { weight: 12, make: (retailer, random) => updateCustomer(retailer, random, person(random)) },
  consent: {
    weight: 10,
    make: (retailer, random) => updateCustomer(retailer, random, { customFields: { consents: consents(random) } }),
  },
  'new address': {
    weight: 6,
    async make({ vendure, customers }, random) {
      await vendure.admin(
        'mutation($c: ID!, $i: CreateAddressInput!) { createCustomerAddress(customerId: $c, input: $i) { id } }',
        { c: one(random, customers), i: address(random) },
      )
    },
  },
  'address changed': { weight: 8, make: changeAddress },
  'customer deleted': {
    weight: 2,
    async make({ vendure, customers }, random) {
      const id = one(random, customers)
      await vendure.admin('mutation($id: ID!) { deleteCustomer(id: $id) { result } }', { id })
      customers.splice(customers.indexOf(id), 1)
    },
  },
  'web order': {
    weight: 10,
    async make({ shoppers, sold, orders }, random) {
      const shopper = random.pick(shoppers)
      await shopper.add({ variantId: random.pick(sold), quantity: random.between(1, 2) })
      orders.push((await shopper.order(random.pick(['delivery', 'store-pickup'] as const))).id)
    },
  },
  cart: {
    weight: 8,
    async make({ shoppers, sold }, random) {
      const shopper = random.pick(shoppers)
      if (!random.chance(0.25)) await shopper.add({ variantId: random.pick(sold), quantity: 1 })
      else await shopper.ask(`mutation { removeAllOrderLines { ... on Order { id } ${REFUSED} } }`)
    },
  },
  payment: {
    weight: 7,
    async make({ vendure, orders }, random) {
      await vendure.back.settle(one(random, orders))
    },
  },
  shipment: { weight: 7, make: ship },
  'order cancelled': {
    weight: 2,
    async make({ vendure, orders }, random) {
      await vendure.back.cancel(one(random, orders))
    },
  },
  stock: {
    weight: 8,
    async make({ vendure, idle, sold }, random) {
      const isSold = random.chance(0.5)
      const id = random.pick(isSold ? sold : idle)
      const stockOnHand = isSold ? random.between(2_000, 4_000) : random.below(50)
      const { productVariant } = await vendure.admin<{
        productVariant: { stockLevels: { stockLocationId: string }[] }
      }>('query($id: ID!) { productVariant(id: $id) { stockLevels { stockLocationId } } }', { id })
      const { stockLocationId } = random.pick(productVariant.stockLevels)
      await updateVariant(vendure, { id, stockLevels: [{ stockLocationId, stockOnHand }] })
    },
  },
  price: {
    weight: 6,
    make: ({ vendure, idle, sold }, random) =>
      updateVariant(vendure, { id: random.pick([...idle, ...sold]), price: 1_000 * random.between(5, 400) }),
  },
  'for sale': {
    weight: 3,
    make: ({ vendure, idle }, random) => updateVariant(vendure, { id: random.pick(idle), enabled: random.chance(0.6) }),
  },
  'saved configuration': { weight: 10, make: saveConfiguration },
  'configuration deleted': {
    weight: 2,
    async make({ vendure, saved }, random) {
      const { key, customerId } = one(random, saved)
      saved.splice(
        saved.findIndex((other) => other.key === key),
        1,
      )
      await vendure.admin(
        'mutation($customerId: ID!, $key: String!) { deleteConfigurationOfCustomer(customerId: $customerId, key: $key) }',
        { customerId, key },
      )
    },
  },
} as const satisfies Record<string, Change>
export type ChangeKind = keyof typeof CHANGES

/** Throws where there is none yet; the change then counts as none. */
function one<T>(random: Random, of: readonly T[]): T {
  if (of.length === 0) throw new Error('there is none')
  return random.pick(of)
}

const person = (random: Random) => ({
  ...{ firstName: random.pick(GIVEN), lastName: random.pick(FAMILY) },
  phoneNumber: `010-7${random.below(1_000)}-${random.below(10_000)}`.replace(
    /-(\d+)$/,
    (_, n: string) => `-${n.padStart(4, '0')}`,
  ),
  customFields: { lang: random.pick(['ko', 'en'] as const), consents: consents(random) },
})

const consents = (random: Random): string =>
  JSON.stringify({ 'history.view': random.pick(CONSENTS), 'config.sync.store': random.pick(CONSENTS) })

const address = (random: Random) => ({
  ...{ fullName: '받는 사람', province: '서울', city: random.pick(['성동구', '용산구', '마포구'] as const) },
  ...{ streetLine1: `가람로 ${random.below(200)}`, streetLine2: `${random.below(900)}호`, postalCode: '04799' },
  countryCode: 'KR',
})

async function updateCustomer({ vendure, customers }: Retailer, random: Random, change: object): Promise<void> {
  await vendure.admin(
    `mutation($i: UpdateCustomerInput!) { updateCustomer(input: $i) { ... on Customer { id } ${REFUSED} } }`,
    { i: { id: one(random, customers), ...change } },
  )
}

async function updateVariant({ admin }: Vendure, change: object): Promise<void> {
  await admin('mutation($i: [UpdateProductVariantInput!]!) { updateProductVariants(input: $i) { id } }', {
    i: [change],
  })
}

async function changeAddress({ vendure, customers }: Retailer, random: Random): Promise<void> {
  const { customer } = await vendure.admin<{ customer: { addresses: { id: string }[] } | null }>(
    'query($id: ID!) { customer(id: $id) { addresses { id } } }',
    { id: one(random, customers) },
  )
  const { id } = one(random, customer?.addresses ?? [])
  if (random.chance(0.3))
    await vendure.admin('mutation($id: ID!) { deleteCustomerAddress(id: $id) { success } }', { id })
  else {
    await vendure.admin('mutation($i: UpdateAddressInput!) { updateCustomerAddress(input: $i) { id } }', {
      i: { id, ...address(random) },
    })
  }
}

async function ship({ vendure, orders }: Retailer, random: Random): Promise<void> {
  const orderId = one(random, orders)
  const { order } = await vendure.admin<{ order: { state: string; fulfillments: { id: string; state: string }[] } }>(
    'query($id: ID!) { order(id: $id) { state fulfillments { id state } } }',
    { id: orderId },
  )
  const open = order.fulfillments.find(({ state }) => state === 'Pending' || state === 'Shipped')
  if (open !== undefined) await vendure.back.carry(open.id, open.state === 'Pending' ? 'Shipped' : 'Delivered')
  else await vendure.back.fulfil(orderId)
}

async function saveConfiguration(retailer: Retailer, random: Random): Promise<void> {
  const { vendure, customers, saved, documents, nextId } = retailer
  const isNew = saved.length === 0 || random.chance(0.5)
  const row = isNew ? { key: nextId(), customerId: one(random, customers), revision: 0 } : random.pick(saved)
  if (isNew) saved.push(row)
  row.revision += 1
  const document = savedDocument(random.pick(documents), 'online', systemClock.nowMs())
  await vendure.admin(
    `mutation($customerId: ID, $key: String!, $name: String!, $document: String!, $revision: Int!) {
      saveConfigurationForCustomer(customerId: $customerId, key: $key, name: $name, document: $document, revision: $revision) { id } }`,
    { ...row, name: `온라인 ${random.below(1_000)}`, document },
  )
}
