import type { ShopOrder } from '@dangol/protocol/shop.ts'
import { silence } from '../../adapters/halt.ts'
import { answered } from '../admin.ts'
import type { Admin } from '../admin.ts'
import { beginAt, nextPlace, timeQuery } from '../by-time.ts'
import type { TimePlace } from '../by-time.ts'
import type { MedusaLink } from '../config.ts'
import { listRows } from '../listing.ts'
import { KEYED_FIELDS, KeyedRowSchema } from '../rows.ts'
import type { KeyedRow } from '../rows.ts'

export const DRAFTS = { path: '/admin/draft-orders', list: 'draft_orders' } as const
export const ORDERS = { path: '/admin/orders', list: 'orders' } as const

/** How far the clocks of store and shop may be apart; `probe()` complains long before. */
const MARGIN_MS = 900_000
const PAGE = 100

interface Lookup {
  readonly admin: Admin
  readonly link: Pick<MedusaLink, 'fields'>
  readonly storeId: string
}
export interface FoundOrder {
  readonly id: string
  readonly isDraft: boolean
}

/**
 * Everything the shop has under our key, the one to go on with first. Medusa ignores a filter on metadata and answers with all
 * there is, so everything since the order was placed is gone through. Drafts first: one that becomes an order meanwhile is then
 * found as that.
 */
export async function findOurs(o: Lookup, order: ShopOrder, signal: AbortSignal): Promise<FoundOrder[]> {
  const { fields } = o.link
  const isOurs = ({ metadata }: KeyedRow): boolean =>
    metadata[fields.orderId] === order.orderId && metadata[fields.storeId] === o.storeId
  const since = order.placedAt - MARGIN_MS
  const drafts = await keyedSince(o.admin, DRAFTS, since, signal)
  const orders = await keyedSince(o.admin, ORDERS, since, signal)
  const found = (rows: readonly KeyedRow[], isDraft: boolean): FoundOrder[] =>
    rows.filter(isOurs).map(({ id }) => ({ id, isDraft }))
  const firstId = (a: FoundOrder, b: FoundOrder): number => (a.id < b.id ? -1 : 1)
  const whole = found(orders, false).toSorted(firstId)
  const known = new Set(whole.map(({ id }) => id))
  return [
    ...whole,
    ...found(drafts, true)
      .filter(({ id }) => !known.has(id))
      .toSorted(firstId),
  ]
}

/** Drafts or orders that were made since. Throws `Halt`. */
export async function keyedSince(
  admin: Admin,
  of: typeof DRAFTS | typeof ORDERS,
  sinceMs: number,
  signal: AbortSignal,
): Promise<KeyedRow[]> {
  const rows = new Map<string, KeyedRow>()
  for (let place: TimePlace | null = beginAt(sinceMs); place !== null;) {
    const query = { ...timeQuery('created_at', place, null), fields: KEYED_FIELDS, limit: PAGE }
    const page = (await listRows(admin, of, query, signal)).rows.map(keyed)
    for (const row of page) rows.set(row.id, row)
    place = nextPlace(
      place,
      page.map(({ id, created_at }) => ({ id, atMs: created_at })),
      PAGE,
    )
  }
  return [...rows.values()]
}

/** Ends a draft; gone already is gone. Throws `Halt`. */
export async function dropDraft(admin: Admin, id: string, signal: AbortSignal): Promise<void> {
  const heard = await admin.remove(`/admin/draft-orders/${id}`, signal)
  if (heard.kind === 'refused' && heard.status !== 404) answered(heard)
}

/** Whether an order is ours is never guessed: with one that cannot be read, nothing is known. */
function keyed(row: unknown): KeyedRow {
  const parsed = KeyedRowSchema.safeParse(row)
  if (parsed.success) return parsed.data
  throw silence(`an order without ${parsed.error.issues[0]?.path.join('.') ?? 'shape'}`)
}
