import type { Db } from '../../src/db/open.ts'

export interface ImportRow {
  readonly id: number
  readonly finishedAt: number | null
}
/** What of one import is in the database, added up by the database. */
export interface Stored {
  readonly lines: bigint
  readonly invoices: bigint
  readonly guests: bigint
  readonly cancellations: bigint
  readonly customers: bigint
  readonly products: bigint
  readonly totalMicro: bigint
  readonly totalMinor: bigint
  readonly orderMinor: bigint
}

/** Imports, and what each of them brought. */
export function prepareImports(db: Db) {
  const find = db.prepare<[string], ImportRow>(
    'select id, finished_at as finishedAt from imports where content_hash = ?',
  )
  const begin = db.prepare<[string, string, number]>(
    'insert into imports (content_hash, file_name, started_at) values (?, ?, ?)',
  )
  const finish = db.prepare<[number, number]>('update imports set finished_at = ? where id = ? and finished_at is null')
  const numbers = db.prepare<[number], { number: string }>('select number from orders where import_id = ?')
  const putProduct = db.prepare<[string, string, number]>(
    'insert into products (sku, title, import_id) values (?, ?, ?) on conflict (sku) do nothing',
  )
  const orders = db.prepare<
    [number],
    Pick<Stored, 'invoices' | 'guests' | 'cancellations' | 'customers' | 'orderMinor'>
  >(
    `select count(*) as invoices, count(*) filter (where customer_id is null) as guests,
       count(*) filter (where state = 'cancelled') as cancellations, count(distinct customer_id) as customers,
       coalesce(sum(total_minor), 0) as orderMinor
     from orders where import_id = ?`,
  )
  const lines = db.prepare<[number], Pick<Stored, 'lines' | 'products' | 'totalMicro' | 'totalMinor'>>(
    `select count(*) as lines, count(distinct sku) as products, coalesce(sum(l.total_micro), 0) as totalMicro,
       coalesce(sum(l.total_minor), 0) as totalMinor
     from orders o join order_lines l on l.order_row = o.id where o.import_id = ?`,
  )
  return {
    find: (contentHash: string): ImportRow | null => find.get(contentHash) ?? null,
    begin: (contentHash: string, fileName: string, nowMs: number): number =>
      Number(begin.run(contentHash, fileName, nowMs).lastInsertRowid),
    finish,
    numbersOf: (id: number): Set<string> => new Set(numbers.all(id).map((row) => row.number)),
    putProduct,
    /** Sums of money pass 2^53 in millionths, so they come as BigInt. */
    stored(id: number): Stored {
      const ofOrders = orders.safeIntegers(true).get(id)
      const ofLines = lines.safeIntegers(true).get(id)
      if (ofOrders === undefined || ofLines === undefined) throw new Error('an aggregate without a row')
      return { ...ofOrders, ...ofLines }
    },
  }
}
