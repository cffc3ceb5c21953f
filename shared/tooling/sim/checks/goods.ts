import type { Db } from '@dangol/server/src/db/open.ts'
import { HOME, LACES } from '@dangol/server/src/testing/small-shop.ts'
import { rows } from './prepared.ts'
import type { Verdict } from './violation.ts'

/** Rule O1 and architecture 4, read from the database: sums, holds and shelves. */
export interface GoodsCheck {
  /** Looks again, if anything about orders or goods has changed since the last look. */
  look(disk: Db, nowMs: number): void
}

/** `lacesEver`: units that were on the store's own shelf at the start, where nothing is ever delivered to. */
export function createGoodsCheck(verdict: Verdict, lacesEver: number): GoodsCheck {
  let seen = ''
  return {
    look(disk, nowMs) {
      const now = JSON.stringify(rows(disk, HOW_IT_STANDS))
      if (now === seen) return
      seen = now
      const [wrong] = rows(disk, WRONG_TOTALS)
      verdict.expect(wrong === undefined, 'totals-add-up', () => `order ${JSON.stringify(wrong)}`)
      const [overheld] = rows(disk, OVERHELD, nowMs)
      verdict.expect(overheld === undefined, 'holds-within-stock', () => JSON.stringify(overheld))
      const [shelf] = rows<{ onHand: number }>(disk, ON_SHELF, LACES, HOME)
      const [sold] = rows<{ units: number }>(disk, GONE_FROM_SHELF, LACES)
      verdict.expect(
        shelf === undefined || shelf.onHand + (sold?.units ?? 0) === lacesEver,
        'goods-are-conserved',
        () => `${shelf?.onHand ?? 0} on the shelf and ${sold?.units ?? 0} gone, of ${lacesEver}`,
      )
    },
  }
}

/** Nothing of this happens without one of these figures moving. */
const HOW_IT_STANDS = `
  select (select count(*) from orders) as orders, (select count(*) from order_moves) as moves,
    (select count(*) from stock_holds) as holds, (select sum(on_hand) from stock_levels) as units,
    (select count(*) from carried_out) as carried`

const WRONG_TOTALS = `
  select o.id, o.total_minor as total, sum(l.total_minor) as lines, o.units, sum(l.quantity) as quantity
  from orders o join order_lines l on l.order_id = o.id
  group by o.id having o.total_minor <> sum(l.total_minor) or o.units <> sum(l.quantity)`

const OVERHELD = `
  select l.sku, l.location_id as location, sum(h.units) as held, l.on_hand as onHand
  from stock_levels l join stock_holds h on h.sku = l.sku and h.location_id = l.location_id
  where h.expires_at > ? group by l.sku, l.location_id having sum(h.units) > l.on_hand`

const ON_SHELF = 'select on_hand as onHand from stock_levels where sku = ? and location_id = ?'

/** Laces lie on the store's own shelf only, so whatever was sold of them left it. */
const GONE_FROM_SHELF = `
  select coalesce(sum(l.quantity), 0) as units from order_lines l join orders o on o.id = l.order_id
  where l.sku = ? and (o.state in ('shipped', 'completed') or (l.fulfilment = 'carry-out' and o.state <> 'cancelled'))`
