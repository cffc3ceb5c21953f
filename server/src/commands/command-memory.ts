import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../db/open.ts'
import { prepareCommands } from './commands.sql.ts'

/** A device that lost an acknowledgement asks again within seconds; a day covers one that was off over night. */
export const OUTCOME_AGE_MAX_MS = 24 * 60 * 60_000
/** Outcomes are large, a view of a visit each: about a day of 200 devices at one command every 90 seconds. */
export const OUTCOMES_MAX = 200_000
/** That a command was done is small: a tablet that comes back from a week off does nothing twice. */
export const COMMAND_AGE_MAX_MS = 7 * 24 * 60 * 60_000
/** A week of OUTCOMES_MAX a day; 150 MB at the most. */
export const COMMANDS_MAX = 1_400_000
/** Outcomes emptied in one go, so that nobody waits for the tidying; the next minute takes the next ones. */
const EMPTIED_AT_ONCE = 2_000
/** Counting reads an index from its end; the numbers are bounds for the file, not promises to the minute. */
const COUNT_EVERY_MS = 60 * 60_000

/** What the store still knows of the commands it was given (C3). */
export interface CommandMemory {
  /** Commands made up to this instant may have been dropped; 0 while none was. */
  horizonMs(): number
  /** Forgets outcomes past their age and beyond their number, and after a week the commands themselves. */
  readonly purge: () => void
  /** A command was stored: how late it is is written down before the commit that it is in. */
  stored(): void
  /** The last moment before a commit: writes the store's time once for all commands that share it. */
  readonly committing: () => void
}

/**
 * The memory of commands, bounded. What was dropped is known by one instant, the horizon: an unknown command made after it was
 * never done. `storeTime` never goes back.
 */
export function createCommandMemory({ db, storeTime }: { db: Db; storeTime: Clock }): CommandMemory {
  const sql = prepareCommands(db)
  let horizon = sql.horizon()
  let emptiedUpTo = 0
  let countedAt = Number.NEGATIVE_INFINITY
  let beyond = { outcomes: 0, commands: 0 }
  let isTimeDue = false

  const count = (nowMs: number): void => {
    if (nowMs - countedAt < COUNT_EVERY_MS) return
    countedAt = nowMs
    const atOf = (most: number) => sql.rowBeyond.get(most)?.at ?? 0
    beyond = { outcomes: atOf(OUTCOMES_MAX), commands: atOf(COMMANDS_MAX) }
  }
  const emptyOutcomes = (before: number): void => {
    const rows = sql.withOutcome.all(emptiedUpTo, before, EMPTIED_AT_ONCE)
    for (const { commandId } of rows) sql.empty.run(commandId)
    emptiedUpTo = rows.length < EMPTIED_AT_ONCE ? before : (rows.at(-1)?.at ?? before)
  }
  const dropCommands = (upTo: number): void => {
    const newest = sql.newestUpTo.get(upTo)?.at ?? null
    if (newest === null) return
    const raised = Math.max(newest, horizon)
    sql.setHorizon.run(raised)
    sql.dropUpTo.run(upTo)
    horizon = raised
  }
  return {
    horizonMs: () => horizon,
    stored: () => void (isTimeDue = true),
    committing() {
      if (!isTimeDue) return
      isTimeDue = false
      // The store's own word and no device's: one id from far ahead must not carry the time of the next start with it (W1).
      sql.setTime.run(storeTime.nowMs())
    },
    purge() {
      const nowMs = storeTime.nowMs()
      count(nowMs)
      db.transaction(() => {
        emptyOutcomes(Math.max(nowMs - OUTCOME_AGE_MAX_MS, beyond.outcomes))
        dropCommands(Math.max(nowMs - COMMAND_AGE_MAX_MS, beyond.commands))
      }).immediate()
    },
  }
}

/** The store's time when the newest command was stored; 0 for none. The store's time never starts before it. */
export const newestCommandMs = (db: Db): number => prepareCommands(db).lastTime()
