import type { Db } from './open.ts'
import { alwaysWritable, CannotWrite } from './writability.ts'
import type { Writability } from './writability.ts'

/** Runs synchronously in one immediate transaction; what it appended to the change log goes out only after the commit. */
export type Transact = <T>(run: () => T) => T

/** What a transaction tells the change log when it ends. */
export interface CommitListener {
  /** How much was appended so far. */
  mark(): number
  /** The last moment to write what belongs to the transaction as a whole. */
  committing(): void
  committed(): void
  /** What was appended after the mark never happened. */
  rolledBack(to: number): void
}

/** The same, and something else is written down in the last moment as well. */
export const alsoCommitting = (listener: CommitListener, committing: () => void): CommitListener => ({
  ...listener,
  committing() {
    listener.committing()
    committing()
  },
})

/** Runs once everything that arrived together has been looked at. */
export type AtEndOfTurn = (run: () => void) => void

/** The ways to write. */
export interface Commits {
  /**
   * Durable when it returns. Within another transaction it joins it, and within `shared` the shared commit. Throws when `run`
   * returns a promise.
   */
  readonly transact: Transact
  /**
   * Runs one of the things that arrived together. Their transactions share a commit at the end of the turn, a savepoint each;
   * the promise resolves when it is durable. Rejects when `run` throws or the commit fails.
   */
  readonly shared: <T>(run: () => T | Promise<T>) => Promise<T>
  /** Resolves when nothing is uncommitted; until that is heard, the next thing may have arrived. */
  readonly durable: () => Promise<void>
  /** Whether what is read in this instant is durable. */
  readonly isDurable: () => boolean
}

export interface CommitsDeps {
  readonly db: Db
  readonly listener: CommitListener
  readonly writability?: Writability
  readonly atEndOfTurn?: AtEndOfTurn
}

/** Things that share one commit: more would make the first of them wait. */
export const SHARED_MAX = 256

/** Makes the ways to write to one connection. A commit costs a flush of the disk; shared among n things it costs each an nth. */
export function createCommits(deps: CommitsDeps): Commits {
  const { db, writability = alwaysWritable } = deps
  const shared = createSharedCommits(deps, writability)
  const thing = createThing(db, deps.listener)
  let isSharing = false

  const alone = <T>(run: () => T): T => {
    shared.endNow()
    const value = thing.run(run)
    deps.listener.committed()
    return value
  }
  const write = <T>(run: () => T): T => {
    if (!writability.writable()) throw new CannotWrite('the disk takes no more')
    try {
      return isSharing ? shared.join(() => thing.run(run)) : alone(run)
    } catch (error) {
      throw writability.judged(error)
    }
  }
  const callSharing = <T>(run: () => T | Promise<T>): T | Promise<T> => {
    isSharing = true
    try {
      return run()
    } finally {
      isSharing = false
    }
  }
  return {
    transact: (run) => (thing.isRunning() ? run() : write(run)),
    async shared(run) {
      const value = callSharing(run)
      // Also what was only read may stand on what is not committed yet.
      const standsOn = shared.open()
      const settled = await value
      await standsOn
      if (value instanceof Promise) await shared.durable()
      return settled
    },
    durable: shared.durable,
    isDurable: () => shared.open() === undefined,
  }
}

/** One thing, in a transaction of its own or as a part of an open one; everything of it is undone if it throws. */
function createThing(db: Db, listener: CommitListener) {
  // Prepared once: the engine's own wrapper makes its functions anew for every transaction.
  const own = { begin: db.prepare('begin immediate'), keep: db.prepare('commit'), undo: db.prepare('rollback') }
  const part = {
    begin: db.prepare('savepoint thing'),
    keep: db.prepare('release thing'),
    undo: db.prepare('rollback to thing'),
  }
  let isRunning = false
  return {
    isRunning: () => isRunning,
    run<T>(run: () => T): T {
      const isPart = db.inTransaction
      const { begin, keep, undo } = isPart ? part : own
      const mark = listener.mark()
      begin.run()
      isRunning = true
      try {
        const value = run()
        if (value instanceof Promise) throw new TypeError('A transaction ends in the turn in which it begins')
        if (!isPart) listener.committing()
        keep.run()
        return value
      } catch (error) {
        // A full disk may have undone it already.
        if (db.inTransaction) undo.run()
        if (db.inTransaction && isPart) keep.run()
        listener.rolledBack(mark)
        throw error
      } finally {
        isRunning = false
      }
    },
  }
}

/** A commit that several things wait for. */
interface SharedCommit {
  size: number
  readonly ended: Promise<void>
  readonly succeed: () => void
  readonly fail: (error: unknown) => void
}

/** The commit at the end of the turn, and who waits for it. */
function createSharedCommits({ db, listener, atEndOfTurn = setImmediate }: CommitsDeps, writability: Writability) {
  const begin = db.prepare('begin immediate')
  const commit = db.prepare('commit')
  const rollback = db.prepare('rollback')
  let open: SharedCommit | null = null

  const start = (): SharedCommit => {
    begin.run()
    const { promise, resolve, reject } = Promise.withResolvers<undefined>()
    // Whoever waits hears of it; with nobody waiting it is nobody's failure.
    promise.catch(() => undefined)
    const started = { size: 0, ended: promise, succeed: () => resolve(undefined), fail: reject }
    atEndOfTurn(() => end(started))
    return started
  }
  const end = (ending: SharedCommit): void => {
    if (open !== ending) return
    open = null
    // Closing has undone it, and there is nobody left to tell.
    if (!db.open) return ending.fail(new CannotWrite('the database is closed'))
    try {
      // What a full disk has undone already must not be written to by itself.
      if (!db.inTransaction) throw new CannotWrite('the shared transaction was undone')
      listener.committing()
      commit.run()
    } catch (error) {
      if (db.inTransaction) rollback.run()
      listener.rolledBack(0)
      return ending.fail(writability.judged(error))
    }
    listener.committed()
    ending.succeed()
  }
  const endNow = (): void => {
    if (open !== null) end(open)
  }
  return {
    endNow,
    open: () => open?.ended,
    durable: async (): Promise<void> => {
      while (open !== null) await open.ended
    },
    join<T>(run: () => T): T {
      if (open !== null && open.size >= SHARED_MAX) endNow()
      const joined = (open ??= start())
      joined.size += 1
      try {
        return run()
      } catch (error) {
        // A full disk takes the whole transaction with it, and everyone who shared it.
        if (!db.inTransaction) {
          open = null
          listener.rolledBack(0)
          joined.fail(writability.judged(error))
        }
        throw error
      }
    },
  }
}
