import type { Fulfilment } from '@dangol/domain/carts/fulfilment.ts'
import type { ConfigurationId, Sku } from '@dangol/domain/ids/ids.ts'
import type { CartLineView } from '@dangol/protocol/carts.ts'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { useKiosk } from './kiosk.ts'
import { useNavigation } from './navigation.ts'
import { useNotices } from './notices.ts'
import { useSettings } from './settings.ts'

type CartItem = { kind: 'stocked'; sku: Sku } | { kind: 'configured'; configurationId: ConfigurationId }

/** The cart as the server has it, and what a shopper does to it. One command at a time: a double press is one press. */
export const useCart = defineStore('cart', () => {
  const kiosk = useKiosk()
  const notices = useNotices()
  const navigation = useNavigation()
  const settings = useSettings()
  const busy = ref(false)
  const cart = computed(() => kiosk.visit?.cart ?? null)
  const units = computed(() => cart.value?.units ?? 0)
  const orderable = computed(
    () => units.value > 0 && kiosk.online && (cart.value?.lines.every((line) => line.problem === null) ?? false),
  )

  async function once(run: () => Promise<{ ok: true } | { ok: false; error: { code: string } }>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    notices.clear()
    const answer = await run()
    busy.value = false
    if (!answer.ok) notices.show({ kind: 'refused', code: answer.error.code })
    return answer.ok
  }

  /** Puts something into the cart, beginning the visit where there is none. Says so, or why not. */
  async function add(item: CartItem, title: string, quantity = 1): Promise<boolean> {
    const done = await once(async () => {
      if (!(await kiosk.ensureVisit(settings.lang))) return { ok: false, error: { code: 'unavailable' } }
      return kiosk.askInVisit('cart:add', { item, quantity, fulfilment: null })
    })
    if (done) notices.show({ kind: 'added', title })
    return done
  }

  /** Another quantity or way; quantity 0 removes the line. */
  async function change(line: CartLineView, to: { quantity?: number; fulfilment?: Fulfilment }): Promise<void> {
    const quantity = to.quantity ?? line.quantity
    const fulfilment = to.fulfilment ?? line.fulfilment
    const seen = { quantity: line.quantity, fulfilment: line.fulfilment }
    const done = await once(() => kiosk.askInVisit('cart:change', { lineId: line.id, quantity, fulfilment, seen }))
    if (done && quantity === 0) notices.show({ kind: 'removed' })
  }

  /** Orders what is in the cart at the total the shopper saw. */
  async function order(): Promise<void> {
    const total = cart.value?.total
    if (!total) return
    await once(async () => {
      const answer = await kiosk.askInVisit('order:place', { acceptedTotal: total })
      if (answer.ok) navigation.replace({ kind: 'ordered', orderId: answer.value.id })
      return answer
    })
  }

  function reset(): void {
    busy.value = false
  }

  return { busy, cart, units, orderable, add, change, order, reset }
})
