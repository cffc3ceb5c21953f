import type { Timers } from '@dangol/domain/time/clock.ts'
import type { Feed, FeedState } from '@dangol/protocol/link.ts'
import { createCompare } from './compare.ts'
import type { CompareDeps } from './compare.ts'
import { createFollow, createReadAgain } from './follow.ts'
import { createLoad } from './load.ts'
import { createLoop } from './loop.ts'
import { createReading } from './reading.ts'
import type { Job, Reading, ReadingDeps } from './reading.ts'

export interface FeedWorkerDeps extends ReadingDeps, CompareDeps {
  readonly timers: Timers
  readonly asideCount: () => number
  /** What this feed's rows are judged by is there. */
  readonly mayLoad: () => boolean
  readonly onLoaded: () => void
}

/** Keeps one feed of one source in step, one reading after the other: no answer is taken in after a newer one. */
export interface FeedWorker {
  readonly feed: Feed
  start(): void
  /** One reading; true while there is more to do at once. Never rejects. */
  step(): Promise<boolean>
  /** There is something to do before the next turn comes. */
  nudge(): void
  compareSoon(): void
  state(): FeedState
  stop(): Promise<void>
}

export function createFeedWorker(deps: FeedWorkerDeps): FeedWorker {
  const { source, feed, patience, log } = deps
  const reading = createReading(deps)
  const jobs = createJobs(reading, deps)
  const doJob = async (pick: () => Job | null): Promise<boolean> => {
    try {
      if (reading.stopped.aborted || deps.pause.isPaused() || patience.waitMs() > 0) return false
      const job = pick()
      jobs.dropAhead(job)
      return job !== null && (await job()) && jobs.next() !== null
    } catch (error) {
      // A page that cannot be applied is tried again; the store goes on with what it has.
      jobs.breakOff()
      log.error({ event: 'mirror.failed', source, feed, err: error })
      return false
    }
  }
  let running: Promise<unknown> = Promise.resolve()
  const inTurn = (pick: () => Job | null): Promise<boolean> => {
    const next = running.then(() => doJob(pick))
    running = next
    return next
  }
  const loop = createLoop({
    timers: deps.timers,
    pauseMs: () => (patience.waitMs() > 0 ? patience.waitMs() : deps.pollMs),
    async round() {
      jobs.askForChanges()
      while (await inTurn(jobs.next));
    },
  })
  return {
    feed,
    start: loop.start,
    step: () => inTurn(() => jobs.next() ?? jobs.anyway()),
    nudge: loop.nudge,
    compareSoon() {
      jobs.compareSoon()
      loop.nudge()
    },
    state: () => stateOf(reading, deps.asideCount()),
    async stop() {
      loop.stop()
      reading.stop()
      await Promise.all([running, loop.idle()])
    },
  }
}

interface Jobs {
  /** What is due, the most urgent first; null when nothing is. */
  readonly next: () => Job | null
  /** Asked with nothing due: whoever asks wants to know what is new. */
  anyway(): Job | null
  /** What was asked for ahead is old as soon as something else was read. */
  dropAhead(job: Job | null): void
  breakOff(): void
  askForChanges(): void
  compareSoon(): void
}

function createJobs(reading: Reading, deps: FeedWorkerDeps): Jobs {
  const { feed, row } = reading
  const tellsChanges = reading.reliability !== 'none'
  const load = createLoad(reading, deps.onLoaded)
  const follow = createFollow(reading)
  const again = createReadAgain(reading)
  const compare = createCompare(reading, deps)
  /** Taken before the load, so that nothing is missed that changes during it. */
  const takeCursor: Job = async () => {
    await follow.changes()
    return row().cursor !== null
  }
  return {
    next() {
      if (feed === 'log') return follow.areChangesDue() ? follow.changes : null
      if (again.isRecordDue()) return again.records
      const { isLoaded, cursor } = row()
      if (isLoaded === 0 && !deps.mayLoad()) return null
      if (isLoaded === 0) return cursor === null && tellsChanges ? takeCursor : load.step
      if (again.isCustomerDue()) return again.customer
      if (follow.areChangesDue()) return follow.changes
      if (follow.isSweepDue()) return follow.sweep
      return compare.isDue() ? compare.step : null
    },
    anyway: () => ((feed === 'log' || row().isLoaded === 1) && tellsChanges ? follow.changes : null),
    dropAhead(job) {
      if (job !== load.step) load.dropAhead()
    },
    breakOff: compare.breakOff,
    askForChanges: follow.askForChanges,
    compareSoon: compare.soon,
  }
}

function stateOf(reading: Reading, setAside: number): FeedState {
  const { source, feed, reliability } = reading
  const { isLoaded, loaded, total, readAt, changedAt, currentAt, comparedAt, ...row } = reading.row()
  const error = reading.error()
  const hasBegun = row.cursor !== null || loaded > 0
  const isCurrent = feed === 'log' ? currentAt !== null : isLoaded === 1
  return {
    ...{ source, feed, reliability, loaded, total, readAt, changedAt, error, setAside },
    state: error !== null ? 'failing' : isCurrent ? 'current' : hasBegun ? 'loading' : 'waiting',
    compared:
      comparedAt === null ? null : { at: comparedAt, rows: row.comparedRows ?? 0, mended: row.comparedMended ?? 0 },
  }
}
