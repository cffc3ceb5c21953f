import { z } from 'zod'
import { RowSchema } from '../documents/list.ts'
import type { ListOptions } from '../documents/list.ts'

/*
 * Vendure pages by offset only, over rows that move meanwhile. A row that leaves shifts all behind it, and the one that came to
 * stand where the next page begins would be left out. So each page begins with the last row of the one before: when something
 * else stands there that belongs behind it, the walk steps back.
 */

export const PlaceSchema = z.strictObject({
  /** Rows before the next page. */
  skip: z.int().nonnegative(),
  /** The last row that was read; null at the beginning. */
  last: z.strictObject({ id: z.string(), at: z.int() }).nullable(),
})
export type Place = z.infer<typeof PlaceSchema>
export const START: Place = { skip: 0, last: null }

export type Order = 'by-id' | 'by-change'

export const sortOf = (order: Order): ListOptions['sort'] & object =>
  order === 'by-id' ? { id: 'ASC' } : { updatedAt: 'ASC', id: 'ASC' }

/** What to ask for next: the row that was last read comes again, to hold on to. */
export const pageAt = ({ skip, last }: Place, limit: number) =>
  last === null ? { skip, take: limit } : { skip: skip - 1, take: limit + 1 }

export interface Step {
  /** Rows that were not read before, and after a step back some that were. */
  readonly rows: readonly unknown[]
  readonly next: Place
  readonly more: boolean
}

/** What a page brings. When the ground moved, it brings nothing and the next page begins further ahead. */
export function stepOn(place: Place, o: { page: readonly unknown[]; limit: number; order: Order }): Step {
  const { page, limit, order } = o
  const { skip, take } = pageAt(place, limit)
  const { last } = place
  const [first] = page
  const isHeld = last === null || skip === 0 || (first !== undefined && standsBefore(first, last, order))
  // Whoever reads again tells again, which costs little; whoever reads on leaves rows out.
  if (!isHeld) return { rows: [], next: { skip: Math.max(1, place.skip - limit), last }, more: true }
  const rows = last === null ? page : page.filter((row) => !isSame(markOf(row), last))
  return { rows, next: { skip: skip + page.length, last: markOf(page.at(-1)) ?? last }, more: page.length >= take }
}

/** Whether a row stands where the walk had got to, or before it: then nothing behind can have slipped past. */
function standsBefore(row: unknown, last: Mark, order: Order): boolean {
  const mark = markOf(row)
  if (mark === null || isSame(mark, last)) return mark !== null
  // Databases count finer than the API tells, so rows of one instant are in no order that we know.
  return order === 'by-change' ? mark.at < last.at : !comesBefore(last.id, mark.id)
}

type Mark = NonNullable<Place['last']>

/** A row that changed since is another one: by time of change it stands elsewhere, and what it says now was not told. */
const isSame = (mark: Mark | null, last: Mark): boolean => mark?.id === last.id && mark.at === last.at

const comesBefore = (a: string, b: string): boolean =>
  /^\d+$/.test(a) && /^\d+$/.test(b) ? BigInt(a) < BigInt(b) : a < b

function markOf(row: unknown): Mark | null {
  const parsed = RowSchema.safeParse(row)
  if (!parsed.success) return null
  const at = Date.parse(parsed.data.updatedAt)
  return { id: parsed.data.id, at: Number.isNaN(at) ? 0 : at }
}
