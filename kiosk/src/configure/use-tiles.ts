import type { ChoiceCharacteristic, ChoiceValue } from '@dangol/domain/catalogue/model.ts'
import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { useDrafting } from '../stores/drafting.ts'
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
  return computed<readonly Tile[]>((before) => {
    const { model, hand, look, madeLook, price } = drafting
    if (!model || !look || !madeLook || !price) return []
    const recommended = recommending.recommendedOf(of().id)
    return tilesOf(of(), values(), { model, hand, look, madeLook, nowMinor: price.total.minor, recommended }, before)
  })
}
