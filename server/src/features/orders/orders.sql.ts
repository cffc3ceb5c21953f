import type { CustomerId, OrderId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { OrderState } from '@dangol/domain/orders/states.ts'
import { OrderViewSchema } from '@dangol/protocol/orders.ts'
import type { OrderView } from '@dangol/protocol/orders.ts'
import { z } from 'zod'
import type { Db } from '../../db/open.ts'

interface OrderRow {
  readonly id: OrderId
  readonly number: string
  readonly visitId: VisitId
  readonly customerId: CustomerId | null
  readonly placedAt: number
  readonly placedOn: string
  readonly associate: string | null
  readonly state: OrderState
  readonly upstream: string
  readonly upstreamNumber: string | null
  readonly totalMinor: number
  readonly currency: string
  readonly units: number
}
interface LineRow {
  readonly sku: string
  readonly title: string
  readonly configurationId: string | null
  readonly quantity: number
  readonly unitMinor: number
  readonly totalMinor: number
  readonly fulfilment: string
  readonly promise: string
}
export type NewLine = LineRow & {
  readonly orderId: OrderId
  readonly position: number
  readonly configuration: string | null
}
export type NewOrder = Omit<OrderRow, 'state' | 'upstream' | 'upstreamNumber'>

/** An order with what is not for every screen. */
export interface StoredOrder {
  readonly view: OrderView
  readonly visitId: VisitId
  readonly customerId: CustomerId | null
}

const columns = `id, number, visit_id as visitId, customer_id as customerId, placed_at as placedAt, placed_on as placedOn,
  associate, state, upstream, upstream_number as upstreamNumber, total_minor as totalMinor, currency, units`

/** Orders and their lines. */
export function prepareOrders(db: Db) {
  const find = db.prepare<[OrderId], OrderRow>(`select ${columns} from orders where id = ?`)
  const ofVisit = db.prepare<[VisitId], OrderRow>(
    `select ${columns} from orders where visit_id = ? order by placed_at desc, id desc`,
  )
  // Each half walks its own index; one condition with 'or' would read every order there ever was.
  const onFloor = db.prepare<[{ sinceMs: number; max: number }], OrderRow>(
    `select ${columns} from orders where placed_at >= :sinceMs
     union all select ${columns} from orders where state not in ('completed', 'cancelled') and placed_at < :sinceMs
     order by placedAt desc limit :max`,
  )
  const recent = db.prepare<[number], OrderRow>(
    `select ${columns} from orders order by placed_at desc, id desc limit ?`,
  )
  const lines = db.prepare<[OrderId], LineRow>(
    `select sku, title, configuration_id as configurationId, quantity, unit_minor as unitMinor, total_minor as totalMinor,
       fulfilment, promise
     from order_lines where order_id = ? order by position`,
  )
  const insert = db.prepare<[NewOrder]>(
    `insert into orders (id, number, visit_id, customer_id, placed_at, placed_on, associate, state, upstream, total_minor,
       currency, units)
     values (:id, :number, :visitId, :customerId, :placedAt, :placedOn, :associate, 'placed', 'waiting', :totalMinor,
       :currency, :units)`,
  )
  const insertLine = db.prepare<[NewLine]>(
    `insert into order_lines (order_id, position, sku, title, configuration_id, configuration, quantity, unit_minor,
       total_minor, fulfilment, promise)
     values (:orderId, :position, :sku, :title, :configurationId, :configuration, :quantity, :unitMinor, :totalMinor,
       :fulfilment, :promise)`,
  )
  const nextNumber = db.prepare<[], { last: number }>('update order_numbers set last = last + 1 returning last')
  const storedOf = ({ visitId, customerId, totalMinor, currency, ...row }: OrderRow): StoredOrder => ({
    visitId,
    customerId,
    view: OrderViewSchema.parse({
      ...row,
      total: { minor: totalMinor, currency },
      member: customerId !== null,
      lines: lines.all(row.id).map((line) => lineOf(line, currency)),
    }),
  })
  return {
    find(id: OrderId) {
      const row = find.get(id)
      return row === undefined ? null : storedOf(row)
    },
    ofVisit: (visitId: VisitId) => ofVisit.all(visitId).map((row) => storedOf(row).view),
    onFloor: (sinceMs: number, max: number) => onFloor.all({ sinceMs, max }).map((row) => storedOf(row).view),
    recent: (max: number) => recent.all(max).map((row) => storedOf(row).view),
    insert: (order: NewOrder) => void insert.run(order),
    insertLine: (line: NewLine) => void insertLine.run(line),
    nextNumber: () => z.int().positive().parse(nextNumber.get()?.last),
  }
}
export type OrdersSql = ReturnType<typeof prepareOrders>

const lineOf = ({ unitMinor, totalMinor, title, promise, ...line }: LineRow, currency: string) => ({
  ...line,
  title: JSON.parse(title) as unknown,
  promise: JSON.parse(promise) as unknown,
  unitPrice: { minor: unitMinor, currency },
  total: { minor: totalMinor, currency },
})
