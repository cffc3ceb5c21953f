import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Transact } from '../../db/transact.ts'

/** While somebody is being served a recognition must never wait for a page: whichever comes first ends a transaction, and the loop turns. */
export const CHUNK_MAX = 100
const CHUNK_MS = 5
/** With nobody waiting a commit's flush of the disk is shared by more rows, and whoever comes in now still waits less than 20 ms. */
const QUIET_CHUNK_MAX = 2_000
const QUIET_CHUNK_MS = 12
/** However slow the disk, a chunk brings something. */
const WORK_MIN_MS = 1
/** How much one more commit counts in what the next is expected to take. */
const COMMIT_WEIGHT = 0.2

export interface ChunksDeps {
  readonly steady: Clock
  readonly transact: Transact
  /** Devices are asking for something these seconds. */
  readonly isWaited: () => boolean
  /** Inside the transaction of each chunk, after its changes. */
  readonly afterChunk: () => void
}

export interface Work {
  readonly count: number
  one(at: number): void
  /** Inside the transaction of the last chunk, and of none when the work is broken off. */
  last(): void
}

/** Does a page of work in transactions that leave room for shoppers. Rejects with what one of them throws; what is done by then stays done. */
export type Chunks = (work: Work, stopped: AbortSignal) => Promise<void>

export function createChunks({ steady, transact, isWaited, afterChunk }: ChunksDeps): Chunks {
  let commitMs = 0
  const chunk = (work: Work, from: number): number => {
    const isBusy = isWaited()
    const max = isBusy ? CHUNK_MAX : QUIET_CHUNK_MAX
    const beganAt = steady.nowMs()
    const endsAt = beganAt + Math.max(WORK_MIN_MS, (isBusy ? CHUNK_MS : QUIET_CHUNK_MS) - (isBusy ? 0 : commitMs))
    let at = from
    let workedUntil = beganAt
    transact(() => {
      while (at < work.count && at - from < max && workedUntil < endsAt) {
        work.one(at)
        at += 1
        workedUntil = steady.nowMs()
      }
      afterChunk()
      if (at === work.count) work.last()
    })
    commitMs += (steady.nowMs() - workedUntil - commitMs) * COMMIT_WEIGHT
    return at
  }
  return async (work, stopped) => {
    if (work.count === 0) return transact(() => work.last())
    for (let at = 0; at < work.count && !stopped.aborted;) {
      at = chunk(work, at)
      await nextTurn()
    }
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
