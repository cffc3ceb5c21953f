import type { CartLineId, CommandId, CustomerId, OrderId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { CartLineView } from '@dangol/protocol/carts.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import type { OrderView } from '@dangol/protocol/orders.ts'
import type { Answer, Input } from '@dangol/protocol/requests.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { useStaffContext } from '../../app/staff-context.ts'
import { useVisitInHand } from './visit-in-hand.ts'

export type CartItem = Input<'carts:add'>['item']
type LineChange = Partial<Pick<CartLineView, 'quantity' | 'fulfilment'>>

/** Selling in the visit at hand: configurations, cart, order. The store server decides; this holds what it answered. */
export const useSaleStore = defineStore('sale', () => {
  const { link, ids, deviceId } = useStaffContext()
  const { visit, isOwn, taken, openServed, refresh, leave, hold, forget } = useVisitInHand({ link, deviceId })
  const placed = shallowRef<OrderView | null>(null)
  const goOn = (): void => void (placed.value = null)

  const command = () => ({ commandId: ids.next<CommandId>() })
  /** Every command of the sale names the visit; without one there is nothing to do. */
  const inVisit = () => (visit.value ? { ...command(), visitId: visit.value.id } : null)

  async function begin(customerId: CustomerId | null, lang: Lang): Promise<Answer<'visits:begin-for'>> {
    goOn()
    leave()
    return taken(await link.request('visits:begin-for', { ...command(), customerId, lang }))
  }
  async function add(item: CartItem): Promise<Answer<'carts:add'>> {
    const context = inVisit()
    if (!context) return NO_VISIT
    const line = { lineId: ids.next<CartLineId>(), item, quantity: 1, fulfilment: null }
    return taken(await link.request('carts:add', { ...context, ...line }))
  }
  async function change(line: CartLineView, to: LineChange): Promise<Answer<'carts:change'>> {
    const context = inVisit()
    if (!context) return NO_VISIT
    const { quantity, fulfilment } = { ...line, ...to }
    return taken(await link.request('carts:change', { ...context, lineId: line.id, quantity, fulfilment }))
  }
  /** Orders the cart at the total that the associate sees; a total that changed meanwhile is refused and shown. */
  async function placeOrder(): Promise<Answer<'orders:place'>> {
    const context = inVisit()
    if (!context || !visit.value) return NO_VISIT
    const acceptedTotal = visit.value.cart.total
    const answer = await link.request('orders:place', { ...context, orderId: ids.next<OrderId>(), acceptedTotal })
    if (answer.ok) placed.value = answer.value
    else if (answer.error.code === 'total-changed') await refresh()
    return answer
  }
  async function save(draft: ConfigurationDraft): Promise<Answer<'configurations:save'>> {
    const context = inVisit()
    return context ? link.request('configurations:save', { ...context, draft }) : NO_VISIT
  }
  async function finish(): Promise<Answer<'visits:end'>> {
    const context = inVisit()
    if (!context) return NO_VISIT
    const answer = await link.request('visits:end', { ...context, reason: 'associate' })
    if (answer.ok) [visit.value, placed.value] = [null, null]
    return answer
  }

  return {
    visit: computed(() => visit.value),
    isOwn,
    /** The order just placed, until the associate goes on. */
    placed: computed(() => placed.value),
    ...{ begin, add, change, placeOrder, save, finish, goOn, refresh, hold },
    openServed: (visitId: VisitId) => (goOn(), openServed(visitId)),
    leave: () => (goOn(), leave()),
    forget: () => (goOn(), forget()),
  }
})

const NO_VISIT = { ok: false, error: { code: 'no-such-visit' } } as const
