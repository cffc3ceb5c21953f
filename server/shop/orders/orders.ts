import { FulfilmentSchema } from '@dangol/protocol/carts.ts'
import { ConfigurationDraftSchema } from '@dangol/protocol/configurations.ts'
import { DatePromiseSchema } from '@dangol/protocol/promises.ts'
import type { PhoneOrder, ShopChange } from '@dangol/protocol/shop.ts'
import type { Db } from '../../src/db/open.ts'
import type { Customers } from '../customers/customers.ts'
import type { MemberId } from '../customers/customers.sql.ts'
import { prepareOrders } from './orders.sql.ts'
import type { LineRow, OrderRow } from './orders.sql.ts'

/** Orders on one page of the phone. */
export const ORDERS_PER_PAGE = 20

export type Orders = ReturnType<typeof createOrders>

/** Orders of every channel, as their owner and the store may read them. */
export function createOrders(db: Db, customers: Customers) {
  const sql = prepareOrders(db)

  return {
    /** A page of a member's orders, newest first, counted from 0. */
    page(memberId: MemberId, page: number): { orders: PhoneOrder[]; more: boolean } {
      const rows = sql.ofMember.all(memberId, ORDERS_PER_PAGE + 1, page * ORDERS_PER_PAGE)
      const orders = rows.slice(0, ORDERS_PER_PAGE).map((row) => phoneOrderOf(row, sql.lines(row.id)))
      return { orders, more: rows.length > ORDERS_PER_PAGE }
    },
    render: {
      history(key: string): ShopChange | null {
        const row = sql.byRow(Number(key))
        const member = row?.memberId == null ? null : customers.byId(row.memberId)
        if (row === null || member === null || !customers.granted(member.id, 'history.view')) return null
        const lines = sql.lines(row.id).map((line) => ({
          sku: line.sku,
          title: member.lang === 'en' ? (line.titleEn ?? line.titleKo) : line.titleKo,
          quantity: line.quantity,
          total: { minor: line.totalMinor, currency: row.currency },
        }))
        return { feed: 'history', value: { customerId: member.alias, order: { ...headOf(row), lines } } }
      },
      /** All history of one customer goes, unless the customer has agreed again since. `id` is the customer's alias. */
      'history-gone'(memberId: string): ShopChange | null {
        const member = customers.byId(memberId)
        if (member === null || customers.granted(memberId, 'history.view')) return null
        return { feed: 'deleted', value: { feed: 'history', id: member.alias } }
      },
    },
  }
}

const headOf = ({ number, placedAt, channel, state, totalMinor, currency, units }: OrderRow) => {
  return { number, placedAt, channel, state, total: { minor: totalMinor, currency }, units }
}

function phoneOrderOf(row: OrderRow, lines: readonly LineRow[]): PhoneOrder {
  return {
    ...headOf(row),
    lines: lines.map((line) => ({
      sku: line.sku,
      title: { ko: line.titleKo, en: line.titleEn ?? line.titleKo },
      quantity: line.quantity,
      total: { minor: line.totalMinor, currency: row.currency },
      fulfilment: line.fulfilment === null ? null : FulfilmentSchema.parse(line.fulfilment),
      promise: line.promise === null ? null : DatePromiseSchema.parse(JSON.parse(line.promise)),
      configuration:
        line.configuration === null ? null : ConfigurationDraftSchema.parse(JSON.parse(line.configuration)),
    })),
  }
}
