import { Boxes, ReceiptText, ShoppingBag, Users, Zap } from '@lucide/vue'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useLinkStore } from '../../app/link-store.ts'
import type { Needs } from '../../app/staff/rights.ts'

const needs = (request: Extract<Needs, { request: unknown }>['request']): Needs => ({ request })

/** The screens, and what each is for. Stock itself anybody may ask for; the screen is for those who serve with it. */
export const SCREENS = [
  { name: 'now', icon: Zap, needs: needs('visits:serve') },
  { name: 'customers', icon: Users, needs: needs('customers:find') },
  { name: 'stock', icon: Boxes, needs: needs('visits:serve') },
  { name: 'sale', icon: ShoppingBag, needs: needs('carts:add') },
  { name: 'orders', icon: ReceiptText, needs: needs('orders:move') },
] as const
export type ScreenName = (typeof SCREENS)[number]['name']

/** Which screen is open, also while the tablet is locked. Kept out of the address bar: a history of screens is one of shoppers. */
export const useScreens = defineStore('screens', () => {
  const link = useLinkStore()
  const current = shallowRef<ScreenName>('now')
  return {
    current: computed(() => current.value),
    go: (to: ScreenName): void => {
      current.value = to
      link.showing(to)
    },
  }
})
