import { Boxes, ReceiptText, ShoppingBag, Users, Zap } from '@lucide/vue'
import { shallowRef } from 'vue'
import { useLinkStore } from '../../app/link-store.ts'

export const SCREENS = [
  { name: 'now', icon: Zap },
  { name: 'customers', icon: Users },
  { name: 'stock', icon: Boxes },
  { name: 'sale', icon: ShoppingBag },
  { name: 'orders', icon: ReceiptText },
] as const
export type ScreenName = (typeof SCREENS)[number]['name']

/** Which screen is open. Kept out of the address bar: a history of screens is a history of shoppers. */
export function useScreens() {
  const link = useLinkStore()
  const current = shallowRef<ScreenName>('now')
  return {
    current,
    go: (to: ScreenName): void => {
      current.value = to
      link.showing(to)
    },
  }
}
