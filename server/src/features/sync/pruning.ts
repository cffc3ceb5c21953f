import type { Db } from '../../db/open.ts'
import type { Epochs } from './epochs.ts'
import { preparePruning } from './log.sql.ts'
import type { prepareLog } from './log.sql.ts'

/** A device that was away longer starts over from a snapshot. */
export const LOG_AGE_MAX_MS = 24 * 60 * 60_000
/** Bounds the file whatever happens; a busy store of 200 devices writes fewer in a day. */
export const LOG_ENTRIES_MAX = 100_000
/** How many entries are dropped in one go, so that none of them makes its command wait. */
const DROPPED_AT_ONCE = 1_000

/** What becomes of old entries, old epochs, and the topics of visits that are over (L6). Runs inside a transaction. */
export interface Pruning {
  /** Whether the entry `seq` is one that makes room first. */
  isDue(seq: number): boolean
  dropBeyond(seq: number): void
  dropOld(nowMs: number): void
}

export function createPruning(db: Db, log: ReturnType<typeof prepareLog>, epochs: Epochs): Pruning {
  const sql = preparePruning(db)
  const drop = (newest: readonly { topic: string; seq: number }[]): void => {
    for (const { topic, seq } of newest) {
      log.dropUpTo.run(topic, seq)
      log.raiseFloor.run(seq, topic)
    }
  }
  const keepNewest = (seq: number, entries: number): void => drop(sql.newestUpTo.all(seq - entries))
  return {
    isDue: (seq) => seq % DROPPED_AT_ONCE === 0,
    dropBeyond: (seq) => keepNewest(seq, LOG_ENTRIES_MAX - DROPPED_AT_ONCE),
    dropOld(nowMs) {
      drop(sql.newestBefore.all(nowMs - LOG_AGE_MAX_MS))
      const newest = sql.newest.get()?.seq ?? null
      if (newest !== null) keepNewest(newest, LOG_ENTRIES_MAX)
      sql.dropVisitTopics.run()
      const oldest = sql.oldest.get()?.seq ?? null
      if (oldest !== null) epochs.prune(oldest - 1)
    },
  }
}
