import type { VisitId } from '@dangol/domain/ids/ids.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import { computed, shallowRef, watch } from 'vue'
import { useOwnStore } from '../../app/own-store.ts'
import type { StaffContext } from '../../app/staff-context.ts'

type VisitAnswer = { ok: true; value: VisitView } | { ok: false }

/**
 * The visit that the associate has in hand: one opened on this tablet, which arrives over the tablet's own topic, or a kiosk's
 * visit that the associate serves, which is asked for again whenever the floor says that it changed.
 */
export function useVisitInHand({ link, deviceId }: Pick<StaffContext, 'link' | 'deviceId'>) {
  const own = useOwnStore()
  const visit = shallowRef<VisitView | null>(null)
  const isOwn = computed(() => visit.value?.deviceId === deviceId)
  watch(
    () => own.visit,
    (ownVisit) => {
      if (visit.value === null || isOwn.value) visit.value = ownVisit
    },
    { flush: 'sync' },
  )
  /** Takes over the visit that an answer carries, unless another one was taken in hand meanwhile. */
  const taken = <A extends VisitAnswer>(answer: A): A => {
    if (answer.ok && (visit.value === null || visit.value.id === answer.value.id)) visit.value = answer.value
    return answer
  }
  const openServed = async (visitId: VisitId): Promise<Answer<'visits:open'>> => {
    visit.value = null
    return taken(await link.request('visits:open', { visitId }))
  }
  const refresh = async (): Promise<void> => {
    const visitId = visit.value?.id
    if (visitId === undefined || isOwn.value) return
    const answer = taken(await link.request('visits:open', { visitId }))
    if (!answer.ok && answer.error.code !== 'unavailable' && visit.value?.id === visitId) visit.value = null
  }

  return {
    visit,
    isOwn,
    taken,
    openServed,
    /** Asks again how a kiosk's visit stands; one that is gone, or is no longer ours, is put down. */
    refresh,
    /** Puts a kiosk's visit down; it goes on at the kiosk. */
    leave: () => void (visit.value = own.visit),
    /** Somebody took the tablet in hand: a visit that is open on it comes back. */
    hold: own.hold,
    /** The tablet was locked: nothing of a shopper stays in its memory. The visit itself goes on at the store server. */
    forget: (): void => {
      own.forget()
      visit.value = null
    },
  }
}
