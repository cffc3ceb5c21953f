import type { CharacteristicId } from '@dangol/domain/catalogue/model.ts'
import type { SalesHistory } from '@dangol/domain/next-choice/history.ts'
import { recommend } from '@dangol/domain/next-choice/recommend.ts'
import type { Recommendation } from '@dangol/domain/next-choice/recommend.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { useDrafting } from './drafting.ts'
import { useKiosk } from './kiosk.ts'

type Recommended = ReadonlyMap<CharacteristicId, Recommendation>
const NOTHING: Recommended = new Map()

/**
 * What people with the same choices took of the family in hand. Worked out when it is asked for and not with every touch: a
 * recommendation that comes a moment later is as good, an answer is not.
 */
export const useRecommending = defineStore('recommending', () => {
  const kiosk = useKiosk()
  const drafting = useDrafting()
  const history = shallowRef<SalesHistory | null>(null)
  const recommended = shallowRef<Recommended>(NOTHING)
  const familyId = computed(() => drafting.model?.id ?? null)

  watch(
    familyId,
    async (id) => {
      history.value = null
      recommended.value = NOTHING
      if (id === null) return
      const answer = await kiosk.ask('kiosk:sales-history', { familyId: id })
      if (answer.ok && id === familyId.value) history.value = answer.value
    },
    { immediate: true },
  )

  /** Looks again at what is recommended now for these characteristics; nothing is known of the others then. */
  function consider(only: readonly CharacteristicId[]): void {
    recommended.value = history.value ? recommendedFor(history.value, new Set(only)) : NOTHING
  }

  function recommendedFor(sales: SalesHistory, only: ReadonlySet<CharacteristicId>): Recommended {
    return drafting.madeLook ? recommend(sales, drafting.made, drafting.madeLook, only) : NOTHING
  }

  return {
    history,
    consider,
    recommendedOf: (id: CharacteristicId) => recommended.value.get(id) ?? null,
    /** Everything that is recommended now; some milliseconds of work. */
    all: (): Recommended =>
      history.value && drafting.model
        ? recommendedFor(history.value, new Set(drafting.model.characteristics.map((each) => each.id)))
        : NOTHING,
  }
})
