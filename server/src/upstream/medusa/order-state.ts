import type { OrderState } from '@dangol/domain/orders/states.ts'
import { Unfit } from '../adapters/unfit.ts'

export interface Standing {
  readonly status: string
  readonly fulfillment_status: string
  readonly items: readonly { readonly quantity: number; readonly detail: { readonly fulfilled_quantity: number } }[]
}

/** Of a 'pending' order the goods tell how far it is. */
const BY_GOODS: Readonly<Record<string, OrderState>> = {
  not_fulfilled: 'confirmed',
  partially_fulfilled: 'confirmed',
  fulfilled: 'ready',
  partially_shipped: 'confirmed',
  shipped: 'shipped',
  partially_delivered: 'confirmed',
  delivered: 'completed',
  canceled: 'confirmed',
}

/**
 * Where an order stands, in the store's words. Medusa ends an order only when somebody says so, and puts it away later. Throws
 * Unfit for a word that Medusa 2 does not have.
 */
export function stateOf({ status, fulfillment_status, items }: Standing): OrderState {
  if (status === 'canceled') return 'cancelled'
  if (status === 'completed' || status === 'archived') return 'completed'
  // Medusa calls an order delivered when every parcel has arrived, even while lines are in no parcel yet.
  const isWhole = items.every(({ quantity, detail }) => detail.fulfilled_quantity >= quantity)
  const byGoods = isWhole || BY_GOODS[fulfillment_status] === undefined ? BY_GOODS[fulfillment_status] : 'confirmed'
  if ((status === 'pending' || status === 'requires_action') && byGoods !== undefined) return byGoods
  throw new Unfit('state', `order ${status}, goods ${fulfillment_status}`)
}
