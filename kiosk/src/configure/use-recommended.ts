import type { Recommended } from './recommended.ts'

/** What other shoppers with the same choices took. Empty until the catalogue brings what people took. */
export function useRecommended(): { recommendedOf: (characteristicId: string) => Recommended | null } {
  return { recommendedOf: () => null }
}
