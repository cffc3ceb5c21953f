import type { CancelTimer } from '@dangol/domain/time/clock.ts'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { CustomerCard } from '@dangol/protocol/customers.ts'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { useStaffContext } from '../../app/staff-context.ts'
import type { Refused } from '../../app/text.ts'

/** How long a purchase history stays open on a shop floor (recognition-ux 5.5). Seconds. */
export const HISTORY_SHOWN_S = 60

type Card =
  | { kind: 'closed' }
  | { kind: 'opening'; customerId: CustomerId }
  | ({ kind: 'failed'; customerId: CustomerId } & Refused)
  | { kind: 'open'; customerId: CustomerId; card: CustomerCard }

/** The one shopper's card that is open. It lives in memory only, and only while somebody holds the tablet. */
export const useCardStore = defineStore('card', () => {
  const { link, timers } = useStaffContext()
  const state = shallowRef<Card>({ kind: 'closed' })
  const historySecondsLeft = ref(0)
  let stopCounting: CancelTimer = () => undefined

  function hideHistory(): void {
    stopCounting()
    historySecondsLeft.value = 0
  }
  function showHistory(): void {
    hideHistory()
    historySecondsLeft.value = HISTORY_SHOWN_S
    stopCounting = timers.every(1000, () => {
      historySecondsLeft.value -= 1
      if (historySecondsLeft.value <= 0) hideHistory()
    })
  }
  function close(): void {
    hideHistory()
    state.value = { kind: 'closed' }
  }
  onScopeDispose(hideHistory)

  return {
    state: computed(() => state.value),
    historySecondsLeft: computed(() => historySecondsLeft.value),
    showHistory,
    hideHistory,
    close,
    /**
     * Opens a card; every look is logged by the store. An answer for a card closed meanwhile is dropped. The card that is open
     * already stays in sight until the newer one is there, and so does a history that somebody is reading in it.
     */
    async open(customerId: CustomerId): Promise<void> {
      const before = state.value
      const isAgain = before.kind === 'open' && before.customerId === customerId
      if (!isAgain) hideHistory()
      const opening: Card = isAgain ? { ...before } : { kind: 'opening', customerId }
      state.value = opening
      const answer = await link.request('customers:card', { customerId })
      if (state.value !== opening) return
      if (!answer.ok || !answer.value.history) hideHistory()
      state.value = answer.ok
        ? { kind: 'open', customerId, card: answer.value }
        : { kind: 'failed', customerId, ...answer.error }
    },
  }
})
