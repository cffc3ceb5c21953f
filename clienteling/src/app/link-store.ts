import { useLinkStatus } from '@dangol/client/vue.ts'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { useStaffContext } from './staff-context.ts'

/** How often the device says that it lives, which also sets its clock by the store's. Milliseconds. */
export const REPORT_PERIOD_MS = 30_000
const TICK_MS = 1000

/** The line to the store server, and the store's time as this device knows it. */
export const useLinkStore = defineStore('link', () => {
  const { link, clock, timers } = useStaffContext()
  const status = useLinkStatus(link)
  const refusal = shallowRef(link.refusal())
  const screen = ref('start')
  const offsetMs = ref(0)
  const tick = ref(clock.nowMs())

  const report = async (): Promise<void> => {
    const sentAt = clock.nowMs()
    const answer = await link.request('devices:report', {
      version: VERSION,
      screen: screen.value,
      outboxLength: 0,
      sentAt,
    })
    // The answer was made about half-way between asking and hearing it.
    if (answer.ok) offsetMs.value = Math.round(answer.value.at - (sentAt + clock.nowMs()) / 2)
  }

  onScopeDispose(
    link.onStatus((next) => {
      refusal.value = link.refusal()
      if (next === 'online') void report()
    }),
  )
  onScopeDispose(timers.every(TICK_MS, () => (tick.value = clock.nowMs())))
  onScopeDispose(timers.every(REPORT_PERIOD_MS, () => void (status.value === 'online' && report())))

  return {
    status,
    refusal,
    /** The store server's time, renewed each second, so that "waiting 2 min" is the same on every device. */
    nowMs: computed(() => tick.value + offsetMs.value),
    /** Which screen the device shows, for the office; a plain word, never a name. */
    showing: (name: string) => (screen.value = name),
  }
})

const VERSION = '0.1.0'
