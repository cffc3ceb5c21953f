import { z } from 'zod'
import type { AdminApi } from '../admin-api.ts'
import { CARTS, CARTS_BY_ID } from '../documents/carts.ts'
import { COUNT_ORDERS, LINES_OF_ORDER, ORDERS, ORDERS_BY_ID } from '../documents/orders.ts'
import { cartRow } from '../rows/cart.ts'
import { orderRow } from '../rows/order.ts'
import type { OrderRowDeps } from '../rows/order.ts'
import { allWhole, batchOf, ConnectionSchema, mapped, NodesSchema } from './source.ts'
import type { FeedSource } from './source.ts'

const ORDERS_PAGE = 6
const CARTS_PAGE = 3
const OrdersSchema = z.object({ orders: ConnectionSchema })
const CartsSchema = z.object({ abandonedCheckouts: ConnectionSchema })
const CountSchema = z.object({ ordersCount: z.object({ count: z.int() }).nullable() })

export const wholeOrders = (api: AdminApi, rows: readonly unknown[], signal: AbortSignal) =>
  allWhole({ api, document: LINES_OF_ORDER, root: 'order', field: 'lineItems', signal }, rows)

/** Orders of every channel, with payments and shipments. */
export function ordersSource(api: AdminApi, deps: OrderRowDeps): FeedSource {
  return {
    feed: 'orders',
    parts: 1,
    pageMax: { changed: ORDERS_PAGE, all: ORDERS_PAGE },
    // Refunds, captures and returns of an order that is open are not trusted to move its time.
    openQuery: 'status:open',
    async list({ query, order, after, first, signal }) {
      const sort = order === 'changed' ? 'UPDATED_AT' : 'ID'
      const variables = { first, after, query, sort }
      const said = await api.ask({ document: ORDERS, variables, schema: OrdersSchema, signal })
      if (said.kind !== 'answered') return said
      const batch = batchOf(said.value.orders)
      // The time is that of the page: what happened while its lines were read is news for later.
      const rows = await wholeOrders(api, batch.rows, signal)
      return rows.kind === 'answered' ? { ...said, value: { ...batch, rows: rows.value } } : rows
    },
    async byId(ids, signal) {
      const said = await api.ask({ document: ORDERS_BY_ID, variables: { ids }, schema: NodesSchema, signal })
      return said.kind === 'answered' ? wholeOrders(api, said.value.nodes, signal) : said
    },
    rows: (raw) => [orderRow(deps, raw)],
    async count(signal) {
      const said = await api.ask({ document: COUNT_ORDERS, variables: {}, schema: CountSchema, signal })
      return said.kind === 'answered' ? (said.value.ordersCount?.count ?? null) : null
    },
  }
}

/** Checkouts that somebody left. Shopify sorts them by no time of change, so a window is read in the order of their ids. */
export function cartsSource(api: AdminApi, deps: OrderRowDeps): FeedSource {
  return {
    feed: 'carts',
    parts: 1,
    pageMax: { changed: CARTS_PAGE, all: CARTS_PAGE },
    openQuery: null,
    list: ({ query, after, first, signal }) =>
      mapped(
        api.ask({
          document: CARTS,
          variables: { first, after, query },
          schema: CartsSchema,
          signal,
        }),
        ({ abandonedCheckouts }) => batchOf(abandonedCheckouts),
      ),
    byId: (ids, signal) =>
      mapped(api.ask({ document: CARTS_BY_ID, variables: { ids }, schema: NodesSchema, signal }), ({ nodes }) => nodes),
    rows: (raw) => [cartRow(deps, raw)],
  }
}
