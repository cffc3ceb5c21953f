import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../db/open.ts'
import type { Transact } from '../db/transact.ts'
import { prepareAttempts } from './attempts.sql.ts'

/** No wait is longer than a quarter of an hour; for twice that after an attempt it is written down that the store lives. */
const IN_FORCE_MS = 30 * 60_000
/** What is older is in no window any more. */
const KEPT_MS = 24 * 60 * 60_000

export interface CarriedLimitsDeps {
  readonly db: Db
  readonly storeTime: Clock
  readonly transact: Transact
  /** Moves what else waits by these instants, in the same transaction. */
  readonly alsoMove: (byMs: number) => void
}

/** Limits on attempts that go on where they were when the server last ran. */
export interface CarriedLimits {
  /** Notes that the store lives as long as a limit may be in force, and drops what is past. */
  tidy(): void
}

/**
 * Attempts are counted by the store's time, which no clock that is set moves while the server runs. Over a restart it may have been
 * set anywhere: so what was left of a wait when the store last lived, to the minute, begins anew at the start. Nothing is forgiven
 * by a clock set forth or by a night in between, and nothing is waited for longer by a clock set back.
 */
export function carryLimits({ db, storeTime, transact, alsoMove }: CarriedLimitsDeps): CarriedLimits {
  const sql = prepareAttempts(db)
  const livedUntil = Math.max(sql.livedUntil(), sql.newest())
  const stoodStillMs = livedUntil === 0 ? 0 : storeTime.nowMs() - livedUntil
  if (stoodStillMs !== 0) {
    transact(() => {
      sql.moveAll(stoodStillMs)
      alsoMove(stoodStillMs)
      sql.setLivedUntil(storeTime.nowMs())
    })
  }
  return {
    tidy() {
      const nowMs = storeTime.nowMs()
      if (sql.newest() < nowMs - IN_FORCE_MS && !sql.isAnyUpTo(nowMs - KEPT_MS)) return
      transact(() => {
        sql.dropUpToOfAll(nowMs - KEPT_MS)
        sql.setLivedUntil(nowMs)
      })
    },
  }
}
