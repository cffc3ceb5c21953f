import { CURRENCY_EXPONENTS } from '@dangol/domain/money/money.ts'
import type { Money } from '@dangol/domain/money/money.ts'
import type { PlacedOrder, PlaceOrder } from '../../connector.ts'
import type { OrderInShop } from '../documents/order-in-shop.ts'
import { Halt, refusal, silence } from '../../adapters/halt.ts'
import type { ShopMoney } from '../money.ts'
import { addressIt } from './address-it.ts'
import { composeLines } from './compose.ts'
import { abandon, findOrBegin } from './draft.ts'
import { handOver } from './hand-over.ts'
import type { LostDrafts } from './lost-drafts.ts'
import { conflict, findOrder, isError, sayError, take } from './placing.ts'
import type { Placing } from './placing.ts'
import { hasLines, isSameOrder, wantedLines } from './wanted.ts'
import type { WantedDeps } from './wanted.ts'

/** States in which lines, customer and address can be changed. */
const OPEN = new Set(['Draft', 'AddingItems'])
/** Ways through the states that an order may take before somebody is surely working on it besides us. */
const ROUNDS_MAX = 4

export type PlaceDeps = Pick<Placing, 'call' | 'asking' | 'writing' | 'mapping' | 'home' | 'shopNowMs' | 'signal'> &
  Pick<WantedDeps, 'describe'> & { readonly money: ShopMoney; readonly lost: LostDrafts }

/**
 * Brings an order of the store into the shop, once (U1). Every step goes by what the shop already has, so it may be broken off
 * anywhere and called again. Throws `Halt`; when the shop will not have the order, nothing of it is left there.
 */
export async function placeOrder(place: PlaceOrder, deps: PlaceDeps): Promise<PlacedOrder> {
  const total = deps.money.theirs(place.order.total)
  if (total === null) throw refusal(`the shop cannot say ${said(place.order.total)} exactly`)
  const at: Placing = { ...place, ...deps, total, wanted: wantedLines(place.order, deps) }
  let order = await findOrBegin(at, deps.lost)
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const step = stepFor(order.state)
    if (step === null) return placed(at, order)
    order = await orNothing(at, order, () => step(at, order, deps.money))
  }
  throw silence(`the order stays in state ${order.state}`)
}

async function placed(at: Placing, order: OrderInShop): Promise<PlacedOrder> {
  if (!isSameOrder(order, at)) throw conflict('other-content', `the shop has ${order.code} under this key`)
  await handOver(at, order)
  return { number: order.code }
}

type Step = (at: Placing, order: OrderInShop, money: ShopMoney) => Promise<OrderInShop>

/** Null for an order that is placed. */
function stepFor(state: string): Step | null {
  if (OPEN.has(state)) return arrange
  return state === 'ArrangingPayment' ? pay : null
}

/**
 * What the shop will not have is taken back. Unless it has moved on meanwhile, by a request that came late: then its no was about
 * something that is no more, and another try begins from what is there.
 */
async function orNothing(at: Placing, order: OrderInShop, step: () => Promise<OrderInShop>): Promise<OrderInShop> {
  try {
    return await step()
  } catch (error) {
    if (!(error instanceof Halt) || error.ending.kind === 'retry') throw error
    const now = await findOrder(at)
    if (now?.id !== order.id || now.state !== order.state) throw silence(`the order has moved on: ${error.message}`)
    await abandon(at, now)
    throw error
  }
}

async function arrange(at: Placing, begun: OrderInShop, money: ShopMoney): Promise<OrderInShop> {
  await composeLines(at, begun)
  const order = await addressIt(at, begun)
  refuseOtherTotal(at, order, money)
  return take(at, at.writing.move, { id: order.id, state: 'ArrangingPayment' })
}

/** Nothing can be added any more: what came late is seen here, before anything is paid. */
async function pay(at: Placing, order: OrderInShop, money: ShopMoney): Promise<OrderInShop> {
  if (!hasLines(order.lines, at.wanted, ({ quantity }) => quantity)) {
    return take(at, at.writing.move, { id: order.id, state: 'AddingItems' })
  }
  refuseOtherTotal(at, order, money)
  const { orderId } = at.order
  // Vendure refuses a payment without metadata with an error of its database.
  const input = { orderId: order.id, method: at.mapping.paymentMethod, transactionId: orderId, metadata: {} }
  const { value } = await at.call(at.writing.pay, { input }, at.signal)
  if (!isError(value.done)) return value.done
  throw silence(sayError(value.done))
}

function refuseOtherTotal({ total, takeOver, order, mapping }: Placing, found: OrderInShop, money: ShopMoney): void {
  if (found.totalWithTax === total) return
  const both = `the shop asks ${saidThere(found.totalWithTax, order.total, money)}, the store agreed on ${said(order.total)}`
  if (takeOver && mapping.orderLine.agreedPrice === undefined) {
    throw refusal(`${both}; the shop has no field for an agreed price`)
  }
  throw conflict('price-changed', both)
}

const said = ({ minor, currency }: Money): string =>
  `${(minor / 10 ** CURRENCY_EXPONENTS[currency]).toFixed(CURRENCY_EXPONENTS[currency])} ${currency}`

function saidThere(amount: number, { currency }: Money, money: ShopMoney): string {
  try {
    return said(money.ours(amount, currency))
  } catch {
    return `${amount} parts`
  }
}
