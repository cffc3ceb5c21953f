import type { CommandId, CustomerId, OrderId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import type { OrderView } from '@dangol/protocol/orders.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { aggregateOf, useOutboxStore } from '../../app/outbox-store.ts'
import type { Handed } from '../../app/outbox-store.ts'
import { useStaffContext } from '../../app/staff-context.ts'
import { useCartEdits } from './cart-edits.ts'
import type { HandInVisit } from './cart-edits.ts'
import { useVisitInHand } from './visit-in-hand.ts'

/** Selling in the visit at hand: configurations, cart, order. The store server decides; this holds what it answered. */
export const useSaleStore = defineStore('sale', () => {
  const { link, ids, deviceId } = useStaffContext()
  const { visit, isOwn, taken, openServed, refresh, leave, hold, forget } = useVisitInHand({ link, deviceId })
  const outbox = useOutboxStore()
  const placed = shallowRef<OrderView | null>(null)

  /** A visit of this tablet's own goes on without the store server; a kiosk's is not changed behind its shopper's back. */
  const hand: HandInVisit = (request, input, visitId) =>
    isOwn.value ? outbox.hand(request, input, aggregateOf('visit', visitId)) : link.request(request, input)
  const { forget: forgetEdits, ...cart } = useCartEdits({ ids, visit, hand, taken, refresh })
  function goOn(): void {
    placed.value = null
    forgetEdits()
  }

  const command = () => ({ commandId: ids.next<CommandId>() })
  /** Every command of the sale names the visit; without one there is nothing to do. */
  const inVisit = () => (visit.value ? { ...command(), visitId: visit.value.id } : null)

  async function begin(customerId: CustomerId | null, lang: Lang): Promise<Answer<'visits:begin-for'>> {
    goOn()
    leave()
    return taken(await link.request('visits:begin-for', { ...command(), customerId, lang }))
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
  async function save(draft: ConfigurationDraft): Promise<Handed<'configurations:save'>> {
    const context = inVisit()
    return context ? hand('configurations:save', { ...context, draft }, context.visitId) : NO_VISIT
  }
  async function finish(): Promise<Handed<'visits:end'>> {
    const context = inVisit()
    if (!context) return NO_VISIT
    const answer = await hand('visits:end', { ...context, reason: 'associate' }, context.visitId)
    if (!answer.ok && answer.error.code !== 'waits') return answer
    goOn()
    visit.value = null
    return answer
  }

  return {
    visit: computed(() => visit.value),
    isOwn,
    /** The order just placed, until the associate goes on. */
    placed: computed(() => placed.value),
    /** Changes of this visit that the store has not heard of; an order must not overtake them. */
    waitingCount: computed(() => {
      const id = visit.value?.id
      return id === undefined ? 0 : outbox.waiting.filter((each) => each.aggregate === aggregateOf('visit', id)).length
    }),
    ...cart,
    ...{ begin, placeOrder, save, finish, goOn, refresh, hold },
    openServed: (visitId: VisitId) => (goOn(), openServed(visitId)),
    leave: () => (goOn(), leave()),
    forget: () => (goOn(), forget()),
  }
})

const NO_VISIT = { ok: false, error: { code: 'no-such-visit' } } as const
