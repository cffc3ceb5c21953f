import type { AdminApi } from '../admin-api.ts'
import type { MetafieldName, ShopifyMapping } from '../config.ts'
import { CUSTOMERS, CUSTOMERS_BY_ID, SAVED_CONFIGURATIONS, SAVED_CONFIGURATIONS_BY_ID } from '../documents/customers.ts'
import { configurationRows, customerOfRow } from '../rows/configurations.ts'
import { customerRow } from '../rows/customer.ts'
import type { CustomerRowDeps } from '../rows/customer.ts'
import { keyOf } from '../rows/metafields.ts'
import { batchOf, ConnectionSchema, mapped, NodesSchema } from './source.ts'
import type { FeedSource, ListAsk } from './source.ts'
import { z } from 'zod'

const CUSTOMERS_PAGE = 25
const HOLDERS_PAGE = 50
const CustomersSchema = z.object({ customers: ConnectionSchema })

/** What of a customer's metafields is asked for with every customer. */
export function fieldsOf({ consents, lang }: ShopifyMapping) {
  const fields = [consents, lang].flatMap((name) => (name === undefined ? [] : [keyOf(name)]))
  return { fields, withFields: fields.length > 0 }
}

const paged = ({ first, after, query, order }: ListAsk) => ({
  first,
  after,
  query,
  sort: order === 'changed' ? 'UPDATED_AT' : 'ID',
})

/** Whoever has an account at the shop. */
export function customersSource(api: AdminApi, deps: CustomerRowDeps): FeedSource {
  const fields = fieldsOf(deps.mapping)
  return {
    feed: 'customers',
    parts: 1,
    pageMax: { changed: CUSTOMERS_PAGE, all: CUSTOMERS_PAGE },
    openQuery: null,
    list: (ask) =>
      mapped(
        api.ask({
          document: CUSTOMERS,
          variables: { ...paged(ask), ...fields },
          schema: CustomersSchema,
          signal: ask.signal,
        }),
        ({ customers }) => batchOf(customers),
      ),
    byId: (ids, signal) =>
      mapped(
        api.ask({ document: CUSTOMERS_BY_ID, variables: { ids, ...fields }, schema: NodesSchema, signal }),
        ({ nodes }) => nodes,
      ),
    rows: (raw) => [customerRow(deps, raw)],
  }
}

/** What customers saved in the web shop, read from their metafields. Rows are called by customer and configuration. */
export function configurationsSource(api: AdminApi, deps: CustomerRowDeps, name: MetafieldName): FeedSource {
  const fields = [keyOf(name)]
  return {
    feed: 'configurations',
    parts: 1,
    pageMax: { changed: HOLDERS_PAGE, all: HOLDERS_PAGE },
    openQuery: null,
    list: (ask) =>
      mapped(
        api.ask({
          document: SAVED_CONFIGURATIONS,
          variables: { ...paged(ask), fields },
          schema: CustomersSchema,
          signal: ask.signal,
        }),
        ({ customers }) => batchOf(customers),
      ),
    byId: (ids, signal) =>
      mapped(
        api.ask({
          document: SAVED_CONFIGURATIONS_BY_ID,
          variables: { ids: [...new Set(ids.map(customerOfRow))], fields },
          schema: NodesSchema,
          signal,
        }),
        ({ nodes }) => nodes,
      ),
    rows: (raw) => configurationRows(deps.keys, name, raw),
  }
}
