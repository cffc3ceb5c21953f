import type { Db } from '../../db/open.ts'
import { prepareEpochs } from './epochs.sql.ts'

/** Starts remembered; a device that was away over more of them takes a snapshot. */
export const EPOCHS_MAX = 1_000

/** The server's lives, as far as cursors of them may still come (L2). */
export interface Epochs {
  /** The present one. */
  readonly id: string
  /** Last seq that this history has of an epoch; null for one that it does not know. */
  readonly lastSeqOf: (epoch: string) => number | null
  /** Writes the present epoch down, inside the transaction of an entry; needed once if it failed at the start. */
  record(): void
  /** Forgets epochs that ended with what the log no longer holds, `droppedUpTo` included. */
  prune(droppedUpTo: number): void
}

/** Begins an epoch named `id`. */
export function startEpoch(db: Db, id: string): Epochs {
  const sql = prepareEpochs(db)
  const firstSeq = sql.lastSeq() + 1
  const record = () => void sql.insert.run(id, firstSeq)
  const earlier = sql.all.all()
  const lastSeqs = new Map(earlier.map((epoch, at) => [epoch.id, (earlier[at + 1]?.firstSeq ?? firstSeq) - 1]))
  // Its own end is not known yet; the head of each topic bounds it.
  lastSeqs.set(id, Number.MAX_SAFE_INTEGER)
  try {
    record()
    sql.dropBeyond.run(EPOCHS_MAX)
  } catch {
    // A store may start on a full disk. Its epoch is written with the first entry; until then there is nothing to be behind of.
  }
  return {
    id,
    lastSeqOf: (epoch) => lastSeqs.get(epoch) ?? null,
    record,
    prune: (droppedUpTo) => void sql.dropEndedBy.run(droppedUpTo),
  }
}
