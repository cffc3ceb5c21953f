import { onScopeDispose, shallowRef, watch } from 'vue'
import type { ShallowRef } from 'vue'

/**
 * A value that follows another one as soon as the screen has been painted with what that changed. What is heavy to draw, as
 * a picture is, so never keeps a touch waiting for its answer; of several changes in between only the last is drawn.
 */
export function useAfterPaint<T>(source: () => T): Readonly<ShallowRef<T>> {
  const shown = shallowRef(source()) as ShallowRef<T>
  let frame = 0
  let task = 0
  function cancel(): void {
    cancelAnimationFrame(frame)
    clearTimeout(task)
  }
  watch(source, () => {
    cancel()
    // The frame comes before the paint, a task that it asks for comes after.
    frame = requestAnimationFrame(() => {
      task = window.setTimeout(() => (shown.value = source()))
    })
  })
  onScopeDispose(cancel)
  return shown
}
