import type { CommandId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../db/open.ts'
import type { Transact } from '../db/transact.ts'
import type { CommandMemory } from './command-memory.ts'
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
  readonly memory: Pick<CommandMemory, 'horizonMs' | 'stored'>
}

/** Makes `once`. */
export function createOnce({ db, storeTime, transact, memory }: OnceDeps): Once {
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
      if (madeAtMs <= memory.horizonMs()) throw new CommandForgotten(commandId)
      const outcome = run()
      // Never older than its own id says, or what is dropped by age could be taken for new (C3).
      const atMs = Math.max(storeTime.nowMs(), madeAtMs)
      commands.insert.run(commandId, deviceId, request, JSON.stringify(outcome), atMs, shows(outcome))
      memory.stored()
      return outcome
    })
}

/** Unix milliseconds in the first 48 bits of a UUIDv7. */
const timeOf = (id: CommandId): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
