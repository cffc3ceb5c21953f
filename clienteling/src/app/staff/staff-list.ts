import type { StoreLink } from '@dangol/client/store-link.ts'
import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import type { Output } from '@dangol/protocol/requests.ts'
import { computed, shallowRef } from 'vue'
import type { Refused } from '../text.ts'

type Listed = Output<'staff:list'>
export type Associate = Listed['associates'][number]
type StaffList = { kind: 'loading' } | ({ kind: 'failed' } & Refused) | { kind: 'ready'; associates: Associate[] }

/** Those who work here, by name: all that a device knows before anybody holds it. */
export function useStaffList(link: Pick<StoreLink, 'request'>) {
  const list = shallowRef<StaffList>({ kind: 'loading' })
  const demoPins = shallowRef<Listed['demoPins']>(null)
  return {
    list: computed(() => list.value),
    /** What is shown stays when the newer list cannot be had. */
    async load(): Promise<void> {
      const answer = await link.request('staff:list', {})
      if (answer.ok) {
        list.value = { kind: 'ready', associates: answer.value.associates }
        demoPins.value = answer.value.demoPins
      } else if (list.value.kind !== 'ready') list.value = { kind: 'failed', ...answer.error }
    },
    /** The PIN of an invented person of the demonstration; null in a store. */
    demoPin: (id: AssociateId): string | null => demoPins.value?.[id] ?? null,
    /** The name of an associate by id; the id itself when the list does not have it. */
    nameOf(id: AssociateId): string {
      const known = list.value.kind === 'ready' ? list.value.associates : []
      return known.find((associate) => associate.id === id)?.name ?? id
    },
  }
}
