import { onBeforeUnmount, onMounted } from 'vue'

/** Runs `start` while the part is on the page and the page can be seen, `stop` as soon as either is over. */
export function useShown({ start, stop }: { start: () => void; stop: () => void }): void {
  const look = (): void => (document.hidden ? stop() : start())
  onMounted(() => {
    document.addEventListener('visibilitychange', look)
    look()
  })
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', look)
    stop()
  })
}
