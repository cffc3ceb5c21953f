import type { ShopOrder } from '@dangol/protocol/shop.ts'
import type { PlacedOrder, PlaceOrder } from '../../connector.ts'
import { conflict, refusal, silence } from '../../adapters/halt.ts'
import { answered } from '../admin.ts'
import type { Heard } from '../admin.ts'
import { listRows } from '../listing.ts'
import { orderNumber } from '../map-order.ts'
import { ORDER_FIELDS, OrderRowSchema } from '../rows.ts'
import type { OrderRow } from '../rows.ts'
import { DRAFTS, dropDraft, findOurs, ORDERS } from './find-order.ts'
import { isShort, makeDraft } from './make-draft.ts'
import type { DraftDeps } from './make-draft.ts'
import { afterStep, nextStep } from './next-step.ts'
import type { Step } from './next-step.ts'
import { addsUp, difference } from './same-order.ts'

/** An order of 200 lines takes eight; more is a shop that takes steps and forgets them. */
const STEPS_MAX = 16

/**
 * Brings an order of the store into the shop, once: a draft under our key, made into an order, paid, and what was carried out
 * handed over. Only a draft becomes an order, by its id and only once: a request that comes late, after the store has given it up
 * and begun again, leaves a draft for `tidy` and never a second order. Throws `Halt`.
 */
export async function placeOrder(deps: DraftDeps, place: PlaceOrder, signal: AbortSignal): Promise<PlacedOrder> {
  const { order } = place
  const [found = null, ...others] = place.again ? await findOurs(deps, order, signal) : []
  for (const { id, isDraft } of others) if (isDraft) await dropDraft(deps.admin, id, signal)
  const id = found?.isDraft === false ? found.id : await makeOrder(deps, place, found?.id ?? null, signal)
  return finish(deps, place, id, signal)
}

/** From the draft that is there, or from a new one. */
async function makeOrder(
  deps: DraftDeps,
  place: PlaceOrder,
  found: string | null,
  signal: AbortSignal,
): Promise<string> {
  const { order } = place
  if (!addsUp(order)) throw refusal('the lines do not come to the total')
  if (order.total.currency !== deps.link.currency) throw refusal(`the shop sells in ${deps.link.currency}`)
  let id = found
  if (id !== null) {
    const draft = await rowOf(deps, DRAFTS, id, signal)
    // Whoever takes an order over wants another draft than the one that was refused.
    const isThis = draft !== null && !place.takeOver && difference(order, draft, deps.link) === null
    if (draft !== null && !isThis) await dropDraft(deps.admin, id, signal)
    if (!isThis) id = null
  }
  id ??= await makeDraft(deps, place, signal)
  const heard = await deps.admin.post(`/admin/draft-orders/${id}/convert-to-order`, { fields: 'id' }, {}, signal)
  // A repeated step is refused as well: whether it is an order by now is asked, not concluded.
  if (heard.kind === 'refused' && (await rowOf(deps, ORDERS, id, signal)) === null)
    await giveUp(deps, id, heard, signal)
  return id
}

async function giveUp(deps: DraftDeps, id: string, heard: Heard, signal: AbortSignal): Promise<never> {
  await dropDraft(deps.admin, id, signal)
  if (heard.kind === 'refused' && isShort(heard)) {
    throw conflict('stock-gone', heard.message)
  }
  answered(heard)
  throw silence('the shop refused, and then did not')
}

async function finish(deps: DraftDeps, place: PlaceOrder, id: string, signal: AbortSignal): Promise<PlacedOrder> {
  let refused = new Map<string, Heard>()
  let row: OrderRow | null = null
  for (let steps = 0; steps < STEPS_MAX; steps += 1) {
    row ??= await orderToFinish(deps, place.order, id, signal)
    const step = nextStep(place.order, row, deps.link)
    if (step === null) return { number: orderNumber(row) }
    const text = JSON.stringify(step)
    const no = refused.get(text)
    // Refused, and still to be done: this is the shop's last word.
    if (no !== undefined) return stopAt(step, no, row, place)
    const heard = await take(deps, id, step, signal)
    refused = new Map(heard.kind === 'refused' ? [[text, heard]] : [])
    row = heard.kind === 'heard' ? afterStep(row, step, heard.body) : null
  }
  throw silence('the shop takes a step, and then has not taken it')
}

async function orderToFinish(deps: DraftDeps, order: ShopOrder, id: string, signal: AbortSignal): Promise<OrderRow> {
  const row = await rowOf(deps, ORDERS, id, signal)
  if (row === null) throw silence('the order is not to be seen yet')
  const other = difference(order, row, deps.link)
  if (other !== null) throw conflict('other-content', other)
  return row
}

function stopAt(step: Step, heard: Heard, row: OrderRow, { takeOver }: PlaceOrder): PlacedOrder {
  const isGoods = step.kind === 'fulfil' || step.kind === 'deliver'
  if (isGoods && takeOver) return { number: orderNumber(row) }
  if (isGoods && heard.kind === 'refused') {
    throw conflict('stock-gone', heard.message)
  }
  answered(heard)
  throw silence('the shop refused, and then did not')
}

function take({ admin, link }: DraftDeps, id: string, step: Step, signal: AbortSignal): Promise<Heard> {
  const of = `/admin/orders/${id}/fulfillments`
  switch (step.kind) {
    case 'begin-payment':
      return admin.post('/admin/payment-collections', {}, { order_id: id, amount: step.amount }, signal)
    case 'pay':
      return admin.post(`/admin/payment-collections/${step.collectionId}/mark-as-paid`, {}, { order_id: id }, signal)
    case 'drop-payment':
      return admin.remove(`/admin/payment-collections/${step.collectionId}`, signal)
    case 'fulfil': {
      const from = { location_id: link.locations[link.storeLocation], shipping_option_id: link.shipping['carry-out'] }
      return admin.post(of, { fields: 'id' }, { ...from, items: step.items, no_notification: true }, signal)
    }
    case 'deliver':
      return admin.post(`${of}/${step.fulfillmentId}/mark-as-delivered`, { fields: 'id' }, {}, signal)
  }
}

/** Null where there is no such draft, or no such order. */
async function rowOf(
  { admin }: DraftDeps,
  of: typeof DRAFTS | typeof ORDERS,
  id: string,
  signal: AbortSignal,
): Promise<OrderRow | null> {
  const { rows } = await listRows(admin, of, { id: [id], fields: ORDER_FIELDS, limit: 1 }, signal)
  const [row] = rows
  if (row === undefined) return null
  const parsed = OrderRowSchema.safeParse(row)
  if (parsed.success) return parsed.data
  throw silence(`an order without ${parsed.error.issues[0]?.path.join('.') ?? 'shape'}`)
}
