/** Ours among the orders, as they were placed. */
const OURS = `fragment Ours on Order {
  id
  name
  sourceIdentifier
  createdAt
  customer { id }
  totalPriceSet { shopMoney { amount currencyCode } }
  lineItems(first: 100) {
    pageInfo { hasNextPage endCursor }
    nodes { sku quantity customAttributes { key value } originalUnitPriceSet { shopMoney { amount currencyCode } } }
  }
}`

/** By our key, through the search index. Short, because what else a search brings costs as much as what is looked for. */
export const FIND_ORDER = `query FindOrder($query: String!) {
  orders(first: 50, query: $query, sortKey: CREATED_AT, reverse: true) { nodes { id sourceIdentifier } }
}`

/** The newest orders as they were made. Without a search, so that what was made a moment ago is among them. */
export const NEWEST_ORDERS = `query NewestOrders($first: Int!, $after: String) {
  orders(first: $first, after: $after, sortKey: CREATED_AT, reverse: true) {
    pageInfo { hasNextPage endCursor }
    nodes { id sourceIdentifier createdAt }
  }
}`

export const OUR_ORDER = `query OurOrder($id: ID!) {
  order(id: $id) { ...Ours }
}
${OURS}`

export const ORDER_PARTS = `query OrderParts($query: String!, $customer: ID!, $withCustomer: Boolean!) {
  productVariants(first: 250, query: $query) { nodes { id sku product { status } } }
  customer(id: $customer) @include(if: $withCustomer) { id }
}`

/** Has no idempotency of its own: what makes an order one order is `sourceIdentifier` and looking before making. */
export const CREATE_ORDER = `mutation CreateOrder($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
  orderCreate(order: $order, options: $options) {
    userErrors { code field message }
    order { id name }
  }
}`

/** Set only where it still is what was read: `compareDigest`. */
export const SET_METAFIELD = `mutation SetMetafield($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) {
    userErrors { code field message }
    metafields { id }
  }
}`

export const SET_EMAIL_MARKETING = `mutation SetEmailMarketing($input: CustomerEmailMarketingConsentUpdateInput!) {
  customerEmailMarketingConsentUpdate(input: $input) { userErrors { code field message } customer { id } }
}`

export const EMAIL_MARKETING = `query EmailMarketing($id: ID!) {
  customer(id: $id) { id defaultEmailAddress { marketingState } }
}`
