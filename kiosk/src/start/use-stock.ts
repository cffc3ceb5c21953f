import type { StockRow } from '@dangol/protocol/catalogue.ts'
import { shallowRef, watch } from 'vue'
import { useKiosk } from '../stores/kiosk.ts'

export type StockState =
  { readonly kind: 'asking' } | { readonly kind: 'unknown' } | { readonly kind: 'known'; readonly row: StockRow }

/** How many of a product are where, asked when shown and again when the store server is back. */
export function useStock(sku: () => string) {
  const kiosk = useKiosk()
  const stock = shallowRef<StockState>({ kind: 'asking' })

  watch(
    [sku, () => kiosk.reachable],
    async ([wanted]) => {
      stock.value = { kind: 'asking' }
      const answer = await kiosk.ask('catalogue:stock', { query: wanted })
      if (wanted !== sku()) return
      const row = answer.ok ? answer.value.rows.find((one) => one.sku === wanted) : undefined
      stock.value = row ? { kind: 'known', row } : { kind: 'unknown' }
    },
    { immediate: true },
  )
  return stock
}
