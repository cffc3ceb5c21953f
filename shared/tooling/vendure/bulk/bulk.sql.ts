import Database from 'better-sqlite3'

/** What the rows hang on in the seeded shop. */
interface Base {
  readonly channelId: number
  readonly countryId: number
  readonly zoneId: number
  readonly shippingMethodId: number
  /** Highest id of each table that rows are added to. */
  readonly last: Readonly<Record<Numbered, number>>
  readonly variants: readonly Variant[]
}
export interface Variant {
  readonly id: number
  readonly sku: string
  readonly price: number
  readonly taxCategoryId: number
}
type Numbered = (typeof NUMBERED)[number]
type Row = Readonly<Record<string, string | number | null>>
export interface BulkSql {
  readonly base: Base
  /** Adds a row to a table of Vendure's; its time stamps are `at`, as Vendure's own columns write them. */
  readonly insert: (table: string, row: Row) => void
}

const NUMBERED = ['customer', 'order', 'shipping_line', 'order_line', 'fulfillment', 'payment'] as const

/** Lets `write` add rows to the database of a stopped shop, in one transaction. */
export function writeBulk(file: string, write: (sql: BulkSql) => void): void {
  const db = new Database(file)
  const prepared = new Map<string, Database.Statement>()
  // Each table is written with one set of columns.
  const statement = (table: string, row: Row) => {
    const names = Object.keys(row)
    const columns = names.map((name) => `"${name}"`).join(', ')
    return db.prepare(`insert into "${table}" (${columns}) values (${names.map((name) => `:${name}`).join(', ')})`)
  }
  const insert = (table: string, row: Row): void => {
    const known = prepared.get(table) ?? statement(table, row)
    prepared.set(table, known)
    known.run(row)
  }
  db.transaction(() => write({ base: baseOf(db), insert }))()
  db.exec('analyze')
  db.close()
}

function baseOf(db: Database.Database): Base {
  const one = (sql: string): number => {
    const value = db.prepare(sql).pluck().get()
    if (typeof value !== 'number') throw new Error(`The shop is not seeded: ${sql}`)
    return value
  }
  const last = (table: Numbered): [Numbered, number] => [table, one(`select coalesce(max(id), 0) from "${table}"`)]
  return {
    channelId: one('select min(id) from channel'),
    countryId: one("select min(id) from region where type = 'country'"),
    zoneId: one('select min(id) from zone'),
    shippingMethodId: one('select min(id) from shipping_method'),
    // The keys are the list above.
    last: Object.fromEntries(NUMBERED.map(last)) as Record<Numbered, number>,
    // Columns as asked for.
    variants: db
      .prepare(
        `select v.id, v.sku, v."taxCategoryId", p.price from product_variant v
         join product_variant_price p on p."variantId" = v.id where v."deletedAt" is null order by v.id`,
      )
      .all() as Variant[],
  }
}
