import type { PhoneVisit } from '@dangol/protocol/shop-privacy.ts'
import { kioskNumber } from '../approve/place.ts'
import { useText } from '../text.ts'

/** Where a visit is or was, in words: 'Gangnam, kiosk 2'; only the store for a place that has no number. */
export function usePlaceName() {
  const { t, pick } = useText()
  return ({ storeName, kioskId }: PhoneVisit): string => {
    const n = kioskNumber(kioskId)
    return n === null ? pick(storeName) : t('visits.place', { store: pick(storeName), n })
  }
}
