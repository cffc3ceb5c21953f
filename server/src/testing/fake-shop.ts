import type { ShopChange, ShopConfiguration, ShopOrder } from '@dangol/protocol/shop.ts'
import type { OnlineShop, ShopAnswer, ShopConsent } from '../upstream/online-shop.ts'

/** An online shop in memory, whose line a test cuts and mends. */
export interface FakeShop extends OnlineShop {
  isReachable: boolean
  /** When set, orders get this answer. */
  orderAnswer: ShopAnswer<{ number: string }> | null
  readonly feed: ShopChange[]
  readonly orders: Map<string, ShopOrder>
  readonly saved: ShopConfiguration[]
  readonly consents: ShopConsent[]
  readonly configurations: ShopConfiguration[]
}

export function createFakeShop(feed: ShopChange[] = []): FakeShop {
  const shop: FakeShop = {
    isReachable: true,
    orderAnswer: null,
    feed,
    orders: new Map(),
    saved: [],
    consents: [],
    configurations: [],
    changes(cursor, limit) {
      const from = cursor === null ? 0 : Number(cursor)
      const changes = feed.slice(from, from + limit)
      const reached = from + changes.length
      return answer({ changes, cursor: String(reached), more: reached < feed.length, now: 0 })
    },
    placeOrder(order) {
      if (shop.isReachable && shop.orderAnswer !== null) return Promise.resolve(shop.orderAnswer)
      if (shop.isReachable) shop.orders.set(order.orderId, order)
      return answer({ number: `W-${shop.orders.size}` })
    },
    saveConfiguration(configuration) {
      if (shop.isReachable) shop.saved.push(configuration)
      return answer({ accepted: true })
    },
    putConsents(consent) {
      if (shop.isReachable) shop.consents.push(consent)
      return answer(null)
    },
    configurationsOf: (customerId) =>
      answer(shop.configurations.filter((configuration) => configuration.customerId === customerId)),
  }
  const answer = <T>(value: T): Promise<ShopAnswer<T>> =>
    Promise.resolve(shop.isReachable ? { kind: 'answered', value } : { kind: 'unreachable', why: 'cut' })
  return shop
}
