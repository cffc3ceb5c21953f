import type { WaitingCommand } from '@dangol/client/outbox.ts'
import type { CommandId, DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Verdict } from './violation.ts'

/** Rule O2: commands of one aggregate reach the server in the order in which they were made. */
export interface OutboxOrderCheck {
  /** A device keeps a command in its outbox. */
  readonly kept: (device: DeviceId, command: WaitingCommand) => void
  /** A command reaches the server. */
  arrived(device: DeviceId, id: CommandId): void
  /** The device starts, and counts on from what its disk holds. */
  readonly started: (device: DeviceId) => void
}

export function createOutboxOrderCheck(verdict: Verdict): OutboxOrderCheck {
  const kept = new Map<CommandId, WaitingCommand>()
  const arrived = new Set<CommandId>()
  const newest = new Map<string, number>()
  const laneOf = (device: DeviceId, aggregate: string): string => `${device} ${aggregate}`
  return {
    kept: (_device, command) => void kept.set(command.id, command),
    arrived(device, id) {
      const command = kept.get(id)
      if (command === undefined || arrived.has(id)) return
      arrived.add(id)
      const lane = laneOf(device, command.aggregate)
      const before = newest.get(lane) ?? 0
      newest.set(lane, Math.max(before, command.n))
      verdict.expect(
        command.n > before,
        'outbox-in-order',
        () => `${device} sent ${command.request}, the ${command.n}. of ${command.aggregate}, after the ${before}.`,
      )
    },
    started(device) {
      for (const lane of newest.keys()) if (lane.startsWith(`${device} `)) newest.delete(lane)
    },
  }
}
