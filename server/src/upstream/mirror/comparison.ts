import type { Feed } from '@dangol/protocol/link.ts'
import type { FeedPage } from '../connector.ts'
import type { MirroredSql, prepareSeen } from './mirrored.sql.ts'

/** Known records looked at in one step, in search of those the shop no longer has. */
const LOOK_AT = 500
/** A record that was not there is gone once another whole scan has not met it either. */
const ABSENCES = 2

/** A whole scan of one feed against what is booked. */
export interface Comparison {
  /** Where the scan goes on; null at its beginning. */
  readonly after: string | null
  readonly rows: number
  readonly mended: number
  /** A page of the scan was applied, with so much news. */
  scanned(page: FeedPage, mended: number): void
  /** The shop told of these by another way meanwhile. */
  met(page: Pick<FeedPage, 'told' | 'unusable'>): void
  /** The scan is through: the next known records that it did not meet; null when all were looked at. Inside a transaction. */
  absent(): readonly string[] | null
  /** Some were absent for the first time: another scan tells whether they are gone. */
  readonly hasDoubts: boolean
  goneToo(): void
}

/** Begins a comparison. What an interrupted one had met does not count: only a scan that was read to its end says who is absent. */
export function beginComparison(feed: Feed, rows: MirroredSql, seen: ReturnType<typeof prepareSeen>): Comparison {
  seen.clear(feed)
  let after: string | null = null
  let lookedUntil = ''
  let [count, mended, hasDoubts] = [0, 0, false]
  const met: Comparison['met'] = (page) => {
    for (const { id } of page.told) seen.add(feed, id)
    for (const { id } of page.unusable) seen.add(feed, id)
  }
  return {
    get after() {
      return after
    },
    get rows() {
      return count
    },
    get mended() {
      return mended
    },
    get hasDoubts() {
      return hasDoubts
    },
    met,
    goneToo: () => void (mended += 1),
    scanned(page, news) {
      met(page)
      count += page.told.length + page.unusable.length
      mended += news
      after = page.cursor
    },
    absent() {
      const known = seen.next(feed, lookedUntil, LOOK_AT)
      const last = known.at(-1)
      if (last === undefined) return null
      lookedUntil = last.id
      const gone: string[] = []
      for (const { id, missing, isSeen } of known) {
        if (isSeen === 1) {
          if (missing > 0) rows.setMissing(feed, id, 0)
          continue
        }
        if (missing + 1 >= ABSENCES) gone.push(id)
        else {
          rows.setMissing(feed, id, missing + 1)
          hasDoubts = true
        }
      }
      return gone
    },
  }
}
