import { cartTotal, cartUnits } from '@dangol/domain/carts/total.ts'
import type { OrderId } from '@dangol/domain/ids/ids.ts'
import type { Money } from '@dangol/domain/money/money.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Store } from '@dangol/domain/stores/store.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Answer, Input } from '@dangol/protocol/requests.ts'
import type { ShopOrder } from '@dangol/protocol/shop.ts'
import type { Once } from '../../commands/once.ts'
import type { OrderableConfigurations } from '../../ports/configurations.ts'
import type { Profiles } from '../../ports/people.ts'
import type { OrderableCart, OrderableLine, PromiseDesk } from '../../ports/selling.ts'
import type { OpenVisit, Visits } from '../../ports/visits.ts'
import type { Outbox } from '../../shop-port.ts'
import type { Caller, Handler } from '../../transport/handler.ts'
import type { TellOrder } from './orders.ts'
import type { OrdersSql, StoredOrder } from './orders.sql.ts'

export interface PlaceDeps {
  readonly sql: OrdersSql
  readonly clock: Clock
  readonly store: Store
  readonly once: Once
  readonly visits: Visits
  readonly carts: OrderableCart
  readonly configurations: Pick<OrderableConfigurations, 'ordered'>
  readonly desk: PromiseDesk
  readonly outbox: Outbox
  readonly members: Pick<Profiles, 'lacksAddress'>
  readonly tell: TellOrder
}

/**
 * Places the cart as one order, in the command's transaction: order, goods, the row for the online shop, empty cart. Every
 * line and the total are worked out anew; what the caller saw must still be true. The same order id again is the same order.
 */
export function createPlace(deps: PlaceDeps): Handler<'orders:place'> {
  return (caller, input) =>
    deps.once(input.commandId, caller.deviceId, (): Answer<'orders:place'> => {
      const before = deps.sql.find(input.orderId)
      if (before !== null) return again(before, caller, input)
      const visit = deps.visits.open(input.visitId, caller)
      if (visit === null) return refuse('no-such-visit')
      const lines = deps.carts.linesOf(visit)
      const refusal = refusalOf(deps, visit, lines, input.acceptedTotal)
      if (refusal !== null) {
        // The shop changed something since the cart was shown: whoever is refused for it sees the cart as it stands now.
        if (STANDS_OTHERWISE.has(refusal.error.code)) deps.visits.publish(visit.id, 'cart.changed', null)
        return refusal
      }
      write(deps, { caller, visit, lines, input })
      const placed = deps.sql.find(input.orderId)
      if (placed === null) throw new Error(`order ${input.orderId} was written and is not there`)
      deps.visits.reached(visit.id, 'ordered')
      deps.tell('order.placed', placed.view, input.commandId)
      deps.visits.publish(visit.id, 'order.placed', input.commandId)
      return ok(placed.view)
    })
}

const STANDS_OTHERWISE: ReadonlySet<string> = new Set(['total-changed', 'sold-out', 'line-not-orderable'])

/** The order stands already; whoever knows its id only by guessing learns nothing. */
function again({ view, visitId }: StoredOrder, caller: Caller, input: Input<'orders:place'>): Answer<'orders:place'> {
  return view.placedOn === caller.deviceId && visitId === input.visitId ? ok(view) : refuse('no-such-visit')
}

function refusalOf({ store, members }: PlaceDeps, visit: OpenVisit, lines: readonly OrderableLine[], accepted: Money) {
  const views = lines.map(({ view }) => view)
  if (views.length === 0) return refuse('empty-cart')
  const isDelivered = views.some(({ fulfilment }) => fulfilment === 'delivery')
  if (isDelivered && visit.customerId === null) {
    return refuse('delivery-needs-recognition')
  }
  if (isDelivered && visit.customerId !== null && members.lacksAddress(visit.customerId)) {
    return refuse('delivery-needs-address')
  }
  if (views.some(({ problem }) => problem !== null && problem !== 'sold-out')) return refuse('line-not-orderable')
  if (views.some(({ problem }) => problem === 'sold-out')) return refuse('sold-out')
  const total = cartTotal(views, store.currency)
  const isAccepted = total.minor === accepted.minor && total.currency === accepted.currency
  const detail = `${total.minor} ${total.currency}, not ${accepted.minor} ${accepted.currency}`
  return isAccepted ? null : refuse('total-changed', { detail })
}

function write(
  deps: PlaceDeps,
  o: { caller: Caller; visit: OpenVisit; lines: readonly OrderableLine[]; input: Input<'orders:place'> },
): void {
  const { caller, visit, lines, input } = o
  const { orderId } = input
  const views = lines.map(({ view }) => view)
  const total = cartTotal(views, deps.store.currency)
  const number = `S-${String(deps.sql.nextNumber()).padStart(4, '0')}`
  const placedAt = deps.clock.nowMs()
  const order = { orderId, storeNumber: number, customerId: visit.customerId, placedAt, total }
  deps.sql.insert({
    id: orderId,
    number,
    visitId: visit.id,
    customerId: visit.customerId,
    placedAt,
    placedOn: caller.deviceId,
    associate: caller.associate ?? visit.servedBy,
    totalMinor: total.minor,
    currency: total.currency,
    units: cartUnits(views),
  })
  lines.forEach((line, at) => deps.sql.insertLine(rowOf(orderId, line, at)))
  deps.desk.accept(
    orderId,
    lines.map(({ demand, view }) => demand ?? missing(view.sku)),
  )
  deps.outbox.enqueue({
    kind: 'order',
    key: orderId,
    body: { ...order, storeId: deps.store.id, lines: lines.map(sent) },
  })
  for (const { configuration } of lines) if (configuration) deps.configurations.ordered(visit, configuration.id)
  deps.carts.empty(visit)
}

const rowOf = (orderId: OrderId, { view, configuration }: OrderableLine, position: number) => ({
  orderId,
  position,
  sku: view.sku,
  title: JSON.stringify(view.title),
  configurationId: configuration?.id ?? null,
  configuration: configuration === null ? null : JSON.stringify(configuration),
  quantity: view.quantity,
  unitMinor: view.unitPrice.minor,
  totalMinor: view.total.minor,
  fulfilment: view.fulfilment,
  promise: JSON.stringify(view.promise),
})

/** A line as the online shop gets it, with the document that says what is to be made. */
const sent = ({ view, configuration }: OrderableLine): ShopOrder['lines'][number] => {
  const { sku, title, quantity, unitPrice, total, fulfilment, promise } = view
  return { sku, title, quantity, unitPrice, total, fulfilment, promise, configuration }
}

function missing(sku: string): never {
  throw new Error(`${sku} passed as orderable and asks for nothing`)
}
