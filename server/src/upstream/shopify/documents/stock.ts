const LEVEL = `fragment Level on InventoryLevel {
  id
  item { sku tracked duplicateSkuCount }
  location { id }
  quantities(names: ["on_hand", "available"]) { name quantity }
}`

/** The levels of one place: the time of a level moves with its quantities, the time of an inventory item does not. */
export const LEVELS = `query Levels($location: ID!, $first: Int!, $after: String, $query: String) {
  location(id: $location) {
    inventoryLevels(first: $first, after: $after, query: $query) {
      pageInfo { hasNextPage endCursor }
      nodes { ...Level }
    }
  }
}
${LEVEL}`

export const LEVELS_BY_ID = `query LevelsById($ids: [ID!]!) {
  nodes(ids: $ids) { ... on InventoryLevel { ...Level } }
}
${LEVEL}`
