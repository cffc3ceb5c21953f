import type { CustomerHit } from '@dangol/protocol/customers.ts'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { useStaffContext } from '../../app/staff-context.ts'
import type { Refused } from '../../app/text.ts'

/** Fewest characters worth a search; fewer would list half the store's members. */
const QUERY_LENGTH_MIN = 2

type Search =
  | { kind: 'idle' }
  | { kind: 'searching' }
  | ({ kind: 'failed' } & Refused)
  | { kind: 'found'; hits: CustomerHit[]; more: boolean }

/** Finding a customer by name or number. Masked hits only; the search itself is logged by the store. */
export const useFindStore = defineStore('find-customer', () => {
  const { link } = useStaffContext()
  const query = ref('')
  const state = shallowRef<Search>({ kind: 'idle' })
  const canSearch = computed(() => query.value.trim().length >= QUERY_LENGTH_MIN)

  return {
    query,
    canSearch,
    state: computed(() => state.value),
    async search(): Promise<void> {
      if (!canSearch.value) return
      const searching: Search = { kind: 'searching' }
      state.value = searching
      const answer = await link.request('customers:find', { query: query.value.trim() })
      if (state.value !== searching) return
      state.value = answer.ok ? { kind: 'found', ...answer.value } : { kind: 'failed', ...answer.error }
    },
    clear(): void {
      query.value = ''
      state.value = { kind: 'idle' }
    },
  }
})
