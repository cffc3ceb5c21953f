const CART = `fragment Cart on AbandonedCheckout {
  id
  updatedAt
  completedAt
  customer { id }
  lineItems(first: 50) {
    pageInfo { hasNextPage endCursor }
    nodes { sku title quantity customAttributes { key value } discountedTotalPriceSet { shopMoney { amount currencyCode } } }
  }
}`

export const CARTS = `query Carts($first: Int!, $after: String, $query: String) {
  abandonedCheckouts(first: $first, after: $after, query: $query, sortKey: ID) {
    pageInfo { hasNextPage endCursor }
    nodes { ...Cart }
  }
}
${CART}`

/** Whose the newest open carts are: a customer has no list of their own. */
export const CART_OWNERS = `query CartOwners($first: Int!, $after: String) {
  abandonedCheckouts(first: $first, after: $after, query: "status:open", sortKey: ID, reverse: true) {
    pageInfo { hasNextPage endCursor }
    nodes { id customer { id } }
  }
}`

export const CARTS_BY_ID = `query CartsById($ids: [ID!]!) {
  nodes(ids: $ids) { ... on AbandonedCheckout { ...Cart } }
}
${CART}`
