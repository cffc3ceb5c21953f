import type { Clock } from '@dangol/domain/time/clock.ts'
import type { LinkState } from '@dangol/protocol/link.ts'
import type { Pause } from '../link/ports.ts'
import type { BreakerState } from './breaker.ts'
import { createSender } from './sender.ts'
import type { Sender, SenderDeps } from './sender.ts'
import type { Upstream } from './upstream.ts'

export interface SendersDeps extends SenderDeps {
  readonly upstream: Upstream
  readonly clock: Clock
  /** Makes sure that nothing waits for a shop that the store is linked to no more; throws when that cannot be written down. */
  readonly otherShop: () => void
}

/** Everything that sends: one sender for each place. */
export interface Senders {
  pump(): Promise<void>
  /** After the commit of whatever is being written; what is rolled back is then simply not found. */
  readonly pumpSoon: () => void
  retryNow(): void
  stop(): Promise<void>
  /** Positions under way. */
  sending(): readonly number[]
  /** Of several places, the one that is left alone the most. */
  breaker(): Pick<LinkState['outbox'], 'breaker' | 'retryAt'>
}

/** The member service goes on while the link to the shop is held: consents, erasures and visits do not wait for it. */
const NEVER: Pause = { isPaused: () => false }

export function createSenders(deps: SendersDeps): Senders {
  const { upstream, timers, log } = deps
  const all = upstream.targets.map((target) =>
    createSender(target, { ...deps, pause: target === upstream.linked ? deps.pause : NEVER }),
  )
  let isStopped = false
  const maySend = (): boolean => {
    try {
      if (!isStopped) deps.otherShop()
      return !isStopped
    } catch (error) {
      // Nothing is sent before it is known where to; the next message, or the line that is back, looks again.
      log.error({ event: 'outbox.failed', err: error })
      return false
    }
  }
  const pump = async (): Promise<void> => {
    if (maySend()) await Promise.all(all.map((sender) => sender.pump()))
  }
  return {
    pump,
    pumpSoon: () => void timers.after(0, () => void pump()),
    retryNow() {
      if (maySend()) for (const sender of all) sender.retryNow()
    },
    async stop() {
      isStopped = true
      await Promise.all(all.map((sender) => sender.stop()))
    },
    sending: () => all.flatMap((sender) => sender.sending()),
    breaker: () => breakerOf(all, deps),
  }
}

const WORSE: readonly BreakerState[] = ['closed', 'half-open', 'open']

function breakerOf(senders: readonly Sender[], { clock, steady }: Pick<SendersDeps, 'clock' | 'steady'>) {
  const all = senders.map(({ breaker }) => ({ breaker: breaker.state(), atMs: breaker.retryAtMs() }))
  const worst = all.toSorted((a, b) => WORSE.indexOf(b.breaker) - WORSE.indexOf(a.breaker))[0]
  const { breaker = 'closed', atMs = null } = worst ?? {}
  return { breaker, retryAt: atMs === null ? null : clock.nowMs() + Math.max(0, atMs - steady.nowMs()) }
}
