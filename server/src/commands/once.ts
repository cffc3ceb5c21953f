import type { CommandId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../db/open.ts'
import { createTransact } from '../db/transact.ts'
import type { CommitListener } from '../db/transact.ts'
import { prepareCommands } from './commands.sql.ts'
import { nameOfRunningRequest } from './running-request.ts'

/**
 * Runs a command in one immediate transaction and stores its outcome with its effect, so that a repeated command answers
 * with the first outcome and changes nothing (architecture 4). A refusal is an outcome too and is stored. Live log entries
 * are emitted only after the commit. An outcome that shows something of a shopper says whose visit it is by `shows`: it is
 * kept no longer than that visit lasts.
 */
export type Once = <T extends { ok: boolean }>(
  commandId: CommandId,
  deviceId: DeviceId,
  run: () => T,
  shows?: (outcome: T) => VisitId | null,
) => T

/** A device that lost an acknowledgement asks again within seconds; a day covers one that was off over night. */
export const OUTCOME_AGE_MAX_MS = 24 * 60 * 60_000
/** Bounds the file whatever happens: about a day of 200 devices at one command every 90 seconds. */
const OUTCOMES_MAX = 200_000

/** The same command id came again from another device or for another request: a broken or dishonest caller. */
export class CommandIdReused extends Error {
  override readonly name = 'CommandIdReused'
}

/** Makes `once`. Throws CommandIdReused when an id comes again from another device or for another request. */
export function createOnce(deps: { db: Db; clock: Clock; log: CommitListener }): Once {
  const commands = prepareCommands(deps.db)
  const transact = createTransact(deps.db, deps.log)
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
        // Written by the line below for the same request, so it has the type the caller had then.
        return JSON.parse(before.outcome) as T
      }
      const outcome = run()
      const stored = JSON.stringify(outcome)
      commands.insert.run(commandId, deviceId, request, stored, deps.clock.nowMs(), shows(outcome))
      return outcome
    })
}

/** Drops outcomes past their age, and the oldest beyond the maximum. */
export function createOutcomePurge(deps: { db: Db; clock: Clock }): () => void {
  const commands = prepareCommands(deps.db)
  return () =>
    deps.db
      .transaction(() => {
        commands.dropOlderThan.run(deps.clock.nowMs() - OUTCOME_AGE_MAX_MS)
        commands.dropBeyond.run(OUTCOMES_MAX)
      })
      .immediate()
}
