import type { ConfiguratorView } from '@dangol/domain/configurations/view.ts'
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { afterPaintOf } from '../configure/use-after-paint.ts'
import { useDrafting } from './drafting.ts'

/** The product of which every value's price is told. */
export interface Priced {
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
    () => [drafting.look, drafting.madeLook, drafting.price] as const,
    ([look, madeLook, price]) => {
      priced.value = look && madeLook && price ? { look, madeLook, nowMinor: price.total.minor } : null
    },
  )
  return { priced }
})
