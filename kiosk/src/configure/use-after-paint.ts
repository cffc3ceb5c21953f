import { onScopeDispose, shallowRef, watch } from 'vue'
import type { ShallowRef } from 'vue'

/**
 * Does something now and after every change of `source`, as soon as the screen has been painted with what that changed: so
 * nothing heavy keeps a touch waiting for its answer. Of several changes in between only the last is followed.
 */
export function afterPaintOf<T>(source: () => T, act: (value: T) => void): void {
  let frame = 0
  let task = 0
  function cancel(): void {
    cancelAnimationFrame(frame)
    clearTimeout(task)
  }
  watch(
    source,
    () => {
      cancel()
      // The frame comes before the paint, a task that it asks for comes after.
      frame = requestAnimationFrame(() => {
        task = window.setTimeout(() => act(source()))
      })
    },
    { immediate: true },
  )
  onScopeDispose(cancel)
}

/** A value that follows another one after the paint; null until the first. */
export function useAfterPaint<T>(source: () => T): Readonly<ShallowRef<T | null>> {
  const shown: ShallowRef<T | null> = shallowRef(null)
  afterPaintOf(source, (value) => (shown.value = value))
  return shown
}
