import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../db/open.ts'
import { prepareAttempts } from './attempts.sql.ts'

/** Tries that are counted only when they were wrong, kept in the database: a restart grants no new ones. */
export interface Tries {
  /** How many are left to somebody; 0 also when everybody together had too many. */
  left(who: string): number
  /** When the first of somebody's tries is forgotten, so that they have one again; null when they have none to forget. */
  againAt(who: string): number | null
  /** Notes one; belongs into the transaction of what it was for. */
  note(who: string): void
}

export interface TriesDeps {
  readonly db: Db
  /** Time that never goes back. */
  readonly clock: Clock
  readonly what: string
  /** In any window, of one. */
  readonly most: number
  /** In any window, of all together: who has many addresses has no more tries for it. */
  readonly mostOfAll: number
  readonly windowMs: number
}

/** Counts what was tried within the window. At most `mostOfAll` rows are kept. */
export function createTries({ db, clock, what, most, mostOfAll, windowMs }: TriesDeps): Tries {
  const sql = prepareAttempts(db)
  const since = () => clock.nowMs() - windowMs
  return {
    left(who) {
      const ofAll = sql.countOfAllSince.get(what, since())?.times ?? 0
      const own = sql.countSince.get(what, who, since())?.times ?? 0
      return ofAll >= mostOfAll ? 0 : Math.max(most - own, 0)
    },
    againAt(who) {
      const first = sql.firstSince.get(what, who, since())?.at ?? null
      return first === null ? null : first + windowMs
    },
    note(who) {
      sql.dropAllUpTo.run(what, since())
      sql.add.run(what, who, clock.nowMs())
    },
  }
}
