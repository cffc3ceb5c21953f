import type { CancelTimer, Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { Strangers } from '@dangol/protocol/devices.ts'
import type { Put } from '@dangol/protocol/sync.ts'
import type { Transact } from '../../db/transact.ts'
import { CannotWrite } from '../../db/writability.ts'
import type { ChangeLog } from '../../ports/sync.ts'

/** How often the office hears of them, at most: whoever floods must not flood the log too. Milliseconds. */
export const STRANGERS_EVERY_MS = 10_000

/** The longest address there is, with the name of an interface behind it. */
const ADDRESS_MAX = 60

export interface StrangersDeps {
  readonly clock: Clock
  readonly timers: Timers
  readonly transact: Transact
  readonly log: ChangeLog
}

/** Who asked to come in too often and is no device of the house, for the office. In memory: it ends with the server. */
export interface StrangersBook {
  /** Somebody at this address was turned away without a look. */
  turnedAway(address: string): void
  puts(): Put[]
  stop(): void
}

export function createStrangersBook({ clock, timers, transact, log }: StrangersDeps): StrangersBook {
  let seen: Strangers | null = null
  let cancelTelling: CancelTimer | null = null
  let isStopped = false
  const puts = (): Put[] => (seen === null ? [] : [{ kind: 'strangers', id: 'door', value: seen }])
  const tellLater = (): void => {
    if (!isStopped) cancelTelling ??= timers.after(STRANGERS_EVERY_MS, tell)
  }
  const tell = (): void => {
    cancelTelling = null
    try {
      transact(() => log.append({ type: 'strangers.turned-away', commandId: null, topic: 'fleet', puts: puts() }))
    } catch (error) {
      if (!(error instanceof CannotWrite)) throw error
      tellLater()
    }
  }
  return {
    turnedAway(from) {
      seen = { throttled: (seen?.throttled ?? 0) + 1, at: clock.nowMs(), from: from.slice(0, ADDRESS_MAX) }
      tellLater()
    },
    puts,
    stop() {
      isStopped = true
      cancelTelling?.()
    },
  }
}
