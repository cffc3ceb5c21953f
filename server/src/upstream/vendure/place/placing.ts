import type { PlaceOrder } from '../../connector.ts'
import type { ConflictReason } from '@dangol/protocol/link.ts'
import type { Call } from '../call.ts'
import type { VendureMapping } from '../config.ts'
import type { Asking } from '../documents/asking.ts'
import type { OrderInShop } from '../documents/order-in-shop.ts'
import type { ErrorInShop, OrderStep, Writing } from '../documents/writing.ts'
import { Halt, refusal, short } from '../../adapters/halt.ts'
import type { WantedLine } from './wanted.ts'

/** One order on its way into the shop. */
export interface Placing extends PlaceOrder {
  readonly call: Call
  readonly asking: Asking
  readonly writing: Writing
  readonly mapping: VendureMapping
  readonly wanted: readonly WantedLine[]
  /** What the store's customer agreed to pay, in the shop's parts. */
  readonly total: number
  /** The shop's clock as it was last heard, Unix milliseconds. */
  readonly shopNowMs: () => number
  /** The location of this store there, by the id that the shop gave it; null for one that is not mapped. */
  readonly home: string | null
  readonly signal: AbortSignal
}

export const conflict = (reason: ConflictReason, detail: string): Halt =>
  new Halt({ kind: 'conflict', reason, detail: short(detail) })

export const isError = (done: object): done is ErrorInShop => 'errorCode' in done

export const sayError = ({ errorCode, message, transitionError }: ErrorInShop): string =>
  `${errorCode}: ${transitionError ?? message}`

/** A step that has to work out. Refuses with the words of the shop. */
export async function take(
  { call, signal }: Placing,
  step: OrderStep,
  variables: Readonly<Record<string, unknown>>,
): Promise<OrderInShop> {
  const { value } = await call(step, variables, signal)
  if (isError(value.done)) throw refusal(sayError(value.done))
  return value.done
}

/** The order that the shop has under our key. */
export async function findOrder({ call, asking, mapping, order, signal }: Placing): Promise<OrderInShop | null> {
  const filter = { [mapping.order.externalRef]: { eq: order.orderId } }
  const { value } = await call(asking.ordersBy, { options: { filter, take: 2 } }, signal)
  return value.orders.items[0] ?? null
}
