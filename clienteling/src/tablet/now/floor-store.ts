import { createReplica } from '@dangol/client/replica.ts'
import type { Replica } from '@dangol/client/replica.ts'
import { useReplica } from '@dangol/client/vue.ts'
import type { CallId, CommandId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { HelpCall } from '@dangol/protocol/visits.ts'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowRef } from 'vue'
import { aggregateOf, useOutboxStore } from '../../app/outbox-store.ts'
import type { Handed } from '../../app/outbox-store.ts'
import { useStaffContext } from '../../app/staff-context.ts'
import { cuesOf } from './cues.ts'
import type { Cue } from './cues.ts'

/** The floor as this tablet knows it: the store server's own log, followed live. */
export const useFloorStore = defineStore('floor', () => {
  const { link, ids } = useStaffContext()
  const outbox = useOutboxStore()
  const replica = createReplica()
  const contents = useReplica(replica)
  const cue = shallowRef<Cue | null>(null)
  // A snapshot is how things stand; only a change of them is worth a cue.
  const noticing: Replica = {
    ...replica,
    apply(puts, dels) {
      const latest = cuesOf(replica.contents(), puts).at(-1)
      replica.apply(puts, dels)
      if (latest) cue.value = latest
    },
  }
  const subscription = link.subscribe('floor', noticing)
  onScopeDispose(() => subscription.stop())

  const command = () => ({ commandId: ids.next<CommandId>() })
  return {
    /** False until the floor was received once. */
    known: computed(() => contents.value.wan.size > 0 || contents.value.device.size > 0),
    calls: computed(() => [...contents.value.call.values()].sort(longestWaitFirst)),
    visits: computed(() => [...contents.value['floor-visit'].values()].sort((a, b) => b.startedAt - a.startedAt)),
    kiosks: computed(() => [...contents.value.device.values()].filter(({ kind }) => kind === 'kiosk')),
    visitById: (id: VisitId) => contents.value['floor-visit'].get(id),
    orders: computed(() => [...contents.value.order.values()].sort((a, b) => b.placedAt - a.placedAt)),
    wan: computed(() => contents.value.wan.values().next().value ?? null),
    catalogueVersion: computed(() => contents.value.catalogue.values().next().value?.version ?? null),
    /** The latest thing worth a cue; a new object each time. */
    cue: computed(() => cue.value),

    answer: (callId: CallId): Promise<Handed<'assist:answer'>> =>
      outbox.hand('assist:answer', { ...command(), callId }, aggregateOf('call', callId)),
    close: (callId: CallId): Promise<Handed<'assist:close'>> =>
      outbox.hand('assist:close', { ...command(), callId }, aggregateOf('call', callId)),
    serve: (visitId: VisitId, serving: boolean): Promise<Handed<'visits:serve'>> =>
      outbox.hand('visits:serve', { ...command(), visitId, serving }, aggregateOf('visit', visitId)),
    end: (visitId: VisitId): Promise<Handed<'visits:end'>> =>
      outbox.hand('visits:end', { ...command(), visitId, reason: 'associate' }, aggregateOf('visit', visitId)),
  }
})

/** Calls that nobody has answered come first, the longest waiting at the top. */
function longestWaitFirst(a: HelpCall, b: HelpCall): number {
  return Number(a.answeredBy !== null) - Number(b.answeredBy !== null) || a.calledAt - b.calledAt
}
