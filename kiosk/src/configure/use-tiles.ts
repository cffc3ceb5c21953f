import type { ChoiceCharacteristic, ChoiceValue } from '@dangol/domain/catalogue/model.ts'
import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { useDrafting } from '../stores/drafting.ts'
import { usePricing } from '../stores/pricing.ts'
import { useRecommending } from '../stores/recommending.ts'
import { tilesOf } from './tiles.ts'
import type { Tile } from './tiles.ts'

/** Some values of a characteristic as tiles. Nothing that shows them is drawn again for a choice that does not concern them. */
export function useTiles(
  of: () => ChoiceCharacteristic,
  values: () => readonly ChoiceValue[],
): ComputedRef<readonly Tile[]> {
  const drafting = useDrafting()
  const recommending = useRecommending()
  const pricing = usePricing()
  return computed<readonly Tile[]>((before) => {
    const { hand, look, madeLook } = drafting
    if (!look || !madeLook) return []
    // Prices of another product than this are none of this one's: the last stay until its own are there.
    const priced = pricing.priced?.look === look ? pricing.priced : null
    const recommended = recommending.recommendedOf(of().id)
    return tilesOf(of(), values(), { hand, look, madeLook, priced, recommended }, before)
  })
}
