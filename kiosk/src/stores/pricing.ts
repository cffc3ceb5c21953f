import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { ConfiguratorView } from '@dangol/domain/configurations/view.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { afterPaintOf } from '../configure/use-after-paint.ts'
import { useDrafting } from './drafting.ts'

/** The product of which every value's price is told. */
export interface Priced {
  readonly model: ConfigModel
  /** What the whole product says, and what the choices that somebody made say. */
  readonly look: ConfiguratorView
  readonly madeLook: ConfiguratorView
  readonly nowMinor: number
}

/**
 * What the values on the screen are priced against: the product in hand, a frame later. The total and what is ruled out come
 * with the touch itself; what each other value would cost takes longer to work out than a touch may take.
 */
export const usePricing = defineStore('pricing', () => {
  const drafting = useDrafting()
  const priced = shallowRef<Priced | null>(null)
  afterPaintOf(
    () => [drafting.model, drafting.look, drafting.madeLook, drafting.price] as const,
    ([model, look, madeLook, price]) => {
      priced.value = model && look && madeLook && price ? { model, look, madeLook, nowMinor: price.total.minor } : null
    },
  )
  /** What the product in hand says, for all that may be told of it a frame later. */
  const toldLook = computed(() => (priced.value?.model === drafting.model ? priced.value.look : drafting.look))
  return { priced, toldLook }
})
