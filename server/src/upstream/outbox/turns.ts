import type { Clock } from '@dangol/domain/time/clock.ts'

/** Whose turn has not come. */
export interface Turns {
  /** `isAsked`: the shop asked for it, so that a line that is back changes nothing. */
  hold(line: string, forMs: number, isAsked: boolean): void
  /** Lines that are held at this moment. */
  held(): readonly string[]
  /** Nothing waits any more but what the shop asked for. */
  release(): void
}

/** Kept in memory: a start is a new beginning, and the wall clock decides nothing. `wake` is called for when a turn comes. */
export function createTurns(steady: Clock, wake: (afterMs: number) => void): Turns {
  const held = new Map<string, { readonly untilMs: number; readonly isAsked: boolean }>()
  return {
    hold(line, forMs, isAsked) {
      held.set(line, { untilMs: steady.nowMs() + forMs, isAsked })
      wake(forMs)
    },
    held() {
      const nowMs = steady.nowMs()
      for (const [line, { untilMs }] of held) if (untilMs <= nowMs) held.delete(line)
      return [...held.keys()]
    },
    release() {
      for (const [line, { isAsked }] of held) if (!isAsked) held.delete(line)
    },
  }
}
