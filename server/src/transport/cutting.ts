import type { Caller } from './handler.ts'

/** Ends the connections of those whose right to be there is over; they may come again, as whoever they are by then. */
export interface Cutting {
  /** Called inside the transaction that ended the right; the connections end as soon as that is durable. */
  cut(fits: (caller: Caller) => boolean): void
  onCut(listener: (fits: (caller: Caller) => boolean) => void): void
}

/** `durable` resolves when nothing is uncommitted. Cut for a transaction that failed costs a device a reconnect, and no more. */
export function createCutting(durable: () => Promise<void>): Cutting {
  const listeners: ((fits: (caller: Caller) => boolean) => void)[] = []
  return {
    cut: (fits) =>
      void durable().then(() => {
        for (const listener of listeners) listener(fits)
      }),
    onCut: (listener) => void listeners.push(listener),
  }
}
