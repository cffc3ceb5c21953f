import type { Clock } from '@dangol/domain/time/clock.ts'
import type { WanStatus } from '@dangol/protocol/devices.ts'
import type { Topic } from '@dangol/protocol/sync.ts'
import type { ChangeLog, KioskTopics, SnapshotProvider } from '../ports.ts'
import type { ShopLine } from '../shop-port.ts'
import type { Transact } from '../db/transact.ts'

export interface StoreLine extends ShopLine {
  readonly snapshot: SnapshotProvider
  /** Told of every call to the shop, whether it got through. */
  heard(isUp: boolean): void
  /** Told inside the transaction that changed what waits. */
  readonly waitingChanged: () => void
}

/** Whether the line to the online shop works and how much waits for it, told to the floor and the kiosks on change. */
export function createShopLine(deps: {
  clock: Clock
  log: ChangeLog
  transact: Transact
  kiosks: KioskTopics
  waiting: () => number
}): StoreLine {
  const { clock, log, transact, kiosks, waiting } = deps
  let state: WanStatus['state'] = 'unknown'
  let since = clock.nowMs()
  const status = (): WanStatus => ({ state, since, waiting: waiting() })
  const topics = (): readonly Topic[] => ['floor', ...kiosks.kioskTopics()]
  const tell = (): void => {
    const value = status()
    for (const topic of topics()) {
      log.append({ type: 'wan.changed', commandId: null, topic, puts: [{ kind: 'wan', id: 'wan', value }] })
    }
  }
  return {
    status,
    // A copy that no change is told to would be stale in silence.
    snapshot: (topic) => (topics().includes(topic) ? [{ kind: 'wan', id: 'wan', value: status() }] : []),
    heard(isUp) {
      const next = isUp ? 'up' : 'down'
      if (next === state) return
      const before = { state, since }
      state = next
      since = clock.nowMs()
      try {
        transact(tell)
      } catch (error) {
        // What could not be told was not heard: the next call says it again.
        ;({ state, since } = before)
        throw error
      }
    },
    waitingChanged: tell,
  }
}
