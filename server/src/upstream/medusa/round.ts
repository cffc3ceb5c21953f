import { z } from 'zod'

/*
 * Lists that know neither a useful stamp nor "after this id" are read by offset. A row that is deleted meanwhile would make another
 * be skipped: each page begins with the last row of the one before, and where that is no longer there, the round begins again.
 */

export const RoundPlaceSchema = z.strictObject({ offset: z.int().nonnegative(), lastId: z.string().nullable() })
export type RoundPlace = z.infer<typeof RoundPlaceSchema>

export const ROUND_BEGIN: RoundPlace = { offset: 0, lastId: null }

export const roundQuery = ({ offset }: RoundPlace, limit: number): Record<string, string | number> =>
  offset === 0 ? { offset: 0, limit, order: 'id' } : { offset: offset - 1, limit: limit + 1, order: 'id' }

/** Where to go on after a page, and whether the round is over: not when the list has moved, for then it begins again. */
export function nextInRound(
  place: RoundPlace,
  ids: readonly string[],
  limit: number,
  total: number,
): { readonly place: RoundPlace; readonly isOver: boolean } {
  const isMoved = place.offset > 0 && ids[0] !== place.lastId
  if (isMoved) return { place: ROUND_BEGIN, isOver: false }
  const read = place.offset + limit
  const lastId = ids.at(-1)
  if (lastId === undefined || read >= total) return { place: ROUND_BEGIN, isOver: true }
  return { place: { offset: read, lastId }, isOver: false }
}
