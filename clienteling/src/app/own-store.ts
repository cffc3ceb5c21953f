import { createReplica } from '@dangol/client/replica.ts'
import { useReplica } from '@dangol/client/vue.ts'
import type { Subscription } from '@dangol/client/subscriptions.ts'
import { defineStore } from 'pinia'
import { computed, onScopeDispose } from 'vue'
import { useStaffContext } from './staff-context.ts'

/** This tablet's own topic: the visit that was opened on it, the help it asked to give, and what it sent to kiosks. */
export const useOwnStore = defineStore('own', () => {
  const { link, deviceId } = useStaffContext()
  const replica = createReplica()
  const contents = useReplica(replica)
  let following: Subscription | null = null
  onScopeDispose(() => following?.stop())

  return {
    visit: computed(() => contents.value.visit.values().next().value ?? null),
    assists: computed(() => [...contents.value.assist.values()]),
    handovers: computed(() => [...contents.value.handover.values()]),
    /** Somebody took the tablet in hand: what is open on it comes back. */
    hold: () => void (following ??= link.subscribe(`kiosk:${deviceId}`, replica)),
    /** The tablet was locked: nothing of a shopper stays in its memory. */
    forget: (): void => {
      following?.stop()
      following = null
      replica.replace([])
    },
  }
})
