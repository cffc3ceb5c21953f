import type { ShopFile, ShopLine, ShopOrder } from './shop-file.sql.ts'
import type { StoreFile, StoreOrder, StoreOrderLine } from './store-file.sql.ts'
import { canonical } from './violation.ts'
import type { Violation } from './violation.ts'

export interface OrderRules {
  /** Ids of the orders that the devices were told are placed. */
  readonly acknowledged: readonly string[]
  readonly storeId: string
  /** What the store calls a customer of the shop; null for the one whom nobody's orders belong to. */
  readonly aliasOf: (shopCustomerId: number) => string | null
  /** The SKU that a family is sold under there. */
  readonly skuOfFamily: (familyId: string) => string
}

const UNPLACED = new Set(['Created', 'Draft', 'AddingItems', 'ArrangingPayment'])

/** Every order of the store is in the shop once, with its content and its payment, and nothing else of the store is there (U1). */
export function judgeOrders(shop: ShopFile, store: StoreFile, rules: OrderRules): Violation[] {
  const known = new Map(store.orders.map((order) => [order.id, order]))
  const found = Map.groupBy(
    shop.orders.filter(({ externalRef }) => externalRef !== null),
    ({ externalRef }) => externalRef,
  )
  const lost = rules.acknowledged
    .filter((id) => !known.has(id))
    .map((id): Violation => ({ kind: 'lost', what: `order ${id} was acknowledged and is not in the store` }))
  const linesOf = Map.groupBy(store.orderLines, ({ orderId }) => orderId)
  const each = store.orders.flatMap((order) => {
    const there = found.get(order.id) ?? []
    if (there.length === 0) return [{ kind: 'lost', what: `order ${order.id} is not in the shop` } as const]
    if (there.length > 1)
      return [{ kind: 'twice', what: `order ${order.id} is ${there.length} times in the shop` } as const]
    return there.flatMap((one) => judgeOne({ shop, rules }, order, linesOf.get(order.id) ?? [], one))
  })
  return [...lost, ...each, ...strangers(shop, known, rules)]
}

function judgeOne(
  { shop, rules }: { shop: ShopFile; rules: OrderRules },
  order: StoreOrder,
  lines: readonly StoreOrderLine[],
  there: ShopOrder,
): Violation[] {
  const wrong = (kind: Violation['kind'], what: string): Violation => ({ kind, what: `order ${order.id}: ${what}` })
  const violations: Violation[] = []
  if (UNPLACED.has(there.state)) violations.push(wrong('draft-left', `stands as ${there.state}`))
  const wanted = tally(lines.map((line) => thingInStore(line, rules)))
  const has = tally(shop.lines.filter(({ orderId }) => orderId === there.id).map(thingInShop))
  if (wanted !== has) violations.push(wrong('other-content', `${has} instead of ${wanted}`))
  if (there.total !== order.total) violations.push(wrong('other-content', `total ${there.total}, not ${order.total}`))
  const paid = shop.payments.filter(({ orderId }) => orderId === there.id)
  const isPaid = paid.length === 1 && paid[0]?.state === 'Settled' && paid[0].amount === order.total
  if (!isPaid) violations.push(wrong('payment', `payments ${JSON.stringify(paid)}`))
  const owner = there.customerId === null ? null : rules.aliasOf(there.customerId)
  if (owner !== order.customerId) violations.push(wrong('customer', 'belongs to somebody else'))
  if (order.upstream !== 'delivered' || order.upstreamNumber !== there.code) {
    violations.push(
      wrong('not-told', `is ${order.upstream} as ${order.upstreamNumber ?? 'nothing'}, there ${there.code}`),
    )
  }
  return violations
}

/** What stands in the shop and is no order of the store: drafts, and orders by its key that it never took. */
function strangers(shop: ShopFile, known: ReadonlyMap<string, StoreOrder>, { storeId }: OrderRules): Violation[] {
  return shop.orders.flatMap((order): Violation[] => {
    const { code, state, externalRef } = order
    if (state === 'Draft') return [{ kind: 'draft-left', what: `draft ${code} is left in the shop` }]
    if (order.active === 0 && UNPLACED.has(state)) return [{ kind: 'draft-left', what: `${code} stands as ${state}` }]
    if (externalRef !== null && !known.has(externalRef)) {
      return [{ kind: 'invented', what: `${code} has the key ${externalRef}, which is no order of the store` }]
    }
    const isOfStore = order.storeId === storeId && externalRef === null && state !== 'Cancelled'
    return isOfStore ? [{ kind: 'invented', what: `${code} is of the store and has no key` }] : []
  })
}

interface Thing {
  readonly what: string
  readonly quantity: number
}

function thingInStore({ sku, quantity, unitPrice, configuration }: StoreOrderLine, rules: OrderRules): Thing {
  // Written by the store from a document of this shape.
  const document = configuration === null ? null : (JSON.parse(configuration) as { id: string; familyId: string })
  const sold = document === null ? sku : rules.skuOfFamily(document.familyId)
  return { what: `${sold} at ${unitPrice} as ${document?.id ?? '-'} ${canonical(document)}`, quantity }
}

function thingInShop({ sku, placedQuantity, unitPrice, configurationId, configuration }: ShopLine): Thing {
  const document: unknown = configuration === null ? null : JSON.parse(configuration)
  return {
    what: `${sku} at ${unitPrice} as ${configurationId ?? '-'} ${canonical(document)}`,
    quantity: placedQuantity,
  }
}

/** Lines of the same thing are one, whoever joined them. */
function tally(things: readonly Thing[]): string {
  const sums = new Map<string, number>()
  for (const { what, quantity } of things) sums.set(what, (sums.get(what) ?? 0) + quantity)
  return [...sums]
    .map(([what, quantity]) => `${quantity} x ${what}`)
    .toSorted()
    .join('; ')
}
