import { createReplica } from '@dangol/client/replica.ts'
import type { Subscription } from '@dangol/client/subscriptions.ts'
import type { CartLineId, CommandId, CustomerId, OrderId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import type { OrderView } from '@dangol/protocol/orders.ts'
import type { Answer, Input } from '@dangol/protocol/requests.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import { defineStore } from 'pinia'
import { computed, onScopeDispose, shallowRef } from 'vue'
import { useStaffContext } from '../../app/staff-context.ts'

export type CartItem = Input<'carts:add'>['item']
type Line = VisitView['cart']['lines'][number]
type VisitAnswer = { ok: true; value: VisitView } | { ok: false }

/**
 * The visit that the associate has in hand: one opened on this tablet, which arrives over the tablet's own topic, or a kiosk's
 * visit that the associate serves, which is asked for again whenever the floor says that it changed.
 */
export const useSaleStore = defineStore('sale', () => {
  const { link, ids, deviceId } = useStaffContext()
  const own = createReplica()
  const visit = shallowRef<VisitView | null>(null)
  const placed = shallowRef<OrderView | null>(null)
  const isOwn = computed(() => visit.value?.deviceId === deviceId)

  let following: Subscription | null = null
  onScopeDispose(() => following?.stop())
  onScopeDispose(
    own.onChange((contents) => {
      const mine = contents.visit.values().next().value ?? null
      if (visit.value === null || isOwn.value) visit.value = mine
    }),
  )

  const command = () => ({ commandId: ids.next<CommandId>() })
  /** Every command of the sale names the visit; without one there is nothing to do. */
  const inVisit = () => (visit.value ? { ...command(), visitId: visit.value.id } : null)
  const taken = <A extends VisitAnswer>(answer: A): A => {
    if (answer.ok && (visit.value === null || visit.value.id === answer.value.id)) visit.value = answer.value
    return answer
  }

  async function placeOrder(): Promise<Answer<'orders:place'>> {
    const context = inVisit()
    if (!context || !visit.value) return NO_VISIT
    const acceptedTotal = visit.value.cart.total
    const answer = await link.request('orders:place', { ...context, orderId: ids.next<OrderId>(), acceptedTotal })
    if (answer.ok) placed.value = answer.value
    return answer
  }

  async function save(draft: ConfigurationDraft): Promise<Answer<'configurations:save'>> {
    const context = inVisit()
    return context ? link.request('configurations:save', { ...context, draft }) : NO_VISIT
  }

  return {
    visit: computed(() => visit.value),
    isOwn,
    /** The order just placed, until the associate goes on. */
    placed: computed(() => placed.value),
    goOn: () => (placed.value = null),
    begin: async (customerId: CustomerId | null, lang: Lang): Promise<Answer<'visits:begin-for'>> =>
      taken(await link.request('visits:begin-for', { ...command(), customerId, lang })),
    /** Takes a kiosk's visit in hand; the associate must be serving it. */
    openServed: async (visitId: VisitId): Promise<Answer<'visits:open'>> => {
      visit.value = null
      placed.value = null
      return taken(await link.request('visits:open', { visitId }))
    },
    /** Asks again how the visit stands; a visit that is gone is put down. */
    async refresh(): Promise<void> {
      const visitId = visit.value?.id
      if (visitId === undefined || isOwn.value) return
      const answer = taken(await link.request('visits:open', { visitId }))
      if (!answer.ok && answer.error.code !== 'unavailable' && visit.value?.id === visitId) visit.value = null
    },
    /** Puts the visit down without ending it: a kiosk's visit goes on at the kiosk. */
    leave(): void {
      placed.value = null
      visit.value = own.contents().visit.values().next().value ?? null
    },
    async finish(): Promise<Answer<'visits:end'>> {
      const context = inVisit()
      if (!context) return NO_VISIT
      const answer = await link.request('visits:end', { ...context, reason: 'associate' })
      if (answer.ok) [visit.value, placed.value] = [null, null]
      return answer
    },
    async add(item: CartItem): Promise<Answer<'carts:add'>> {
      const context = inVisit()
      if (!context) return NO_VISIT
      const line = { lineId: ids.next<CartLineId>(), item, quantity: 1, fulfilment: null }
      return taken(await link.request('carts:add', { ...context, ...line }))
    },
    async change(line: Line, to: Partial<Pick<Line, 'quantity' | 'fulfilment'>>): Promise<Answer<'carts:change'>> {
      const context = inVisit()
      if (!context) return NO_VISIT
      const { quantity, fulfilment } = { ...line, ...to }
      return taken(await link.request('carts:change', { ...context, lineId: line.id, quantity, fulfilment }))
    },
    placeOrder,
    save,
    quote: (draft: ConfigurationDraft): Promise<Answer<'configurations:quote'>> =>
      link.request('configurations:quote', { draft }),
    /** Somebody took the tablet in hand: a visit that is open on it comes back. */
    hold(): void {
      following ??= link.subscribe(`kiosk:${deviceId}`, own)
    },
    /** The tablet was locked: nothing of a shopper stays in its memory. The visit itself goes on at the store server. */
    forget(): void {
      following?.stop()
      following = null
      own.replace([])
      visit.value = null
      placed.value = null
    },
  }
})

const NO_VISIT = { ok: false, error: { code: 'no-such-visit' } } as const
