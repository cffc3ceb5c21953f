import type { CancelTimer, Timers } from '@dangol/domain/time/clock.ts'
import type { Logger } from '../../platform/log.ts'
import type { CommerceConnector } from '../connector.ts'
import type { Pause } from './ports.ts'

/** A draft that is left in the shop is in nobody's way for a minute. */
export const TIDY_SHOP_EVERY_MS = 60_000
const DEADLINE_MS = 15_000

export interface LeftDraftsDeps {
  readonly timers: Timers
  /** Null where the shop is the embedded one, in which nothing can be left half done. */
  readonly connector: Pick<CommerceConnector, 'tidy'> | null
  readonly pause: Pause
  readonly log: Logger
}

/**
 * Has the shop cleared, now and then, of what a write that was broken off has left there (U1). What could not be cleared is looked at
 * again the next time.
 */
export function createLeftDrafts({ timers, connector, pause, log }: LeftDraftsDeps): {
  start(): void
  /** Waits for what is under way. */
  stop(): Promise<void>
} {
  let cancel: CancelTimer = () => undefined
  let running: Promise<void> = Promise.resolve()
  const stopping = new AbortController()

  const clear = async (from: Pick<CommerceConnector, 'tidy'>): Promise<void> => {
    if (pause.isPaused()) return
    const answer = await from.tidy(AbortSignal.any([stopping.signal, AbortSignal.timeout(DEADLINE_MS)]))
    if (answer.kind === 'answered' && answer.value > 0) log.info({ event: 'link.tidied', drafts: answer.value })
  }
  const wait = (from: Pick<CommerceConnector, 'tidy'>): void => {
    cancel = timers.after(TIDY_SHOP_EVERY_MS, () => {
      running = clear(from)
        .catch((error: unknown) => log.error({ event: 'link.tidy-failed', err: error }))
        .finally(() => {
          if (!stopping.signal.aborted) wait(from)
        })
    })
  }

  return {
    start: () => {
      if (connector !== null) wait(connector)
    },
    async stop() {
      stopping.abort()
      cancel()
      await running
    },
  }
}
