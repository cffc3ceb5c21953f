import { computed, shallowRef } from 'vue'
import { useLinkStore } from '../link-store.ts'
import { refusalKey, useText } from '../text.ts'
import type { Refused } from '../text.ts'

/** What became of a PIN: it was right, or why it was not taken, as the store or this page puts it. */
export type PinOutcome = { ok: true } | { ok: false; error: Refused | { readonly text: string } }

type Problem = Extract<PinOutcome, { ok: false }>['error']
/** Tries a PIN for whatever it was asked for. */
export type Attempt = (pin: string) => Promise<PinOutcome>

/** One PIN at a time is tried; a wrong one says so, and one too many says for how long, and whom to ask. */
export function usePinTry(attempt: Attempt) {
  const { t } = useText()
  const link = useLinkStore()
  const underWay = shallowRef(false)
  const problem = shallowRef<Problem | null>(null)
  const isOffline = computed(() => link.status === 'offline')
  const locked = computed(() => lockOf(problem.value, link.nowMs))
  const span = (ms: number): string => {
    const seconds = Math.ceil(ms / 1000)
    return seconds < 60
      ? t('pin.seconds', { n: seconds })
      : t('pin.minutes', { n: Math.floor(seconds / 60), s: seconds % 60 })
  }
  /** In words; a lock that has run out is none any more. */
  const said = computed(() => {
    const why = problem.value
    if (why === null) return null
    if ('text' in why) return why.text
    if (why.code === 'wrong-pin') return t('pin.wrong')
    if (why.code !== 'locked') return t(refusalKey(why.code))
    if (locked.value === null) return null
    if (locked.value === 'person') return t('pin.lockedByPerson')
    return `${t('pin.lockedFor', { time: span(locked.value) })} ${t('pin.lockedAsk')}`
  })

  return {
    underWay: computed(() => underWay.value),
    isOffline,
    said,
    isLocked: computed(() => locked.value !== null),
    run: async (pin: string): Promise<boolean> => {
      if (underWay.value) return false
      underWay.value = true
      problem.value = null
      const outcome = await attempt(pin)
      underWay.value = false
      if (!outcome.ok) problem.value = outcome.error
      return outcome.ok
    },
  }
}

/** How long nobody may try again, in milliseconds; 'person' until one undoes it; null when somebody may. */
export function lockOf(problem: Problem | null, nowMs: number): number | 'person' | null {
  if (problem === null || !('code' in problem) || problem.code !== 'locked') return null
  const untilMs = Number(problem.detail)
  if (!Number.isFinite(untilMs)) return 'person'
  return untilMs > nowMs ? untilMs - nowMs : null
}
