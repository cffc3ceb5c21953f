/** The shop, what the app may do, and the places of the mapping. */
export const PROBE = `query Probe($locations: [ID!]!) {
  shop { currencyCode }
  currentAppInstallation { accessScopes { handle } }
  nodes(ids: $locations) { ... on Location { id isActive } }
}`

export const METAFIELD_DEFINITION = `query MetafieldDefinition($namespace: String!, $key: String!) {
  metafieldDefinitions(first: 1, ownerType: CUSTOMER, namespace: $namespace, key: $key) { nodes { type { name } } }
}`

/** The cheapest question there is: what counts is the time at which it was answered. */
export const NOW = 'query Now { shop { id } }'
