import { moveOrder } from '@dangol/domain/orders/states.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { ShopChange, ShopOrder } from '@dangol/protocol/shop.ts'
import type { Db } from '../../src/db/open.ts'
import type { ShopChanges } from '../changes/changes.ts'
import type { Customers } from '../customers/customers.ts'
import { sha256 } from '../secrets.ts'
import { minorToMicro } from './micro.ts'
import { prepareOrders } from './orders.sql.ts'
import type { NewLine, NewOrder } from './orders.sql.ts'
import type { SalesHistories } from '../next-choice/sales-histories.ts'

export const FIRST_ORDER_NUMBER = 10_001
/** Name of the fact that holds the next number. */
export const NEXT_ORDER_NUMBER = 'next-order-number'

export interface StoreOrderDeps {
  readonly db: Db
  readonly changes: ShopChanges
  readonly customers: Customers
  readonly salesHistories: Pick<SalesHistories, 'sold'>
}

/** Orders that a store places. Every write belongs into a transaction of the caller. */
export function createStoreOrders({ db, changes, customers, salesHistories }: StoreOrderDeps) {
  const sql = prepareOrders(db)

  /**
   * Takes an order placed in the store; the same order twice is one order. Refuses: 'totals-differ', 'unknown-customer',
   * 'other-order' for a known order id with another content.
   */
  function take(order: ShopOrder) {
    const bodyHash = sha256(JSON.stringify(order))
    const before = sql.byOrderId(order.orderId)
    if (before !== null)
      return before.bodyHash === bodyHash ? ok({ number: before.number, memberId: null }) : refuse('other-order')
    if (!addsUp(order)) return refuse('totals-differ')
    const member = order.customerId === null ? null : customers.byAlias(order.customerId)
    if (order.customerId !== null && member === null) return refuse('unknown-customer')
    const number = nextNumber()
    const row = sql.insert({ ...placed(order), number, bodyHash, memberId: member?.id ?? null })
    order.lines.forEach((line, position) => sql.insertLine(row, position, lineOf(line)))
    for (const { configuration } of order.lines) if (configuration !== null) salesHistories.sold(configuration.familyId)
    confirm(order.orderId)
    if (member !== null && customers.granted(member.id, 'history.view')) changes.append('history', String(row))
    return ok({ number, memberId: member?.id ?? null })
  }

  /** The back office of the embedded shop: what arrives complete is confirmed at once. */
  function confirm(orderId: string): void {
    const before = sql.byOrderId(orderId)
    if (before === null) return
    const moved = moveOrder('placed', 'confirmed')
    if (moved.ok) sql.setState.run(moved.value, orderId)
    changes.append('order-state', orderId)
  }

  function nextNumber(): string {
    const next = Number(sql.fact(NEXT_ORDER_NUMBER) ?? FIRST_ORDER_NUMBER)
    sql.setFact.run(NEXT_ORDER_NUMBER, String(next + 1))
    return `W-${next}`
  }

  return {
    take,
    render: {
      'order-state'(orderId: string): ShopChange | null {
        const order = sql.byOrderId(orderId)
        if (order === null) return null
        // The log names only orders that came from a store, and those were validated with their id.
        const id = orderId as ShopOrder['orderId']
        return { feed: 'order-state', value: { orderId: id, number: order.number, state: order.state } }
      },
    },
  }
}

function addsUp(order: ShopOrder): boolean {
  const { currency } = order.total
  const isOneCurrency = order.lines.every(
    (line) => line.total.currency === currency && line.unitPrice.currency === currency,
  )
  return isOneCurrency && order.total.minor === order.lines.reduce((sum, line) => sum + line.total.minor, 0)
}

function placed(order: ShopOrder): Omit<NewOrder, 'number' | 'bodyHash' | 'memberId'> {
  return {
    channel: 'store',
    orderId: order.orderId,
    importId: null,
    state: 'placed',
    placedAt: order.placedAt,
    currency: order.total.currency,
    totalMinor: order.total.minor,
    units: order.lines.reduce((units, line) => units + line.quantity, 0),
  }
}

function lineOf(line: ShopOrder['lines'][number]): NewLine {
  return {
    sku: line.sku,
    titleKo: line.title.ko,
    titleEn: line.title.en,
    quantity: line.quantity,
    totalMinor: line.total.minor,
    unitPriceMicro: minorToMicro(line.unitPrice.minor, line.unitPrice.currency),
    totalMicro: minorToMicro(line.total.minor, line.total.currency),
    fulfilment: line.fulfilment,
    promise: JSON.stringify(line.promise),
    configuration: line.configuration === null ? null : JSON.stringify(line.configuration),
  }
}
