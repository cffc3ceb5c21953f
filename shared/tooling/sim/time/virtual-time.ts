import type { CancelTimer, Clock } from '@dangol/domain/time/clock.ts'

/** The one time of a simulated shop: nothing happens but what is due next. */
export interface VirtualTime extends Clock {
  /** Milliseconds since the start of the simulation. */
  readonly elapsedMs: () => number
  /** A night in which every machine is off: the time of day goes on, and nothing happens. */
  skip(ms: number): void
  after(delayMs: number, run: () => void): CancelTimer
  /** Goes to the next thing that is due by `untilMs` and does it; false when there is none, and then it is `untilMs`. */
  step(untilMs: number): boolean
}

interface Due {
  readonly atMs: number
  /** Things due at one instant happen in the order in which they were asked for. */
  readonly serial: number
  run: (() => void) | null
}

/** A Saturday noon in Seoul. */
const START_MS = Date.UTC(2026, 10, 21, 3, 0, 0)

/** Time that stands still between two things that happen. */
export function createVirtualTime(): VirtualTime {
  const heap: Due[] = []
  let nowMs = 0
  let skippedMs = 0
  let serial = 0
  return {
    nowMs: () => START_MS + skippedMs + nowMs,
    elapsedMs: () => nowMs,
    skip: (ms) => void (skippedMs += ms),
    after(delayMs, run) {
      const due: Due = { atMs: nowMs + Math.max(0, delayMs), serial: serial++, run }
      push(heap, due)
      return () => void (due.run = null)
    },
    step(untilMs) {
      for (let next = heap[0]; next !== undefined && next.atMs <= untilMs; next = heap[0]) {
        pop(heap)
        if (next.run === null) continue
        nowMs = next.atMs
        next.run()
        return true
      }
      nowMs = Math.max(nowMs, untilMs)
      return false
    },
  }
}

const isBefore = (a: Due, b: Due): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.serial < b.serial)

function push(heap: Due[], due: Due): void {
  let at = heap.push(due) - 1
  while (at > 0) {
    const parent = (at - 1) >> 1
    const above = heap[parent]
    if (above === undefined || !isBefore(due, above)) break
    heap[at] = above
    at = parent
  }
  heap[at] = due
}

function pop(heap: Due[]): void {
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return
  let at = 0
  for (;;) {
    const left = heap[2 * at + 1]
    if (left === undefined) break
    const right = heap[2 * at + 2]
    const isRight = right !== undefined && isBefore(right, left)
    const child = isRight ? right : left
    if (!isBefore(child, last)) break
    heap[at] = child
    at = 2 * at + (isRight ? 2 : 1)
  }
  heap[at] = last
}
