const MONEY = 'shopMoney { amount currencyCode }'

const LINE = `fragment Line on LineItem {
  sku
  title
  quantity
  customAttributes { key value }
  discountedTotalSet(withCodeDiscounts: true) { ${MONEY} }
}`

const PAST_ORDER = `fragment PastOrder on Order {
  id
  name
  processedAt
  cancelledAt
  sourceName
  sourceIdentifier
  displayFulfillmentStatus
  totalPriceSet { ${MONEY} }
  customer { id }
  lineItems(first: 20) { pageInfo { hasNextPage endCursor } nodes { ...Line } }
  transactions(first: 10) { kind status gateway amountSet { ${MONEY} } }
  fulfillments(first: 10) { status displayStatus createdAt deliveredAt totalQuantity trackingInfo(first: 1) { company number } }
}
${LINE}`

export const ORDERS = `query Orders($first: Int!, $after: String, $query: String, $sort: OrderSortKeys!) {
  orders(first: $first, after: $after, query: $query, sortKey: $sort) {
    pageInfo { hasNextPage endCursor }
    nodes { ...PastOrder }
  }
}
${PAST_ORDER}`

export const ORDERS_BY_ID = `query OrdersById($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Order { ...PastOrder } }
}
${PAST_ORDER}`

export const ORDERS_OF_CUSTOMER = `query OrdersOfCustomer($id: ID!, $first: Int!, $after: String) {
  customer(id: $id) {
    orders(first: $first, after: $after, sortKey: PROCESSED_AT, reverse: true) { pageInfo { hasNextPage endCursor } nodes { ...PastOrder } }
  }
}
${PAST_ORDER}`

/** The lines of one order that its page had no room for. */
export const LINES_OF_ORDER = `query LinesOfOrder($id: ID!, $after: String) {
  order(id: $id) { lineItems(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...Line } } }
}
${LINE}`

export const COUNT_ORDERS = 'query CountOrders { ordersCount(limit: null) { count precision } }'
