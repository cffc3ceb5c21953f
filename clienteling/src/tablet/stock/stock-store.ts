import type { StockRow } from '@dangol/protocol/catalogue.ts'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { useStaffContext } from '../../app/staff-context.ts'
import type { Refused } from '../../app/text.ts'
import { ownStoreFirst } from './places.ts'

type LookUp =
  { kind: 'idle' } | { kind: 'looking' } | ({ kind: 'failed' } & Refused) | { kind: 'found'; rows: StockRow[] }

/** What is where, asked of the store server each time: a number from a minute ago would be a promise nobody can keep. */
export const useStockStore = defineStore('stock', () => {
  const { link } = useStaffContext()
  const query = ref('')
  const state = shallowRef<LookUp>({ kind: 'idle' })

  return {
    query,
    state: computed(() => state.value),
    async lookUp(): Promise<void> {
      const looking: LookUp = { kind: 'looking' }
      state.value = looking
      const answer = await link.request('catalogue:stock', { query: query.value.trim() })
      if (state.value !== looking) return
      state.value = answer.ok
        ? { kind: 'found', rows: answer.value.rows.map(ownStoreFirst) }
        : { kind: 'failed', ...answer.error }
    },
  }
})
