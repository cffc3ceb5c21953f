import { lacksAddress } from '@dangol/domain/carts/fulfilment.ts'
import type { ConfigurationId, Sku } from '@dangol/domain/ids/ids.ts'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { OVERTAKEN, useLineChanges } from '../cart/line-changes.ts'
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
  const cart = computed(() => kiosk.visit?.cart ?? null)
  const units = computed(() => cart.value?.units ?? 0)
  const orderable = computed(
    () =>
      units.value > 0 &&
      kiosk.online &&
      (cart.value?.lines.every((line) => line.problem === null && !lacksAddress(line, kiosk.visit)) ?? false),
  )

  const { busy, once, shopperLeft, shopper } = useOneAtATime(() => lines.forgetChanges())
  const lines = useLineChanges(once, (id) => cart.value?.lines.find((one) => one.id === id))

  /** Puts something into the cart, beginning the visit where there is none. Says so, or why not. */
  async function add(item: CartItem, title: string, quantity = 1): Promise<boolean> {
    const done = await once(async () => {
      if (!(await kiosk.ensureVisit(settings.lang))) return { ok: false, error: { code: 'unavailable' } }
      return kiosk.askInVisit('cart:add', { item, quantity, fulfilment: null })
    })
    if (done === 'done') notices.show({ kind: 'added', title })
    return done === 'done'
  }

  /** Orders what is in the cart at the total the shopper saw. */
  async function order(): Promise<void> {
    const total = cart.value?.total
    if (!total) return
    const mine = shopper()
    await once(async () => {
      const answer = await kiosk.askInVisit('order:place', { acceptedTotal: total })
      if (answer.ok && mine === shopper()) navigation.replace({ kind: 'ordered', orderId: answer.value.id })
      return answer
    })
  }

  function reset(): void {
    shopperLeft()
    lines.forgetChanges()
  }

  return { ...lines, busy, cart, units, orderable, add, order, reset }
})

type Outcome = { ok: true } | { ok: false; error: { code: string } }

/** One command of the cart at a time; `begins` is called before each. */
function useOneAtATime(begins: () => void) {
  const notices = useNotices()
  const busy = ref(false)
  /** Rises when the shopper leaves: an answer for them says nothing to whoever comes next (E1). */
  let shopper = 0

  /** What became of it: 'done', the code of a refusal, or null where another command is under way or the shopper left. */
  async function once(run: () => Promise<Outcome>): Promise<string | null> {
    if (busy.value) return null
    const mine = shopper
    busy.value = true
    notices.clear()
    begins()
    const answer = await run()
    if (mine !== shopper) return null
    busy.value = false
    if (answer.ok) return 'done'
    if (answer.error.code !== OVERTAKEN) notices.show({ kind: 'refused', code: answer.error.code })
    return answer.error.code
  }
  function shopperLeft(): void {
    shopper += 1
    busy.value = false
  }
  return { busy, once, shopperLeft, shopper: () => shopper }
}
