import type { CancelTimer, Timers } from '@dangol/domain/time/clock.ts'
import Database from 'better-sqlite3'
import type { Logger } from '../platform/log.ts'
import type { Db } from './open.ts'
import { prepareProbe } from './probe.sql.ts'

/** How often a store that cannot write tries whether it can again. Milliseconds. */
export const PROBE_EVERY_MS = 2_000

/** Nothing can be written now; nothing of what was asked was done. */
export class CannotWrite extends Error {
  override readonly name = 'CannotWrite'
}

/** Whether the store can write at all: a full or read-only disk stops writing, not looking (D2). */
export interface Writability {
  writable(): boolean
  /** Calls back after every change; returns how to stop. */
  onChange(listener: (writable: boolean) => void): () => void
  /** Lets an error of the engine pass as what it means; one that means a full or read-only disk stops writing. */
  judged(error: unknown): unknown
  /** Runs what nobody waits for: with a full disk it is left for later, and never takes the process with it. */
  whenItCan(run: () => void): void
  readonly close: () => void
}

export interface WritabilityDeps {
  readonly db: Db
  readonly timers: Timers
  readonly log: Logger
  /** The disk did not do what it was told; does not return where a process can end. */
  readonly onBroken?: ((error: unknown) => void) | undefined
}

/** Watches writes fail, and tries by itself when they work again. */
export function createWritability(o: WritabilityDeps): Writability {
  const listeners = new Set<(writable: boolean) => void>()
  let writable = true
  let cancel: CancelTimer = () => undefined

  const become = (next: boolean): void => {
    if (writable === next) return
    writable = next
    o.log.warn({ event: next ? 'store.writable' : 'store.read-only' })
    if (next) cancel()
    else cancel = o.timers.every(PROBE_EVERY_MS, () => become(probes(o.db)))
    for (const listener of [...listeners]) listener(next)
  }
  const judged = (error: unknown): unknown => {
    if (isBroken(error)) o.onBroken?.(error)
    if (!isRefusedByDisk(error)) return error
    become(false)
    return new CannotWrite('the disk takes no more', { cause: error })
  }
  return {
    writable: () => writable,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    judged,
    whenItCan(run) {
      if (!writable) return
      try {
        run()
      } catch (error) {
        o.log.error({ event: 'write.failed', err: judged(error) })
      }
    },
    close: () => cancel(),
  }
}

/** Runs it once: now or, with a full disk, as soon as that takes something again. */
export function asSoonAsItCan(writability: Writability, run: () => void): void {
  const stop = writability.onChange(() => attempt())
  const attempt = (): void =>
    writability.whenItCan(() => {
      run()
      stop()
    })
  attempt()
}

/** Writes as much as a busy turn does, durably, and takes it back. */
function probes(db: Db): boolean {
  if (db.inTransaction) return false
  try {
    prepareProbe(db).run()
    return true
  } catch {
    return false
  }
}

/** Where no disk says no: what an in-memory test or tool needs. */
export const alwaysWritable: Writability = {
  writable: () => true,
  onChange: () => () => undefined,
  judged: (error) => error,
  whenItCan: (run) => run(),
  close: () => undefined,
}

/** A failed flush is none of these: what is on the disk then is anybody's guess, and the process must not go on. */
const REFUSED = /^SQLITE_(FULL|READONLY|IOERR_WRITE|IOERR_SHMSIZE|CANTOPEN)/

const isRefusedByDisk = (error: unknown): boolean => error instanceof Database.SqliteError && REFUSED.test(error.code)

/** Only a restart, which reads what is really on the disk, may go on from here. */
const isBroken = (error: unknown): boolean =>
  error instanceof Database.SqliteError &&
  /^SQLITE_(IOERR_(FSYNC|DIR_FSYNC|TRUNCATE|READ)|CORRUPT|NOTADB)/.test(error.code)
