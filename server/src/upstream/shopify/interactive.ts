import type { Feed } from '@dangol/protocol/link.ts'
import { z } from 'zod'
import type { ShopAnswer } from '../../shop-port.ts'
import type { CommerceConnector, FeedPage } from '../connector.ts'
import type { AdminApi, Said } from './admin-api.ts'
import type { Purpose } from './bucket.ts'
import { CART_OWNERS } from './documents/carts.ts'
import { CUSTOMERS } from './documents/customers.ts'
import { ORDERS_OF_CUSTOMER } from './documents/orders.ts'
import { fieldsOf } from './feeds/people.ts'
import { answerOf, byIds, sorted } from './feeds/read-feed.ts'
import { wholeOrders } from './feeds/sales.ts'
import { ConnectionSchema } from './feeds/source.ts'
import type { FeedSource } from './feeds/source.ts'
import { foundCustomer } from './rows/customer.ts'
import type { CustomerRowDeps } from './rows/customer.ts'
import { historyOrder } from './rows/order.ts'
import { anyOf } from './search-query.ts'

type Interactive = Pick<CommerceConnector, 'readOf' | 'findCustomers' | 'ordersOf'>

/** Orders asked for at once: Shopify refuses a question that may bring too much. */
const ORDERS_PAGE = 6
const FOUND_MAX = 10
const OWNERS_PAGE = 100
const OWNERS_PAGES_MAX = 5
/** More open carts than one person has. */
const CARTS_MAX = 10

const OrdersSchema = z.object({ customer: z.object({ orders: ConnectionSchema }).nullable() })
const CustomersSchema = z.object({ customers: ConnectionSchema })
const OwnersSchema = z.object({
  abandonedCheckouts: ConnectionSchema.extend({
    nodes: z.array(z.object({ id: z.string(), customer: z.object({ id: z.string() }).nullable() })),
  }),
})

/** What is asked about one customer: by staff, and after a consent. */
export function createInteractive(
  api: AdminApi,
  deps: CustomerRowDeps,
  sourceOf: (feed: Feed) => FeedSource,
): Interactive {
  async function rawOf(feed: 'orders' | 'configurations' | 'carts', id: string, limit: number, signal: AbortSignal) {
    if (feed === 'orders') return newestOrders(api, { id, limit, signal, purpose: 'background' })
    if (feed === 'configurations') return sourceOf(feed).byId([id], signal)
    const ids = await cartsOf(api, id, signal)
    return ids.kind === 'answered' ? byIds(api, sourceOf(feed), ids.value, signal) : ids
  }

  return {
    async readOf(feed, customerRef, { limit, signal }) {
      const said = await rawOf(feed, customerRef, limit, signal)
      if (said.kind !== 'answered') return answerOf(said)
      const rows = said.value.filter((raw) => raw !== null).flatMap(sourceOf(feed).rows)
      const page: FeedPage = { ...sorted(rows), cursor: '', more: false, shopNowMs: said.shopNowMs }
      return { kind: 'answered', value: page }
    },
    async findCustomers({ email, phone, limit }, signal) {
      const asked = [
        { kind: 'email', said: email },
        { kind: 'phone', said: phone },
      ] as const
      const spoken = asked.flatMap(({ kind, said }) => (said === undefined ? [] : [{ kind, said }]))
      const terms = spoken.map(({ kind, said }) => anyOf(kind, kind === 'email' ? [said.trim()] : asDialled(said)))
      const digests = spoken.flatMap(({ kind, said }) => deps.keys.digest(kind, said) ?? [])
      if (digests.length === 0) return { kind: 'answered', value: [] }
      const query = terms.join(' OR ')
      const variables = { first: FOUND_MAX, after: null, query, sort: 'ID', ...fieldsOf(deps.mapping) }
      const ask = { document: CUSTOMERS, variables, schema: CustomersSchema, signal, purpose: 'floor' } as const
      return valueOf(await api.ask(ask), ({ customers }) =>
        customers.nodes.flatMap((raw) => foundCustomer(deps, raw, digests) ?? []).slice(0, limit),
      )
    },
    async ordersOf(id, limit, signal) {
      return valueOf(await newestOrders(api, { id, limit, signal, purpose: 'floor' }), (rows) =>
        rows.flatMap((raw) => historyOrder(deps, raw) ?? []),
      )
    },
  }
}

interface OfOne {
  readonly id: string
  readonly limit: number
  readonly signal: AbortSignal
  readonly purpose: Purpose
}

/** Of one customer, newest first, with all their lines. */
async function newestOrders(api: AdminApi, { id, limit, signal, purpose }: OfOne): Promise<Said<readonly unknown[]>> {
  const rows: unknown[] = []
  let after: string | null = null
  while (rows.length < limit) {
    const variables: Record<string, unknown> = { id, first: Math.min(ORDERS_PAGE, limit - rows.length), after }
    const said = await api.ask({ document: ORDERS_OF_CUSTOMER, variables, schema: OrdersSchema, signal, purpose })
    if (said.kind !== 'answered') return said
    const orders = said.value.customer?.orders
    rows.push(...(orders?.nodes ?? []))
    if (orders?.pageInfo.hasNextPage !== true) break
    after = orders.pageInfo.endCursor
  }
  return wholeOrders(api, rows, signal)
}

/** Carts are in no list of their customer's own: the newest of all are looked through. */
async function cartsOf(api: AdminApi, id: string, signal: AbortSignal): Promise<Said<readonly string[]>> {
  const ids: string[] = []
  let after: string | null = null
  for (let page = 0; page < OWNERS_PAGES_MAX && ids.length < CARTS_MAX; page += 1) {
    const variables: Record<string, unknown> = { first: OWNERS_PAGE, after }
    const said = await api.ask({ document: CART_OWNERS, variables, schema: OwnersSchema, signal })
    if (said.kind !== 'answered') return said
    const { nodes, pageInfo } = said.value.abandonedCheckouts
    ids.push(...nodes.filter(({ customer }) => customer?.id === id).map((each) => each.id))
    if (!pageInfo.hasNextPage) break
    after = pageInfo.endCursor
  }
  return { kind: 'answered', value: ids.slice(0, CARTS_MAX), shopNowMs: api.shopNowMs(), apiVersion: null }
}

/** Shopify keeps a number with its country; Koreans say theirs without. */
function asDialled(said: string): string[] {
  const digits = said.replace(/[\s().-]/g, '')
  return digits.startsWith('0') && !digits.startsWith('00') ? [`+82${digits.slice(1)}`, digits] : [digits]
}

function valueOf<A, B>(said: Said<A>, to: (value: A) => B): ShopAnswer<B> {
  return said.kind === 'answered' ? { kind: 'answered', value: to(said.value) } : answerOf(said)
}
