import { describeConnector } from '../../testing/connector-contract.ts'
import type { OrderInShop } from '../../testing/connector-contract.ts'
import type { Order } from './testing/fake-records.ts'
import { addOrder } from './testing/fake-seed.ts'
import { openShopifyAtHand } from './testing/shop-at-hand.ts'
import type { ShopifyAtHand } from './testing/shop-at-hand.ts'

/** As long as a search lags in these tests; the clock turns by itself. */
const LAG_MS = 2_000

describeConnector('a Shopify made by hand', async () => {
  const hand = await openShopifyAtHand()
  const { shop, customerRef, time } = hand
  const { state } = shop
  return {
    connect: (send) => {
      time.advance(60_000)
      return hand.connect(send)
    },
    stranger: hand.connect(undefined, 'shpat_nobody'),
    customerRef,
    newOrder: () => {
      // What was made before is in every search; what is made now is not.
      state.lagMs = LAG_MS
      return hand.newOrder()
    },
    inShop: (orderId) => Promise.resolve(ordersOf(hand, orderId)),
    drafts: () => Promise.resolve(0),
    change: changesIn(hand),
    spoil: () => {
      const id = addOrder(state, customerRef)
      const order = state.orders.get(id)
      if (order !== undefined) order.total = '24000.5'
      return Promise.resolve({ feed: 'orders', id })
    },
    message: () =>
      Promise.resolve(hand.message('orders/updated', { admin_graphql_api_id: [...state.orders.keys()][0] })),
    close: () => shop.close(),
  }
})

/** Something of each feed changes, a while after what was before. */
function changesIn({ shop: { state }, time, customerRef }: ShopifyAtHand) {
  const changed = <R extends { readonly id: string; updated: string }>(
    rows: Map<string, R>,
    change: (row: R) => void,
  ) => {
    time.advance(5_000)
    const [row] = rows.values()
    if (row === undefined) throw new Error('nothing to change')
    change(row)
    row.updated = state.now()
    return Promise.resolve(row.id)
  }
  return {
    customers: () => changed(state.customers, (customer) => void (customer.firstName = '새이름')),
    orders: () => changed(state.orders, (order) => void (order.status = 'FULFILLED')),
    carts: () => changed(state.carts, (cart) => void (cart.lines = [...cart.lines, ...cart.lines])),
    products: async () => {
      const product = await changed(state.products, (of) => void (of.title = 'Renamed'))
      return state.products.get(product)?.variants[0]?.id ?? ''
    },
    stock: () => changed(state.levels, (level) => void (level.onHand = 3)),
    configurations: async () => {
      const row = await changed(state.customers, (customer) => {
        const field = customer.metafields.get('dangol.configurations')
        const value = field?.value.replace('"blue"', '"gold"') ?? ''
        customer.metafields.set('dangol.configurations', { value, digest: value.slice(-8) })
      })
      const saved = state.customers.get(row)?.metafields.get('dangol.configurations')?.value ?? ''
      const { configurations } = JSON.parse(saved) as { configurations: { id: string }[] }
      return `${customerRef}/${configurations[0]?.id ?? ''}`
    },
  }
}

function ordersOf({ shop: { state } }: ShopifyAtHand, orderId: string): OrderInShop[] {
  const ours = [...state.orders.values()].filter(({ sourceIdentifier }) => sourceIdentifier === orderId)
  return ours.map(asInShop)
}

const asInShop = ({ name, lines, total, transactions, customer }: Order): OrderInShop => ({
  number: name,
  quantities: lines.map(({ quantity }) => quantity),
  configurationIds: lines.map(
    ({ attributes }) => attributes.find(({ key }) => key === '_configurationId')?.value ?? null,
  ),
  totalMinor: Number(total),
  payments: transactions.map(({ amountSet }) => {
    return Number((amountSet as { shopMoney: { amount: string } }).shopMoney.amount)
  }),
  isOfCustomer: customer !== null,
})
