import { sortedBy } from './answer.ts'
import type { Row, Sorted } from './answer.ts'
import { cartRow, customerRow, levelRow, orderRow, productRow } from './fake-records.ts'
import type { Product } from './fake-records.ts'
import type { FakeState } from './fake-state.ts'
import { search } from './search.ts'
import type { Terms } from './search.ts'
import type { Args } from './selection.ts'

const text = (name: string) => (row: Row) => {
  const value = row[name]
  return typeof value === 'string' ? value : null
}
const inside = (name: string, field: string) => (row: Row) => {
  const value = row[name]
  return value === null || typeof value !== 'object' ? null : text(field)(value as Row)
}
const byId = (row: Row): string => String(row['id']).padStart(60, '0')
const byChange = (row: Row): string => `${String(row['updatedAt'])} ${byId(row)}`
const byMaking = (row: Row): string => `${String(row['createdAt'])} ${byId(row)}`
const KEYS: Readonly<Record<string, (row: Row) => string>> = {
  UPDATED_AT: byChange,
  CREATED_AT: byMaking,
  PROCESSED_AT: (row) => `${String(row['processedAt'])} ${byId(row)}`,
}

const isOpen = (row: Row): string => (row['cancelledAt'] === null && row['completedAt'] == null ? 'open' : 'closed')
const updatedAt = { updated_at: text('updatedAt') }
const TERMS: Readonly<Record<string, Terms>> = {
  customers: {
    ...updatedAt,
    email: inside('defaultEmailAddress', 'emailAddress'),
    phone: inside('defaultPhoneNumber', 'phoneNumber'),
  },
  orders: { ...updatedAt, source_identifier: text('sourceIdentifier'), status: isOpen },
  carts: { ...updatedAt, status: (row) => (row['completedAt'] === null ? 'open' : 'closed') },
  goods: { ...updatedAt, sku: text('sku') },
}

/** Every list and record of the fake shop, as fields of the root. */
export function readsOf(state: FakeState): Row {
  const { currency } = state
  const orders = (): Row[] => [...state.orders.values()].map((order) => orderRow(order, currency))
  const ordersOf = (id: string) => (args: Args) =>
    list(
      orders().filter((row) => text('id')((row['customer'] ?? {}) as Row) === id),
      args,
    )
  const customers = (): Row[] => [...state.customers.values()].map((each) => customerRow(each, ordersOf(each.id)))
  const carts = (): Row[] => [...state.carts.values()].map((cart) => cartRow(cart, currency))
  const products = (): Row[] => [...state.products.values()].map((each) => productRow(each, duplicatesIn(state)))
  const variants = (): Row[] => products().flatMap(({ variants: of }) => of as Row[])
  const levels = (): Row[] => [...state.levels.values()].map(levelRow)
  const locations = (): Row[] =>
    [...state.locations].map(([id, isActive]) => ({ __typename: 'Location', id, isActive }))
  const one = (rows: readonly Row[], id: unknown): Row | null => rows.find((row) => row['id'] === id) ?? null
  const found = (rows: readonly Row[], kind: string, args: Args): Sorted => {
    const query = typeof args['query'] === 'string' ? args['query'] : null
    return list(search(query === null ? rows : seen(state, rows), query, TERMS[kind] ?? {}), args)
  }
  return {
    customers: (args: Args) => found(customers(), 'customers', args),
    customer: ({ id }: Args) => one(customers(), id),
    orders: (args: Args) => found(orders(), 'orders', args),
    order: ({ id }: Args) => one(orders(), id),
    ordersCount: () => ({ count: state.orders.size, precision: 'EXACT' }),
    abandonedCheckouts: (args: Args) => found(carts(), 'carts', args),
    products: (args: Args) => found(products(), 'goods', args),
    product: ({ id }: Args) => one(products(), id),
    productVariants: (args: Args) => found(variants(), 'goods', args),
    location: ({ id }: Args) =>
      state.locations.has(String(id))
        ? {
            inventoryLevels: (args: Args) =>
              found(
                levels().filter((row) => inside('location', 'id')(row) === id),
                'goods',
                args,
              ),
          }
        : null,
    nodes: ({ ids }: Args) => {
      const all = [customers, orders, carts, products, variants, levels, locations].flatMap((rows) => rows())
      return (ids as readonly string[]).map((id) => one(all, id))
    },
    shop: { id: 'gid://shopify/Shop/1', currencyCode: currency },
    currentAppInstallation: { accessScopes: state.scopes.map((handle) => ({ handle })) },
    metafieldDefinitions: ({ namespace, key }: Args) => {
      const type = state.definitions.get(`${String(namespace)}.${String(key)}`)
      return type === undefined ? [] : [{ type: { name: type } }]
    },
  }
}

const list = (rows: readonly Row[], { sortKey, reverse }: Args): Sorted =>
  sortedBy(rows, KEYS[String(sortKey)] ?? byId, reverse === true)

/** A search has a new order only after a while. */
function seen({ clock, lagMs }: FakeState, rows: readonly Row[]): readonly Row[] {
  if (lagMs === 0) return rows
  return rows.filter((row) => {
    const made = text('createdAt')(row)
    return made === null || Date.parse(made) + lagMs <= clock.nowMs()
  })
}

const duplicatesIn =
  ({ products }: FakeState) =>
  (sku: string | null): number =>
    [...products.values()].flatMap(({ variants }: Product) => variants).filter((each) => each.sku === sku).length - 1
