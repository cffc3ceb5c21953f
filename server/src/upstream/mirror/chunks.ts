import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../../db/open.ts'
import type { Transact } from '../../db/transact.ts'

/** While somebody is being served a recognition must never wait for a page: whichever comes first ends a transaction, and the loop turns. */
export const CHUNK_MAX = 100
const CHUNK_MS = 5
/** With nobody waiting a commit is shared by more rows, and whoever comes in now still waits less than 20 ms. */
const QUIET_CHUNK_MAX = 2_000
const QUIET_CHUNK_MS = 12

export interface ChunksDeps {
  readonly steady: Clock
  readonly transact: Transact
  readonly db: Db
  /** Devices are asking for something these seconds. */
  readonly isWaited: () => boolean
  /** Inside the transaction of each chunk, after its changes. */
  readonly afterChunk: () => void
}

interface Work {
  readonly count: number
  /** It comes again as a whole if the power fails: its commits need not wait for the disk. */
  readonly isRepeatable: boolean
  one(at: number): void
  /** Inside the transaction of the last chunk, and of none when the work is broken off. */
  last(): void
}

/** Does a page of work in transactions that leave room for shoppers. Rejects with what one of them throws; what is done by then stays done. */
export type Chunks = (work: Work, stopped: AbortSignal) => Promise<void>

export function createChunks({ db, steady, transact, isWaited, afterChunk }: ChunksDeps): Chunks {
  const chunk = (work: Work, from: number): number => {
    const [max, ms] = isWaited() ? [CHUNK_MAX, CHUNK_MS] : [QUIET_CHUNK_MAX, QUIET_CHUNK_MS]
    const endsAt = steady.nowMs() + ms
    let at = from
    transact(() => {
      do {
        work.one(at)
        at += 1
      } while (at < work.count && at - from < max && steady.nowMs() < endsAt)
      afterChunk()
      if (at === work.count) work.last()
    })
    return at
  }
  const unhurried = createUnhurried(db, transact)
  return async (work, stopped) => {
    if (work.count === 0) return transact(() => work.last())
    for (let at = 0; at < work.count && !stopped.aborted;) {
      const from = at
      at = work.isRepeatable ? unhurried(() => chunk(work, from)) : chunk(work, from)
      await nextTurn()
    }
  }
}

/**
 * Commits without a flush of the disk. Nothing is torn by it: a power cut takes back whole transactions from the end, with the cursor
 * that each of them stored, and the next commit of anything else flushes these as well.
 */
function createUnhurried(db: Db, transact: Transact): <T>(run: () => T) => T {
  return (run) => {
    // What others share a commit with ends first, flushed as ever: the setting is the connection's.
    transact(() => undefined)
    db.pragma('synchronous = normal')
    try {
      return run()
    } finally {
      db.pragma('synchronous = full')
    }
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
