import type { StoreLink } from '@dangol/client/store-link.ts'
import type { Timers } from '@dangol/domain/time/clock.ts'

/** How long a shopper is made to wait for a store server that seems to be there, before the kiosk goes on by itself. Milliseconds. */
export const PATIENCE_MS = 2_500

/** Waits for the store server only as long as there is hope. */
export interface Patience {
  /** What was waited for; null once the line is not up, the time is out, or nobody stands there any more. */
  readonly soon: <T>(outcome: Promise<T>) => Promise<T | null>
  /** Nobody waits any more: the visit is over. */
  readonly giveUp: () => void
  readonly close: () => void
}

/** Whether the store server can be asked to do something now. */
export const isUp = (link: Pick<StoreLink, 'status'>): boolean => ['online', 'catching-up'].includes(link.status())

export function createPatience(link: Pick<StoreLink, 'status' | 'onStatus'>, timers: Timers): Patience {
  const waiting = new Set<() => void>()
  const giveUp = (): void => [...waiting].forEach((stop) => stop())
  const close = link.onStatus((status) => {
    if (!isUp({ status: () => status })) giveUp()
  })
  return {
    soon<T>(outcome: Promise<T>) {
      if (!isUp(link)) return Promise.resolve(null)
      return new Promise<T | null>((resolve) => {
        const settle = (value: T | null): void => {
          cancel()
          waiting.delete(stop)
          resolve(value)
        }
        const stop = (): void => settle(null)
        const cancel = timers.after(PATIENCE_MS, stop)
        waiting.add(stop)
        void outcome.then(settle)
      })
    },
    giveUp,
    close,
  }
}
