import Database from 'better-sqlite3'

/** What a store holds of a shop and for it, as it lies in its database. */
export interface StoreFile {
  readonly orders: readonly StoreOrder[]
  readonly orderLines: readonly StoreOrderLine[]
  readonly outbox: readonly { kind: string; key: string; target: string; letter: string | null }[]
  readonly setAside: readonly { feed: string; id: string; reason: string; detail: string }[]
  readonly customers: readonly { id: string; number: string; name: string; lang: string; addresses: string }[]
  readonly identifiers: readonly { kind: string; digest: string; customerId: string }[]
  readonly history: readonly {
    customerId: string
    placedAt: number
    number: string
    channel: string
    state: string
    total: number
    units: number
  }[]
  readonly historyLines: readonly { number: string; sku: string; quantity: number; total: number }[]
  readonly configurations: readonly {
    id: string
    customerId: string
    familyId: string
    revision: number
    name: string
    choices: string
  }[]
  readonly carts: readonly { id: string; customerId: string; lines: string }[]
  readonly skus: readonly { sku: string; price: number }[]
  readonly levels: readonly StockRow[]
}
interface StockRow {
  readonly sku: string
  readonly locationId: string
  readonly onHand: number
  readonly held: number
  /** The store sold of it across its own counter and counts it itself from then on: the shop's word about it is not taken. */
  readonly isCountedHere: 0 | 1
}
export interface StoreOrder {
  readonly id: string
  readonly customerId: string | null
  readonly total: number
  readonly upstream: string
  readonly upstreamNumber: string | null
}
export interface StoreOrderLine {
  readonly orderId: string
  readonly sku: string
  readonly quantity: number
  readonly unitPrice: number
  readonly configuration: string | null
}

/** Reads the file beside the running store, as it stands at one moment. */
export function readStoreFile(path: string): StoreFile {
  const db = new Database(path, { readonly: true, fileMustExist: true })
  try {
    // The rows have the types of their columns in the strict tables of server/src/db/migrations.
    const all = (sql: string) => db.prepare(sql).all() as never[]
    return db.transaction(() => ({
      orders: all(
        `select id, customer_id as customerId, total_minor as total, upstream, upstream_number as upstreamNumber from orders`,
      ),
      orderLines: all(
        `select order_id as orderId, sku, quantity, unit_minor as unitPrice, configuration from order_lines`,
      ),
      outbox: all('select kind, key, target, letter_why as letter from outbox order by position'),
      setAside: all('select feed, id, reason, detail from set_aside'),
      customers: all(
        `select c.id, c.number, c.name, c.lang, p.addresses from customers c
         join customer_profiles p on p.customer_id = c.id`,
      ),
      identifiers: all('select kind, digest, customer_id as customerId from customer_identifiers'),
      history: all(
        `select customer_id as customerId, placed_at as placedAt, number, channel, state, total_minor as total, units
         from past_orders`,
      ),
      historyLines: all('select number, sku, quantity, total_minor as total from past_order_lines'),
      configurations: all(
        `select id, customer_id as customerId, family_id as familyId, revision, name, choices from configurations
         where customer_id is not null and visit_id is null and discarded = 0`,
      ),
      carts: all('select id, customer_id as customerId, lines from online_carts'),
      skus: all(`select sku, json_extract(body, '$.price.minor') as price from skus`),
      levels:
        all(`select sku, location_id as locationId, on_hand as onHand, held_upstream as held, counted_here as isCountedHere
         from stock_levels`),
    }))()
  } finally {
    db.close()
  }
}
