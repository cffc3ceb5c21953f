import type { Db } from '../../src/db/open.ts'

/** What a row of the shop's log is about; the value is read when a store asks, so that nobody's past is kept in the log. */
export type Logged =
  | 'model'
  | 'sku'
  | 'stock'
  | 'customer'
  | 'customer-gone'
  | 'credential'
  | 'configuration'
  | 'configuration-gone'
  | 'history'
  | 'history-gone'
  | 'order-state'
  | 'sales-history'
  | 'visit-dropped'

export interface LoggedChange {
  readonly seq: number
  readonly feed: Logged
  readonly key: string
}

/** The shop's append-only change log; `seq` is the cursor of the stores. */
export function prepareChanges(db: Db) {
  const append = db.prepare<[Logged, string, number]>('insert into changes (feed, key, at) values (?, ?, ?)')
  const since = db.prepare<[number, number], LoggedChange>(
    'select seq, feed, key from changes where seq > ? order by seq limit ?',
  )
  const head = db.prepare<[], { seq: number }>('select coalesce(max(seq), 0) as seq from changes')
  const allConfigurationsOf = db.prepare<[Logged, number, string]>(
    'insert into changes (feed, key, at) select ?, id, ? from configurations where customer_id = ? order by id',
  )
  const allOrdersOf = db.prepare<[number, string]>(
    "insert into changes (feed, key, at) select 'history', id, ? from orders where customer_id = ? order by placed_at, id",
  )
  return { append, since, head, allConfigurationsOf, allOrdersOf }
}
