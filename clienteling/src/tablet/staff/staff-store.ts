import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import type { Output } from '@dangol/protocol/requests.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useStaffContext } from '../../app/staff-context.ts'
import type { AnyRefusal } from '../../app/text.ts'

export type Associate = Output<'staff:list'>['associates'][number]
type StaffList = { kind: 'loading' } | { kind: 'failed'; code: AnyRefusal } | { kind: 'ready'; associates: Associate[] }

/** Who holds this tablet. A tablet that nobody holds shows nothing but the list of names. */
export const useStaffStore = defineStore('staff', () => {
  const { link, holder } = useStaffContext()
  const list = shallowRef<StaffList>({ kind: 'loading' })
  const me = shallowRef<Associate | null>(null)
  const lockedByTime = shallowRef(false)

  async function load(): Promise<void> {
    const answer = await link.request('staff:list', {})
    list.value = answer.ok
      ? { kind: 'ready', associates: answer.value.associates }
      : { kind: 'failed', code: answer.error.code }
  }

  /** Names the holder in a new handshake: rights belong to a person on a device, not to the device. */
  function become(associate: Associate | null): void {
    me.value = associate
    holder.current = associate?.id ?? null
    link.reconnect()
  }

  return {
    list: computed(() => list.value),
    me: computed(() => me.value),
    lockedByTime: computed(() => lockedByTime.value),
    load,
    pick(associate: Associate) {
      lockedByTime.value = false
      become(associate)
    },
    lock(why: 'time' | 'hand') {
      lockedByTime.value = why === 'time'
      become(null)
    },
    /** The name of an associate by id; the id itself when the list does not have it. */
    nameOf(id: AssociateId): string {
      const known = list.value.kind === 'ready' ? list.value.associates : []
      return known.find((associate) => associate.id === id)?.name ?? id
    },
  }
})
