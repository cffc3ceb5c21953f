import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import { graphql, REFUSED } from './graphql.ts'
import type { Ask } from './graphql.ts'

/** What a shopper puts into the cart of the web shop. */
export interface Wish {
  readonly variantId: string
  readonly quantity: number
  readonly configuration?: ConfigurationDraft
}
interface Placed {
  readonly id: string
  readonly code: string
  readonly state: string
  readonly totalWithTax: number
  readonly lines: readonly { readonly id: string; readonly quantity: number }[]
}
export interface Shopper {
  readonly ask: Ask
  add(wish: Wish): Promise<void>
  /** Checks out what is in the cart: authorised, not settled. */
  order(shipping: 'delivery' | 'store-pickup'): Promise<Placed>
  /** Saves it as `revision`, from 1; false where the shop has that one already and keeps its own. */
  save(configuration: ConfigurationDraft, revision: number, savedAt: number): Promise<boolean>
  discard(configurationId: string): Promise<void>
}

/** Every customer of the seeded shop has this password. */
export const PASSWORD = 'client-pass'

/** Signs a customer in to the web shop. */
export async function signIn(shopApi: string, email: string): Promise<Shopper> {
  const ask = graphql(shopApi)
  await ask(
    `mutation($email: String!, $password: String!) { login(username: $email, password: $password) { ... on CurrentUser { id } ${REFUSED} } }`,
    { email, password: PASSWORD },
  )
  return {
    ask,
    async add({ variantId, quantity, configuration }) {
      const customFields = configuration === undefined ? {} : lineFields(configuration)
      await ask(
        `mutation($variantId: ID!, $quantity: Int!, $customFields: OrderLineCustomFieldsInput) {
          addItemToOrder(productVariantId: $variantId, quantity: $quantity, customFields: $customFields) { ... on Order { id } ${REFUSED} } }`,
        { variantId, quantity, customFields },
      )
    },
    order: (shipping) => checkOut(ask, shipping),
    async save(configuration, revision, savedAt) {
      const document = savedDocument(configuration, 'online', savedAt)
      const { saveMyConfiguration } = await ask<{ saveMyConfiguration: { document: string } }>(
        `mutation($key: String!, $name: String!, $document: String!, $revision: Int!) {
          saveMyConfiguration(key: $key, name: $name, document: $document, revision: $revision) { document } }`,
        { key: configuration.id, name: configuration.name, document, revision },
      )
      return saveMyConfiguration.document === document
    },
    async discard(key) {
      await ask('mutation($key: String!) { deleteMyConfiguration(key: $key) }', { key })
    },
  }
}

/** How a configured product travels on a line: its id, its document, and words for people. */
const lineFields = (configuration: ConfigurationDraft) => ({
  configurationId: configuration.id,
  configuration: JSON.stringify(configuration),
  configurationText: configuration.name,
})

/** What the shop's plugin keeps of a configuration besides its key, its name and its revision. */
export function savedDocument(configuration: ConfigurationDraft, origin: 'online', savedAt: number): string {
  const { familyId, modelVersion, choices, personaId, secret } = configuration
  return JSON.stringify({ familyId, modelVersion, choices, personaId, secret, origin, savedAt, discarded: false })
}

const ADDRESS = {
  ...{ fullName: '받는 사람', streetLine1: '고래물길 27', streetLine2: '103동 1204호' },
  ...{ city: '성동구', province: '서울', postalCode: '04799', countryCode: 'KR', phoneNumber: '010-5550-0000' },
}

async function checkOut(ask: Ask, shipping: string): Promise<Placed> {
  await ask(
    `mutation($input: CreateAddressInput!) { setOrderShippingAddress(input: $input) { ... on Order { id } ${REFUSED} } }`,
    { input: ADDRESS },
  )
  const { eligibleShippingMethods } = await ask<{ eligibleShippingMethods: { id: string; code: string }[] }>(
    '{ eligibleShippingMethods { id code } }',
  )
  const method = eligibleShippingMethods.find(({ code }) => code === shipping)
  if (method === undefined) throw new Error(`The shop does not offer '${shipping}'.`)
  await ask(
    `mutation($ids: [ID!]!) { setOrderShippingMethod(shippingMethodId: $ids) { ... on Order { id } ${REFUSED} } }`,
    { ids: [method.id] },
  )
  await ask(`mutation { transitionOrderToState(state: "ArrangingPayment") { ... on Order { id } ${REFUSED} } }`)
  const { addPaymentToOrder } = await ask<{ addPaymentToOrder: Placed }>(
    `mutation { addPaymentToOrder(input: { method: "web-card", metadata: {} }) {
      ... on Order { id code state totalWithTax lines { id quantity } } ${REFUSED} } }`,
  )
  return addPaymentToOrder
}
