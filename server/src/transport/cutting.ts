import type { Caller } from './handler.ts'

type Fits = (caller: Caller) => boolean

/** Ends the connections of those whose right to be there is over; they may come again, as whoever they are by then. */
export interface Cutting {
  /** Called inside the transaction that ended the right; the connections end as soon as that is durable. */
  cut(fits: Fits): void
  /** Just so they stop hearing what they may no longer read, on a connection that stays for an answer yet to come. */
  hush(fits: Fits): void
  onCut(listener: { readonly cut: (fits: Fits) => void; readonly hush: (fits: Fits) => void }): void
}

/** `durable` resolves when nothing is uncommitted. Cut for a transaction that failed costs a device a reconnect, and no more. */
export function createCutting(durable: () => Promise<void>): Cutting {
  const listeners: Parameters<Cutting['onCut']>[0][] = []
  const tell = (what: 'cut' | 'hush', fits: Fits): void =>
    void durable().then(() => {
      for (const listener of listeners) listener[what](fits)
    })
  return {
    cut: (fits) => tell('cut', fits),
    hush: (fits) => tell('hush', fits),
    onCut: (listener) => void listeners.push(listener),
  }
}
