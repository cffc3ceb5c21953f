import type { ChoiceCharacteristic, ChoiceValue } from '@dangol/domain/catalogue/model.ts'
import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { useDrafting } from '../stores/drafting.ts'
import { usePricing } from '../stores/pricing.ts'
import { useRecommending } from '../stores/recommending.ts'
import { tilesOf } from './tiles.ts'
import type { Tile } from './tiles.ts'

/**
 * Some values of a characteristic as tiles. Nothing here is worked out again for a choice that does not concern them: whether one
 * does shows in what the product says of the characteristic, which is the same object until it says something else.
 */
export function useTiles(
  of: () => ChoiceCharacteristic,
  values: () => readonly ChoiceValue[],
): ComputedRef<readonly Tile[]> {
  const drafting = useDrafting()
  const recommending = useRecommending()
  const pricing = usePricing()
  const view = computed(() => drafting.look?.characteristics.get(of().id))
  const madeView = computed(() => drafting.madeLook?.characteristics.get(of().id))
  const isMade = computed(() => drafting.hand.by.has(of().id))
  /** Prices told when the characteristic was another one than now are none of this one's: the last stay until its own are there. */
  const priced = computed(() => {
    const [known, { id }] = [pricing.priced, of()]
    const isOfNow =
      known?.look.characteristics.get(id) === view.value && known?.madeLook.characteristics.get(id) === madeView.value
    return isOfNow ? known : null
  })
  return computed<readonly Tile[]>((before) => {
    if (!view.value || !madeView.value) return []
    const recommended = recommending.recommendedOf(of().id)
    const asked = {
      view: view.value,
      madeView: madeView.value,
      isMade: isMade.value,
      priced: priced.value,
      recommended,
    }
    return tilesOf(of(), values(), asked, before)
  })
}
