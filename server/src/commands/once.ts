import type { CommandId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../db/open.ts'
import type { Transact } from '../db/transact.ts'
import { prepareCommands } from './commands.sql.ts'
import { nameOfRunningRequest } from './running-request.ts'

/**
 * Runs a command in one transaction and stores its outcome with its effect, so that a repeated command answers with the first
 * outcome and changes nothing (C1, C2). A refusal is an outcome too and is stored. An outcome that shows something of a
 * shopper says whose visit it is by `shows`: it is kept no longer than that visit lasts. Throws CommandIdReused and
 * CommandForgotten.
 */
export type Once = <T extends { ok: boolean }>(
  commandId: CommandId,
  deviceId: DeviceId,
  run: () => T,
  shows?: (outcome: T) => VisitId | null,
) => T

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

/** The same command id came again from another device or for another request: a broken or dishonest caller. */
export class CommandIdReused extends Error {
  override readonly name = 'CommandIdReused'
}

/** The command is older than the memory of commands: whether it was done, or with which outcome, nobody can say. */
export class CommandForgotten extends Error {
  override readonly name = 'CommandForgotten'
}

export interface OnceDeps {
  readonly db: Db
  /** Time that never goes back. */
  readonly storeTime: Clock
  readonly transact: Transact
}

/** Makes `once`. */
export function createOnce({ db, storeTime, transact }: OnceDeps): Once {
  const commands = prepareCommands(db)
  return <T extends { ok: boolean }>(
    commandId: CommandId,
    deviceId: DeviceId,
    run: () => T,
    shows: (outcome: T) => VisitId | null = () => null,
  ): T =>
    transact(() => {
      const request = nameOfRunningRequest()
      const before = commands.find.get(commandId)
      if (before !== undefined) {
        if (before.deviceId !== deviceId || before.request !== request) throw new CommandIdReused(commandId)
        if (before.outcome === '') throw new CommandForgotten(commandId)
        // Written by the line below for the same request, so it has the type the caller had then.
        return JSON.parse(before.outcome) as T
      }
      const madeAtMs = timeOf(commandId)
      if (madeAtMs <= commands.horizon()) throw new CommandForgotten(commandId)
      const outcome = run()
      // Never older than its own id says, or what is dropped by age could be taken for new (C3).
      const atMs = Math.max(storeTime.nowMs(), madeAtMs)
      commands.insert.run(commandId, deviceId, request, JSON.stringify(outcome), atMs, shows(outcome))
      return outcome
    })
}

/** Unix milliseconds in the first 48 bits of a UUIDv7. */
const timeOf = (id: CommandId): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

/**
 * Forgets outcomes past their age and beyond their number, and after a week the commands themselves. What was dropped is
 * known by one instant, the horizon: an unknown command made after it was never done.
 */
export function createOutcomePurge({ db, storeTime }: Omit<OnceDeps, 'transact'>): () => void {
  const commands = prepareCommands(db)
  return () => {
    const nowMs = storeTime.nowMs()
    const emptyBefore = Math.max(nowMs - OUTCOME_AGE_MAX_MS, commands.outcomeBeyond.get(OUTCOMES_MAX)?.at ?? 0)
    commands.emptyUpTo.run(emptyBefore, EMPTIED_AT_ONCE)
    const dropUpTo = Math.max(nowMs - COMMAND_AGE_MAX_MS, commands.rowBeyond.get(COMMANDS_MAX)?.at ?? 0)
    db.transaction(() => {
      const newest = commands.newestUpTo.get(dropUpTo)?.at ?? null
      if (newest === null) return
      commands.raiseHorizon.run(newest)
      commands.dropUpTo.run(dropUpTo)
    }).immediate()
  }
}

/** When the newest command was stored; 0 for none. The store's time never starts before it. */
export const newestCommandMs = (db: Db): number => prepareCommands(db).newest.get()?.at ?? 0
