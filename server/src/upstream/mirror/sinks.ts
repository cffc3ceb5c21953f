import type { Purpose } from '@dangol/domain/customers/consent.ts'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import type { ShopSink } from '../../shop-port.ts'

/** Who keeps what the shop tells; several may listen to one kind of change. */
export type ShopSinks = { readonly [F in ShopChange['feed']]?: readonly ShopSink<F>[] }

/** Tells one change to everyone who keeps such, inside the current transaction. */
export function deliver<F extends ShopChange['feed']>(
  sinks: ShopSinks,
  change: Extract<ShopChange, { feed: F }>,
): void {
  // Looked up by the change's own feed; the compiler cannot follow the union.
  const listening: readonly ShopSink<F>[] | undefined = sinks[change.feed]
  listening?.forEach((sink) => sink(change))
}

/** Under which name the thing goes again, as 'feed id'; null for what leaves nothing behind that could go. */
export function nameOf(change: ShopChange): string | null {
  switch (change.feed) {
    case 'profile':
    case 'cart':
    case 'configuration':
    case 'model':
      return `${change.feed} ${change.value.id}`
    case 'sku':
      return `sku ${change.value.sku}`
    case 'stock':
      return `stock ${change.value.locationId} ${change.value.sku}`
    case 'history': {
      const { customerId, order } = change.value
      return `history-order ${customerId} ${order.placedAt} ${order.number}`
    }
    default:
      return null
  }
}

/** The change that takes back what stands under a name. */
export function goneBy(name: string): Extract<ShopChange, { feed: 'deleted' }> {
  const end = name.indexOf(' ')
  return { feed: 'deleted', value: { feed: name.slice(0, end), id: name.slice(end + 1) } }
}

const PURPOSES: Readonly<Record<string, Purpose>> = {
  history: 'history.view',
  'history-order': 'history.view',
  configuration: 'config.sync.store',
  cart: 'config.sync.store',
}

/** What somebody must have allowed before the store keeps such a thing of theirs; null for what needs no consent. */
export const purposeOf = (feedOrName: string): Purpose | null => PURPOSES[feedOrName.split(' ', 1)[0] ?? ''] ?? null

/** Whose consent it is that a change needs; null for what is nobody's. */
export const ownerOf = (change: ShopChange): CustomerId | null =>
  change.feed === 'history' || change.feed === 'configuration' || change.feed === 'cart'
    ? change.value.customerId
    : null
