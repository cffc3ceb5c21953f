import type { Cutting } from '../ports/sync.ts'
import type { Caller } from './handler.ts'

type Fits = (caller: Caller) => boolean

/** What the features ask of it, and who does it. */
export interface ListenedCutting extends Cutting {
  onCut(listener: { readonly cut: (fits: Fits) => void; readonly hush: (fits: Fits) => void }): void
}

/** `durable` resolves when nothing is uncommitted. Cut for a transaction that failed costs a device a reconnect, and no more. */
export function createCutting(durable: () => Promise<void>): ListenedCutting {
  const listeners: Parameters<ListenedCutting['onCut']>[0][] = []
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
