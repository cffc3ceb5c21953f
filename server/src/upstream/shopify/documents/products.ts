const GOODS = `fragment Goods on ProductVariant {
  id
  sku
  title
  price
  product { title productType status }
  inventoryItem { duplicateSkuCount }
}`

/** A product moves its own time when one of its variants does; a variant does not when its product is renamed. */
export const CHANGED_PRODUCTS = `query ChangedProducts($first: Int!, $after: String, $query: String) {
  products(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    pageInfo { hasNextPage endCursor }
    nodes { id variants(first: 25) { pageInfo { hasNextPage endCursor } nodes { ...Goods } } }
  }
}
${GOODS}`

export const VARIANTS_OF_PRODUCT = `query VariantsOfProduct($id: ID!, $after: String) {
  product(id: $id) { variants(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...Goods } } }
}
${GOODS}`

export const VARIANTS = `query Variants($first: Int!, $after: String, $query: String) {
  productVariants(first: $first, after: $after, query: $query, sortKey: ID) {
    pageInfo { hasNextPage endCursor }
    nodes { ...Goods }
  }
}
${GOODS}`

/** A message names the product, the store keeps variants: both may be asked for. */
export const PRODUCTS_BY_ID = `query ProductsById($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on ProductVariant { ...Goods }
    ... on Product { id variants(first: 25) { pageInfo { hasNextPage endCursor } nodes { ...Goods } } }
  }
}
${GOODS}`
