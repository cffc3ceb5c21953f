import type { CancelTimer, Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { WanStatus } from '@dangol/protocol/devices.ts'
import type { Put } from '@dangol/protocol/sync.ts'
import type { KioskTopics } from '../ports/devices.ts'
import type { ChangeLog, SnapshotProvider } from '../ports/sync.ts'
import type { ShopLine } from '../shop-port.ts'
import type { Transact } from '../db/transact.ts'
import { CannotWrite } from '../db/writability.ts'

/** An outbox that empties after a week tells the floor a few times a second how much is left, not with every message. */
export const TELL_WAITING_EVERY_MS = 250

export interface StoreLine extends ShopLine {
  readonly snapshot: SnapshotProvider
  /** Told of every call to the shop, whether it got through. */
  heard(isUp: boolean): void
  /** Told inside the transaction that changed what waits. */
  readonly waitingChanged: () => void
  stop(): void
}

export interface ShopLineDeps {
  readonly clock: Clock
  readonly steady: Clock
  readonly timers: Timers
  readonly log: Pick<ChangeLog, 'append'>
  readonly transact: Transact
  readonly kiosks: KioskTopics
  readonly waiting: () => number
}

/**
 * Whether the line to the online shop works, told to the floor and the kiosks when it goes and comes; and how much waits for it, told to
 * the floor alone: that is the trade of everybody else, and nothing for a kiosk (T4).
 */
export function createShopLine(deps: ShopLineDeps): StoreLine {
  const { clock, log, transact, kiosks, waiting } = deps
  let state: WanStatus['state'] = 'unknown'
  let since = clock.nowMs()
  const status = (): WanStatus => ({ state, since, waiting: waiting() })
  const tellFloor = (): void => log.append({ ...CHANGED, topic: 'floor', puts: [putOf(status())] })
  const tellAll = (): void => {
    tellFloor()
    const puts = [putOf({ state, since, waiting: 0 })]
    for (const topic of kiosks.kioskTopics()) log.append({ ...CHANGED, topic, puts })
  }
  const pace = createPace(deps, tellFloor)
  return {
    status,
    // A copy that no change is told to would be stale in silence.
    snapshot(topic) {
      if (topic === 'floor') return [putOf(status())]
      return kiosks.kioskTopics().includes(topic) ? [putOf({ state, since, waiting: 0 })] : []
    },
    heard(isUp) {
      const next = isUp ? 'up' : 'down'
      if (next === state) return
      const before = { state, since }
      state = next
      since = clock.nowMs()
      try {
        transact(tellAll)
      } catch (error) {
        // What could not be told was not heard: the next call says it again.
        ;({ state, since } = before)
        throw error
      }
    },
    waitingChanged: () => pace.changed(),
    stop: () => pace.stop(),
  }
}

const CHANGED = { type: 'wan.changed', commandId: null } as const
const putOf = (value: WanStatus): Put => ({ kind: 'wan', id: 'wan', value })

/** Tells at once what changes rarely; of what changes often the last, in a transaction of its own. */
function createPace({ steady, timers, transact }: ShopLineDeps, tell: () => void) {
  let toldAtMs = Number.NEGATIVE_INFINITY
  let cancel: CancelTimer | null = null
  let isStopped = false
  const tellNow = (): void => {
    toldAtMs = steady.nowMs()
    tell()
  }
  const tellLate = (): void => {
    cancel = null
    try {
      transact(tellNow)
    } catch (error) {
      if (!(error instanceof CannotWrite)) throw error
      cancel = timers.after(TELL_WAITING_EVERY_MS, tellLate)
    }
  }
  return {
    changed(): void {
      if (cancel !== null) return
      const waitMs = toldAtMs + TELL_WAITING_EVERY_MS - steady.nowMs()
      if (waitMs <= 0 || isStopped) tellNow()
      else cancel = timers.after(waitMs, tellLate)
    },
    stop(): void {
      isStopped = true
      cancel?.()
      cancel = null
    },
  }
}
