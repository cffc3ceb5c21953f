import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '@dangol/domain/chance/random.ts'
import { CHANGES } from './change-kinds.ts'
import type { ChangeKind, Retailer } from './change-kinds.ts'

/** What the retailer and its customers did. */
export interface ShopChanges {
  /** Done, by kind; 'no' counts what the shop itself refused, such as shipping what was cancelled. */
  readonly done: ReadonlyMap<ChangeKind, Tally>
  readonly count: () => number
}

interface Tally {
  yes: number
  no: number
  /** The words of the last refusal. */
  why?: string
}

/** Hands that change things in the shop at the same time. */
const AT_ONCE = 2
const PAUSE_MS = [0, 40] as const

/**
 * Changes the shop until there were enough changes, by chance, several at once. A change that breaks off because the shop was killed
 * counts as none and may have been made: what the shop has at the end is what counts.
 */
export function changeShop(o: {
  retailer: Retailer
  random: Random
  changes: number
  /** Resolves while the shop runs. */
  whenUp: () => Promise<void>
  stopped: AbortSignal
}): { readonly over: Promise<void>; readonly changes: ShopChanges } {
  const done = new Map<ChangeKind, Tally>()
  const kinds = Object.entries(CHANGES).flatMap(([kind, { weight }]) =>
    Array.from({ length: weight }, () => kind as ChangeKind),
  )
  const count = (): number => [...done.values()].reduce((sum, { yes }) => sum + yes, 0)
  const hand = async (): Promise<void> => {
    while (count() < o.changes && !o.stopped.aborted) {
      await o.whenUp()
      const kind = o.random.pick(kinds)
      const tally: Tally = done.get(kind) ?? { yes: 0, no: 0 }
      done.set(kind, tally)
      try {
        await CHANGES[kind].make(o.retailer, o.random)
        tally.yes += 1
      } catch (error) {
        tally.no += 1
        tally.why = error instanceof Error ? error.message.slice(0, 160) : 'unknown'
      }
      await pause(o.random.between(...PAUSE_MS))
    }
  }
  const over = Promise.all(Array.from({ length: AT_ONCE }, hand)).then(() => undefined)
  return { over, changes: { done, count } }
}
