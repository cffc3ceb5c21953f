import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Currency } from '@dangol/domain/money/money.ts'
import type { HistoryOrder } from '@dangol/protocol/customers.ts'
import type { Db } from '../../db/open.ts'

interface OrderRow {
  readonly placedAt: number
  readonly number: string
  readonly channel: HistoryOrder['channel']
  readonly state: string
  readonly totalMinor: number
  readonly currency: Currency
  readonly units: number
}
interface LineRow {
  readonly number: string
  readonly sku: string
  readonly title: string
  readonly quantity: number
  readonly totalMinor: number
}
interface HistorySpan {
  readonly orderCount: number
  readonly firstAt: number | null
  readonly lastAt: number | null
}

/** The members' order history, newest first. */
export function preparePastOrders(db: Db) {
  const span = db.prepare<[CustomerId], HistorySpan>(
    'select count(*) as orderCount, min(placed_at) as firstAt, max(placed_at) as lastAt from past_orders where customer_id = ?',
  )
  const newest = db.prepare<[CustomerId, number], OrderRow>(
    `select placed_at as placedAt, number, channel, state, total_minor as totalMinor, currency, units
     from past_orders where customer_id = ? order by placed_at desc, number desc limit ?`,
  )
  const linesSince = db.prepare<[CustomerId, number], LineRow>(
    `select number, sku, title, quantity, total_minor as totalMinor
     from past_order_lines where customer_id = ? and placed_at >= ? order by placed_at, number, position`,
  )
  const upsert = db.prepare<[CustomerId, number, string, string, string, number, string, number]>(
    `insert into past_orders (customer_id, placed_at, number, channel, state, total_minor, currency, units)
     values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (customer_id, placed_at, number) do update set channel = excluded.channel, state = excluded.state,
       total_minor = excluded.total_minor, currency = excluded.currency, units = excluded.units`,
  )
  const dropLines = db.prepare<[CustomerId, number, string]>(
    'delete from past_order_lines where customer_id = ? and placed_at = ? and number = ?',
  )
  const addLine = db.prepare<[CustomerId, number, string, number, string, string, number, number]>(
    `insert into past_order_lines (customer_id, placed_at, number, position, sku, title, quantity, total_minor)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const erase = db.prepare<[CustomerId]>('delete from past_orders where customer_id = ?')
  const dropOrders = db.prepare('delete from past_orders')
  const dropLinesOfAll = db.prepare('delete from past_order_lines')
  const eraseLines = db.prepare<[CustomerId]>('delete from past_order_lines where customer_id = ?')

  return {
    span: (customerId: CustomerId): HistorySpan =>
      span.get(customerId) ?? { orderCount: 0, firstAt: null, lastAt: null },
    newest(customerId: CustomerId, limit: number): HistoryOrder[] {
      const orders = newest.all(customerId, limit)
      const oldest = orders.at(-1)
      return oldest === undefined ? [] : withLines(orders, linesSince.all(customerId, oldest.placedAt))
    },
    put(customerId: CustomerId, order: HistoryOrder): void {
      const { placedAt, number, channel, state, total, units } = order
      upsert.run(customerId, placedAt, number, channel, state, total.minor, total.currency, units)
      dropLines.run(customerId, placedAt, number)
      order.lines.forEach((line, position) =>
        addLine.run(customerId, placedAt, number, position, line.sku, line.title, line.quantity, line.total.minor),
      )
    },
    /** True when there was something. */
    dropAll: (): boolean => {
      dropLinesOfAll.run()
      return dropOrders.run().changes > 0
    },
    erase(customerId: CustomerId): void {
      eraseLines.run(customerId)
      erase.run(customerId)
    },
  }
}

function withLines(orders: readonly OrderRow[], lines: readonly LineRow[]): HistoryOrder[] {
  const linesByNumber = Map.groupBy(lines, (line) => line.number)
  return orders.map(({ totalMinor, currency, ...order }) => ({
    ...order,
    total: { minor: totalMinor, currency },
    lines: (linesByNumber.get(order.number) ?? []).map((line) => ({
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      total: { minor: line.totalMinor, currency },
    })),
  }))
}
