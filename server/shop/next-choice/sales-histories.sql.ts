import type { Db } from '../../src/db/open.ts'

/** One configured line with whoever bought it, as the shop alone may read it. */
export interface SoldLine {
  readonly orderRow: number
  readonly memberId: string | null
  readonly configuration: string
}

/** What was sold of configured families, and what of it was told. */
export function prepareSalesHistories(db: Db) {
  // The order of the rows of `orders` is the order in which they came, which is near enough to newest first.
  const newest = db.prepare<[string, number], SoldLine>(
    `select l.order_row as orderRow, o.customer_id as memberId, l.configuration
     from order_lines l join orders o on o.id = l.order_row
     where l.configuration is not null and json_extract(l.configuration, '$.familyId') = ? and o.state <> 'cancelled'
     order by l.order_row desc limit ?`,
  )
  const sold = db.prepare<[string, number], { linesSince: number }>(
    `insert into sales_histories (family_id, lines_since, told_at) values (?, 1, ?)
     on conflict (family_id) do update set lines_since = lines_since + 1
     returning lines_since as linesSince`,
  )
  const told = db.prepare<[string, number]>(
    `insert into sales_histories (family_id, lines_since, told_at) values (?, 0, ?)
     on conflict (family_id) do update set lines_since = 0, told_at = excluded.told_at`,
  )
  const stale = db.prepare<[number], { familyId: string }>(
    'select family_id as familyId from sales_histories where lines_since > 0 and told_at <= ? order by family_id',
  )
  return {
    newest: (familyId: string, max: number): SoldLine[] => newest.all(familyId, max),
    sold: (familyId: string, nowMs: number): number => sold.get(familyId, nowMs)?.linesSince ?? 0,
    told: (familyId: string, nowMs: number): void => void told.run(familyId, nowMs),
    stale: (toldBeforeMs: number): string[] => stale.all(toldBeforeMs).map(({ familyId }) => familyId),
  }
}
