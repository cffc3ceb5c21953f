import type { CartLineId, ConfigurationId, VisitId } from '@dangol/domain/ids/ids.ts'
import { CartItemSchema, CartLineViewSchema, FulfilmentSchema } from '@dangol/protocol/carts.ts'
import { CartLineIdSchema } from '@dangol/protocol/common.ts'
import { z } from 'zod'
import type { Db } from '../../db/open.ts'

/** What a line was when it was last good. */
const ShownSchema = CartLineViewSchema.pick({ sku: true, title: true, unitPrice: true, promise: true })
export type Shown = z.infer<typeof ShownSchema>

const CartLineSchema = z.strictObject({
  id: CartLineIdSchema,
  item: CartItemSchema,
  quantity: z.int(),
  fulfilment: FulfilmentSchema,
  shown: ShownSchema,
})
/** A line as it is kept: what was asked, and what was last shown of it. */
export type CartLine = z.infer<typeof CartLineSchema>

interface Row {
  readonly id: string
  readonly sku: string | null
  readonly configurationId: string | null
  readonly quantity: number
  readonly fulfilment: string
  readonly shown: string
}

/** The carts of open visits. */
export function prepareCarts(db: Db) {
  const lines = db.prepare<[VisitId], Row>(
    `select id, sku, configuration_id as configurationId, quantity, fulfilment, shown
     from cart_lines where visit_id = ? order by position`,
  )
  const units = db
    .prepare<[VisitId], number>('select coalesce(sum(quantity), 0) from cart_lines where visit_id = ?')
    .pluck()
  const put = db.prepare<[Row & { visitId: VisitId }]>(
    `insert into cart_lines (visit_id, id, position, sku, configuration_id, quantity, fulfilment, shown)
     values (:visitId, :id, (select coalesce(max(position), 0) + 1 from cart_lines where visit_id = :visitId),
       :sku, :configurationId, :quantity, :fulfilment, :shown)
     on conflict (visit_id, id) do update
       set quantity = excluded.quantity, fulfilment = excluded.fulfilment, shown = excluded.shown`,
  )
  const remove = db.prepare<[VisitId, CartLineId]>('delete from cart_lines where visit_id = ? and id = ?')
  const empty = db.prepare<[VisitId]>('delete from cart_lines where visit_id = ?')
  const configurationsIn = db.prepare<[VisitId], { id: ConfigurationId }>(
    `select distinct configuration_id as id from cart_lines where visit_id = ? and configuration_id is not null`,
  )
  return {
    units: (visitId: VisitId): number => units.get(visitId) ?? 0,
    lines: (visitId: VisitId) => lines.all(visitId).map(lineOf),
    put: (visitId: VisitId, line: CartLine) => void put.run({ ...rowOf(line), visitId }),
    remove: (visitId: VisitId, id: CartLineId) => void remove.run(visitId, id),
    empty: (visitId: VisitId) => void empty.run(visitId),
    configurationsIn: (visitId: VisitId) => configurationsIn.all(visitId).map(({ id }) => id),
  }
}
export type CartsSql = ReturnType<typeof prepareCarts>

function lineOf({ sku, configurationId, shown, ...row }: Row): CartLine {
  const item = sku === null ? { kind: 'configured', configurationId } : { kind: 'stocked', sku }
  return CartLineSchema.parse({ ...row, item, shown: JSON.parse(shown) as unknown })
}

const rowOf = ({ id, item, quantity, fulfilment, shown }: CartLine): Row => ({
  id,
  sku: item.kind === 'stocked' ? item.sku : null,
  configurationId: item.kind === 'configured' ? item.configurationId : null,
  quantity,
  fulfilment,
  shown: JSON.stringify(shown),
})
