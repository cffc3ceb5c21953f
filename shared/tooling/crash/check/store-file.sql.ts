import { systemClock } from '@dangol/client/system-clock.ts'
import Database from 'better-sqlite3'

/** The rows of a store's database as it lies on the disk, read by nobody of the product. */
export interface StoreFile {
  /** Of `quick_check` and `foreign_key_check`; empty when the file is sound. */
  readonly faults: readonly string[]
  readonly commands: ReadonlyMap<string, { device: string; request: string; outcome: string }>
  readonly visits: readonly { id: string; device: string; epoch: number; endedAt: number | null }[]
  readonly cart: readonly { visitId: string; lineId: string; item: string; quantity: number }[]
  readonly configurations: ReadonlyMap<string, { visitId: string | null; revision: number; name: string }>
  readonly orders: readonly {
    id: string
    number: string
    visitId: string
    total: number
    units: number
    upstream: string
  }[]
  readonly orderLines: readonly { orderId: string; item: string; quantity: number; total: number; isStocked: number }[]
  readonly lastOrderNumber: number
  /** Ids of the orders that wait for the online shop, once per row. */
  readonly waiting: readonly string[]
  readonly taken: readonly { orderId: string; units: number }[]
  readonly stock: readonly { sku: string; locationId: string; onHand: number; free: number; carried: number }[]
  readonly topics: readonly { topic: string; head: number; floor: number }[]
  readonly log: readonly { seq: number; prev: number; topic: string; commandId: string | null; type: string }[]
}

/** Holds last for days; one that ends within a day was made under a clock that was wrong, and may have ended already. */
const DAY_MS = 24 * 60 * 60_000

/** Reads a copy of the database: opening it writes beside it. Throws when it cannot be read at all. */
export const readStoreFile = (path: string): StoreFile => readFrom(new Database(path, { fileMustExist: true }))

/** Reads it as it stands at one moment, under a store that goes on: what is copied meanwhile may be of two moments. */
export const readLiveStoreFile = (path: string): StoreFile =>
  readFrom(new Database(path, { readonly: true, fileMustExist: true }))

function readFrom(db: Database.Database): StoreFile {
  try {
    db.exec('begin')
    // The rows have the types of their columns in the strict tables of server/src/db/migrations.
    const all = (sql: string) => db.prepare(sql).all() as never[]
    const one = (sql: string) => db.prepare(sql).pluck().get() as number
    const byId = <T extends { id: string }>(rows: readonly T[]) => new Map(rows.map((row) => [row.id, row]))
    return {
      faults: faultsOf(db),
      commands: byId(all('select command_id as id, device_id as device, request, outcome from commands')),
      visits: all('select id, device_id as device, epoch, ended_at as endedAt from visits'),
      cart: all(
        `select visit_id as visitId, id as lineId, coalesce(sku, configuration_id) as item, quantity from cart_lines`,
      ),
      configurations: byId(all('select id, visit_id as visitId, revision, name from configurations')),
      orders: all(
        'select id, number, visit_id as visitId, total_minor as total, units, upstream from orders order by number',
      ),
      orderLines: all(
        `select order_id as orderId, coalesce(configuration_id, sku) as item, quantity, total_minor as total,
           configuration_id is null as isStocked from order_lines`,
      ),
      lastOrderNumber: one('select last from order_numbers'),
      waiting: db.prepare("select key from outbox where kind = 'order'").pluck().all() as string[],
      taken: all(
        `select order_id as orderId, sum(units) as units from (
           select order_id, units from stock_holds union all select order_id, units from carried_out
         ) group by order_id`,
      ),
      stock: all(
        `select l.sku, l.location_id as locationId, l.on_hand as onHand,
           l.on_hand - l.held_upstream - coalesce((select sum(h.units) from stock_holds h
             where h.sku = l.sku and h.location_id = l.location_id
               and h.expires_at > ${systemClock.nowMs() + DAY_MS}), 0) as free,
           coalesce((select sum(c.units) from carried_out c
             where c.sku = l.sku and c.location_id = l.location_id), 0) as carried
         from stock_levels l`,
      ),
      topics: all('select topic, head, floor from log_topics'),
      log: all('select seq, prev, topic, command_id as commandId, type from log order by topic, seq'),
    }
  } finally {
    db.close()
  }
}

function faultsOf(db: Database.Database): string[] {
  const quick = db.prepare('pragma quick_check(5)').pluck().all() as string[]
  const foreign = db.prepare('pragma foreign_key_check').all() as { table: string }[]
  return [...quick.filter((line) => line !== 'ok'), ...foreign.map(({ table }) => `foreign key of ${table}`)]
}

/** What of the online shop's orders came from a store. */
export function readShopOrders(path: string): { orderId: string; total: number }[] {
  const db = new Database(path, { readonly: true, fileMustExist: true })
  try {
    // `order_id` is null for orders of the web.
    return db
      .prepare<[], { orderId: string; total: number }>(
        'select order_id as orderId, total_minor as total from orders where order_id is not null',
      )
      .all()
  } finally {
    db.close()
  }
}

/** The goods of which there are most, for a load that does not sell the store empty at once. */
export function readBestStocked(path: string, count: number): string[] {
  const db = new Database(path, { readonly: true, fileMustExist: true })
  try {
    return db
      .prepare<[number], { sku: string }>(
        'select sku from stock_levels group by sku order by sum(on_hand - held_upstream) desc, sku limit ?',
      )
      .all(count)
      .map(({ sku }) => sku)
  } finally {
    db.close()
  }
}
