import type { Currency } from '@dangol/domain/money/money.ts'
import type { Db } from '../../src/db/open.ts'

export type Channel = 'web' | 'store' | 'import'
export interface OrderRow {
  readonly id: number
  readonly number: string
  readonly channel: Channel
  readonly memberId: string | null
  readonly state: string
  readonly placedAt: number
  readonly currency: Currency
  readonly totalMinor: number
  readonly units: number
}
export interface LineRow {
  readonly sku: string
  readonly titleKo: string
  /** Null when the line has one title in one language only, as an imported one. */
  readonly titleEn: string | null
  readonly quantity: number
  readonly totalMinor: number
  readonly fulfilment: string | null
  readonly promise: string | null
  readonly configuration: string | null
}
export interface NewOrder {
  readonly number: string
  readonly channel: Channel
  readonly orderId: string | null
  readonly bodyHash: string | null
  readonly importId: number | null
  readonly memberId: string | null
  readonly state: string
  readonly placedAt: number
  readonly currency: Currency
  readonly totalMinor: number
  readonly units: number
}
/** Millionths of the major unit are BigInt: they pass 2^53 at nine billion, and are never computed as floats. */
export interface NewLine extends LineRow {
  readonly unitPriceMicro: bigint
  readonly totalMicro: bigint
}

const ORDER = `id, number, channel, customer_id as memberId, state, placed_at as placedAt, currency,
  total_minor as totalMinor, units`

export type OrdersSql = ReturnType<typeof prepareOrders>

/** Orders of every channel, with their lines. */
export function prepareOrders(db: Db) {
  const insert = db.prepare<[NewOrder]>(
    `insert into orders (number, channel, order_id, body_hash, import_id, customer_id, state, placed_at, currency,
       total_minor, units)
     values (@number, @channel, @orderId, @bodyHash, @importId, @memberId, @state, @placedAt, @currency, @totalMinor, @units)`,
  )
  const insertLine = db.prepare(
    `insert into order_lines (order_row, position, sku, title_ko, title_en, quantity, total_minor, unit_price_micro,
       total_micro, fulfilment, promise, configuration)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const byRow = db.prepare<[number], OrderRow>(`select ${ORDER} from orders where id = ?`)
  const byOrderId = db.prepare<[string], { number: string; state: string; bodyHash: string }>(
    'select number, state, body_hash as bodyHash from orders where order_id = ?',
  )
  const setState = db.prepare<[string, string]>('update orders set state = ? where order_id = ?')
  const rowOf = db.prepare<[string], { id: number }>('select id from orders where order_id = ?')
  const ofMember = db.prepare<[string, number, number], OrderRow>(
    `select ${ORDER} from orders where customer_id = ? order by placed_at desc, id desc limit ? offset ?`,
  )
  const lines = db.prepare<[number], LineRow>(
    `select sku, title_ko as titleKo, title_en as titleEn, quantity, total_minor as totalMinor, fulfilment, promise,
       configuration
     from order_lines where order_row = ? order by position`,
  )
  const numbered = db.prepare<[Channel, string], { importId: number | null }>(
    'select import_id as importId from orders where channel = ? and number = ?',
  )
  const fact = db.prepare<[string], { value: string }>('select value from facts where name = ?')
  const setFact = db.prepare<[string, string]>(
    'insert into facts (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
  )
  return {
    insert: (order: NewOrder): number => Number(insert.run(order).lastInsertRowid),
    insertLine: (orderRow: number, position: number, line: NewLine): void =>
      void insertLine.run(
        ...[orderRow, position, line.sku, line.titleKo, line.titleEn, line.quantity, line.totalMinor],
        ...[line.unitPriceMicro, line.totalMicro, line.fulfilment, line.promise, line.configuration],
      ),
    byRow: (id: number): OrderRow | null => byRow.get(id) ?? null,
    byOrderId: (orderId: string) => byOrderId.get(orderId) ?? null,
    setState,
    rowOf: (orderId: string): number | null => rowOf.get(orderId)?.id ?? null,
    ofMember,
    lines: (id: number): LineRow[] => lines.all(id),
    numbered: (channel: Channel, number: string) => numbered.get(channel, number) ?? null,
    fact: (name: string): string | null => fact.get(name)?.value ?? null,
    setFact,
  }
}
