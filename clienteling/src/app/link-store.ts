import { useLinkStatus } from '@dangol/client/vue.ts'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useStaffContext } from './staff-context.ts'

/** How often the device says that it lives, which also sets its clock by the store's. Milliseconds. */
export const REPORT_PERIOD_MS = 30_000
const TICK_MS = 1000

/** What this device has still to send, for the office. */
interface Unsent {
  readonly length: number
  /** Store's time. */
  readonly oldest: number | null
}

/** The line to the store server, and the store's time as this device knows it. */
export const useLinkStore = defineStore('link', () => {
  const { link, clock, timers } = useStaffContext()
  const status = useLinkStatus(link)
  const refusal = shallowRef(link.refusal())
  const screen = ref('start')
  const nowMs = ref(link.storeClock.nowMs())
  const asOf = shallowRef<number | null>(null)
  /** What is shown is how things are: also where the store can only be read. */
  const isLive = computed(() => status.value === 'online' || status.value === 'read-only')
  let unsent: () => Unsent = () => ({ length: 0, oldest: null })

  const tick = (): void => void (nowMs.value = link.storeClock.nowMs())
  watch(
    isLive,
    (live, wasLive) => {
      if (live) asOf.value = null
      else if (wasLive) asOf.value = link.storeClock.nowMs()
    },
    { flush: 'sync' },
  )
  const report = async (): Promise<void> => {
    if (!isLive.value) return
    const { length, oldest } = unsent()
    const oldestWaitingMs = oldest === null ? null : Math.max(0, Math.round(link.storeClock.nowMs() - oldest))
    await link.request('devices:report', {
      ...{ version: VERSION, screen: screen.value, outboxLength: length, sentAt: clock.nowMs() },
      // A staff page keeps no copy of anything over a restart, so that none can be damaged.
      self: { ...link.measured(), oldestWaitingMs, startedOver: 0 },
    })
    tick()
  }

  onScopeDispose(
    link.onStatus(() => {
      refusal.value = link.refusal()
      void report()
    }),
  )
  onScopeDispose(timers.every(TICK_MS, tick))
  onScopeDispose(timers.every(REPORT_PERIOD_MS, () => void report()))

  return {
    status,
    refusal,
    /** Whether a command has a chance now; else it waits. */
    isWritable: computed(() => status.value === 'online'),
    /** While the screen is not live: the store's time of what it shows (L7). */
    asOf: computed(() => asOf.value),
    /** The store server's time, renewed each second, so that "waiting 2 min" is the same on every device. */
    nowMs: computed(() => nowMs.value),
    /** Which screen the device shows, for the office; a plain word, never a name. */
    showing: (name: string) => (screen.value = name),
    /** What waits on this device, for the office. */
    countUnsent: (count: () => Unsent) => void (unsent = count),
  }
})

const VERSION = '0.1.0'
