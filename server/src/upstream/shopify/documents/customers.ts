/** A customer as the store mirrors one; `displayName` is not asked for, because it falls back to the e-mail address. */
const CARD = `fragment Card on Customer {
  id
  legacyResourceId
  firstName
  lastName
  locale
  defaultEmailAddress { emailAddress marketingState }
  defaultPhoneNumber { phoneNumber }
  addressesV2(first: 10) { nodes { address1 address2 city province zip country } }
  metafields(first: 5, keys: $fields) @include(if: $withFields) { nodes { namespace key value } }
}`
const FIELDS = '$fields: [String!], $withFields: Boolean!'

export const CUSTOMERS = `query Customers($first: Int!, $after: String, $query: String, $sort: CustomerSortKeys!, ${FIELDS}) {
  customers(first: $first, after: $after, query: $query, sortKey: $sort) {
    pageInfo { hasNextPage endCursor }
    nodes { ...Card }
  }
}
${CARD}`

export const CUSTOMERS_BY_ID = `query CustomersById($ids: [ID!]!, ${FIELDS}) {
  nodes(ids: $ids) { ... on Customer { ...Card } }
}
${CARD}`

/** Saved configurations live in one metafield of a customer. */
const SAVED = `fragment Saved on Customer {
  id
  metafields(first: 5, keys: $fields) { nodes { namespace key value compareDigest } }
}`

export const SAVED_CONFIGURATIONS = `query SavedConfigurations($first: Int!, $after: String, $query: String, $sort: CustomerSortKeys!, $fields: [String!]) {
  customers(first: $first, after: $after, query: $query, sortKey: $sort) {
    pageInfo { hasNextPage endCursor }
    nodes { ...Saved }
  }
}
${SAVED}`

export const SAVED_CONFIGURATIONS_BY_ID = `query SavedConfigurationsById($ids: [ID!]!, $fields: [String!]) {
  nodes(ids: $ids) { ... on Customer { ...Saved } }
}
${SAVED}`
