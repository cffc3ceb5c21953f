import { onScopeDispose, shallowRef, watch } from 'vue'
import type { ShallowRef } from 'vue'

/** What waits for the screen to be painted, in the order in which it was asked for. */
const waiting = new Set<() => void>()
let frame = 0
let task = 0

/**
 * Does something now and after every change of `source`, as soon as the screen has been painted with what that changed: so
 * nothing heavy keeps a touch waiting for its answer. Of several changes in between only the last is followed.
 */
export function afterPaintOf<T>(source: () => T, act: (value: T) => void): void {
  const run = () => act(source())
  watch(source, () => queue(run), { immediate: true })
  onScopeDispose(() => void waiting.delete(run))
}

/** A value that follows another one after the paint; until the first it is null, or the value itself where that is `known` at once. */
export function useAfterPaint<T>(source: () => T, from: 'known'): Readonly<ShallowRef<T>>
export function useAfterPaint<T>(source: () => T): Readonly<ShallowRef<T | null>>
export function useAfterPaint<T>(source: () => T, from?: 'known'): Readonly<ShallowRef<T | null>> {
  const shown: ShallowRef<T | null> = shallowRef(from === 'known' ? source() : null)
  afterPaintOf(source, (value) => (shown.value = value))
  return shown
}

/** A touch comes before whatever an earlier one left to do: that waits for the paint of the new answer too. */
function queue(run: () => void): void {
  waiting.add(run)
  if (frame !== 0) return
  clearTimeout(task)
  // The frame comes before the paint, a task that it asks for comes after.
  frame = requestAnimationFrame(() => {
    frame = 0
    task = window.setTimeout(runNext)
  })
}

/** One at a time, so that a finger that comes down meanwhile waits for one of them at most. */
function runNext(): void {
  const [run] = waiting
  if (run === undefined) return
  waiting.delete(run)
  task = window.setTimeout(runNext)
  run()
}
