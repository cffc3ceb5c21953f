import { setTimeout as pause } from 'node:timers/promises'
import type { StoreLink } from '@dangol/client/store-link.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import type { Random } from '@dangol/domain/chance/random.ts'
import type { CommandId } from '@dangol/domain/ids/ids.ts'
import type { Answer, Input } from '@dangol/protocol/requests.ts'
import { isOutcome } from './ledger.ts'
import type { Command, CommandName, Ledger } from './ledger.ts'

/** Pause before a command that was put off is sent again. Milliseconds. */
const AGAIN_AFTER_MS = 120

interface DeviceOptions {
  readonly id: string
  readonly kind: 'kiosk' | 'tablet'
  readonly link: StoreLink
  readonly ledger: Ledger
  readonly random: Random
  /** Ends the sending, also of what has no outcome yet. */
  readonly givenUp: AbortSignal
}

/** One device that makes commands and keeps sending each, with its own id, until it has its outcome. */
export interface Device extends Omit<DeviceOptions, 'ledger' | 'givenUp'> {
  /** Resolves with the outcome; null when the round was given up before there was one. */
  issue<N extends CommandName>(request: N, input: Omit<Input<N>, 'commandId'>): Promise<Answer<N> | null>
}

export function createDevice(options: DeviceOptions): Device {
  const { id, link, ledger, givenUp } = options
  return {
    ...options,
    async issue<N extends CommandName>(request: N, rest: Omit<Input<N>, 'commandId'>) {
      const commandId = systemIds.next<CommandId>()
      // Every command's input is its own fields and this id; the compiler cannot add a field to an open union.
      const input = { ...rest, commandId } as unknown as Input<N>
      const command = { id: commandId, device: id, request, input, outcome: null as Answer<N> | null }
      // A command of one name is one of the union; TypeScript cannot see that through the name held in a variable.
      ledger.record(command as unknown as Command)
      while (!givenUp.aborted) {
        const answer = await link.request(request, input)
        if (isOutcome(answer)) {
          command.outcome = answer
          return answer
        }
        if (!answer.ok) ledger.countPutOff(answer.error.code)
        await pause(AGAIN_AFTER_MS)
      }
      return null
    },
  }
}
