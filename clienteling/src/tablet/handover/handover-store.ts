import type { CommandId, ConfigurationId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Handover } from '@dangol/protocol/handovers.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useOwnStore } from '../../app/own-store.ts'
import { useStaffContext } from '../../app/staff-context.ts'
import { useStaffStore } from '../../app/staff/staff-store.ts'
import { useFloorStore } from '../now/floor-store.ts'

/** A kiosk that something can be sent to. */
export interface Goal {
  readonly id: DeviceId
  readonly inUse: boolean
}

/** What the associate at this tablet sends to kiosks, and what becomes of it. The store server's word, and nothing else. */
export const useHandoverStore = defineStore('handover', () => {
  const { link, ids } = useStaffContext()
  const [own, floor, staff] = [useOwnStore(), useFloorStore(), useStaffStore()]
  const dismissed = shallowRef<ReadonlySet<string>>(new Set())

  const command = () => ({ commandId: ids.next<CommandId>() })
  return {
    /** Newest first; of whoever holds the tablet now, and until it was put away. */
    mine: computed(() =>
      own.handovers
        .filter(({ id, from }) => from.id === staff.me?.id && !dismissed.value.has(id))
        .sort((a, b) => b.expiresAt - a.expiresAt),
    ),
    /** Kiosks that are there, the free ones first; not the one that shows the visit already. */
    goalsFrom: (deviceId: DeviceId): Goal[] =>
      floor.kiosks
        .filter(({ id, connected }) => connected && id !== deviceId)
        .map(({ id }) => ({ id, inUse: floor.visits.some((visit) => visit.deviceId === id) }))
        .sort((a, b) => Number(a.inUse) - Number(b.inUse) || a.id.localeCompare(b.id)),
    /** Now or not at all: a minute later nobody stands there any more. */
    send: (
      visitId: VisitId,
      kioskId: DeviceId,
      configurationIds: readonly ConfigurationId[],
    ): Promise<Answer<'handovers:send'>> =>
      link.request('handovers:send', {
        ...{ ...command(), visitId, handoverId: ids.next(), kioskId },
        configurationIds: [...configurationIds],
      }),
    withdraw: ({ id }: Handover): Promise<Answer<'handovers:withdraw'>> =>
      link.request('handovers:withdraw', { ...command(), handoverId: id }),
    dismiss: ({ id }: Handover) => void (dismissed.value = new Set([...dismissed.value, id])),
  }
})
