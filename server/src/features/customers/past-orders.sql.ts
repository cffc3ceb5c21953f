import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Currency } from '@dangol/domain/money/money.ts'
import { ToldProgressSchema } from '@dangol/protocol/shop.ts'
import type { PastOrder } from '@dangol/protocol/shop.ts'
import type { Db } from '../../db/open.ts'

interface OrderRow {
  readonly placedAt: number
  readonly number: string
  readonly channel: PastOrder['channel']
  readonly state: string
  readonly totalMinor: number
  readonly currency: Currency
  readonly units: number
  /** As `ToldProgressSchema` has them; null where the shop says nothing of it. */
  readonly payments: string | null
  readonly shipments: string | null
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
    `select placed_at as placedAt, number, channel, state, total_minor as totalMinor, currency, units, payments, shipments
     from past_orders where customer_id = ? order by placed_at desc, number desc limit ?`,
  )
  const linesSince = db.prepare<[CustomerId, number], LineRow>(
    `select number, sku, title, quantity, total_minor as totalMinor
     from past_order_lines where customer_id = ? and placed_at >= ? order by placed_at, number, position`,
  )
  const erase = db.prepare<[CustomerId]>('delete from past_orders where customer_id = ?')
  const dropOrders = db.prepare('delete from past_orders')
  const dropLinesOfAll = db.prepare('delete from past_order_lines')
  const eraseLines = db.prepare<[CustomerId]>('delete from past_order_lines where customer_id = ?')

  return {
    ...prepareOneOrder(db),
    span: (customerId: CustomerId): HistorySpan =>
      span.get(customerId) ?? { orderCount: 0, firstAt: null, lastAt: null },
    newest(customerId: CustomerId, limit: number): PastOrder[] {
      const orders = newest.all(customerId, limit)
      const oldest = orders.at(-1)
      return oldest === undefined ? [] : withLines(orders, linesSince.all(customerId, oldest.placedAt))
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

type Values = [string, string, number, string, number, string | null, string | null]

/** One order, as the shop tells it. */
function prepareOneOrder(db: Db) {
  const insert = db.prepare<[CustomerId, number, string, ...Values]>(
    `insert or ignore into past_orders
       (customer_id, placed_at, number, channel, state, total_minor, currency, units, payments, shipments)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const update = db.prepare<[...Values, CustomerId, number, string]>(
    `update past_orders set channel = ?, state = ?, total_minor = ?, currency = ?, units = ?, payments = ?, shipments = ?
     where customer_id = ? and placed_at = ? and number = ?`,
  )
  const removeOne = db.prepare<[CustomerId, number, string]>(
    'delete from past_orders where customer_id = ? and placed_at = ? and number = ?',
  )
  const dropLines = db.prepare<[CustomerId, number, string]>(
    'delete from past_order_lines where customer_id = ? and placed_at = ? and number = ?',
  )
  const addLine = db.prepare<[CustomerId, number, string, number, string, string, number, number]>(
    `insert into past_order_lines (customer_id, placed_at, number, position, sku, title, quantity, total_minor)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return {
    put(customerId: CustomerId, order: PastOrder): void {
      const { placedAt, number, channel, state, total, units } = order
      const values: Values = [
        ...([channel, state, total.minor, total.currency, units] as const),
        ...([textOf(order.payments), textOf(order.shipments)] as const),
      ]
      if (insert.run(customerId, placedAt, number, ...values).changes === 0) {
        update.run(...values, customerId, placedAt, number)
        dropLines.run(customerId, placedAt, number)
      }
      order.lines.forEach((line, position) =>
        addLine.run(customerId, placedAt, number, position, line.sku, line.title, line.quantity, line.total.minor),
      )
    },
    /** One order, by whose it is, when it was placed, and its number, with spaces between. */
    eraseOne(name: string): void {
      const [, customerId, placedAt, number] = /^(\S+) (\d+) ([^]*)$/.exec(name) ?? []
      if (customerId === undefined || number === undefined) return
      // Text from the mirror's own books; one that is nobody's deletes nothing.
      const order = [customerId as CustomerId, Number(placedAt), number] as const
      dropLines.run(...order)
      removeOne.run(...order)
    },
  }
}

const textOf = (list: readonly object[] | undefined): string | null =>
  list === undefined ? null : JSON.stringify(list)

function withLines(orders: readonly OrderRow[], lines: readonly LineRow[]): PastOrder[] {
  const linesByNumber = Map.groupBy(lines, (line) => line.number)
  return orders.map(({ totalMinor, currency, payments, shipments, ...order }) => ({
    ...order,
    ...progressIn(payments, shipments),
    total: { minor: totalMinor, currency },
    lines: (linesByNumber.get(order.number) ?? []).map((line) => ({
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      total: { minor: line.totalMinor, currency },
    })),
  }))
}

/** What an earlier version of the store wrote differently is not there until the shop tells it again. */
function progressIn(payments: string | null, shipments: string | null) {
  const told = ToldProgressSchema.safeParse({
    ...(payments === null ? {} : { payments: JSON.parse(payments) as unknown }),
    ...(shipments === null ? {} : { shipments: JSON.parse(shipments) as unknown }),
  })
  return told.success ? told.data : {}
}
