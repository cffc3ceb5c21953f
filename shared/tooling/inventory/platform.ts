import type { Consents } from '@dangol/domain/customers/consent.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { wire } from '@dangol/server/src/testing/goods-floor.ts'
import { createPhone } from '@dangol/server/src/testing/member-code.ts'
import { mugOf } from '@dangol/server/src/testing/small-shop.ts'
import { memberFeed } from '@dangol/server/src/testing/store-server.ts'
import type { Customer } from '@dangol/server/src/upstream/shopify/testing/fake-records.ts'
import { addCart, addCustomer, addOrder } from '@dangol/server/src/upstream/shopify/testing/fake-seed.ts'
import { keys, openShopifyAtHand } from '@dangol/server/src/upstream/shopify/testing/shop-at-hand.ts'
import type { Canary } from './byte-search.ts'
import type { Kind } from './expected.ts'

/** What a platform knows of somebody, and a store must not. */
interface Whereabouts {
  readonly email: string
  /** Local part, which names somebody as well. */
  readonly mailbox: string
  /** As the platform has it, and as people write it. */
  readonly phone: readonly [string, ...string[]]
  readonly street: string
  readonly door: string
}

/** The one who is a member, and is erased in the evening; before and after they moved. */
export const DAL = {
  given: '카나리달',
  name: '카나리달 선우',
  number: 'M-CANARY-55190',
  phone: createPhone('3df0a6b97c124e58'),
  before: {
    ...{ email: 'kanarienbote@zeisigpost.example', mailbox: 'kanarienbote' },
    phone: ['+821077315544', '01077315544', '010-7731-5544', '1077315544'],
    ...{ street: '카나리앵무로 4471', door: '771동 3302호' },
  },
  after: {
    ...{ email: 'girlitz.umzug@zeisigpost.example', mailbox: 'girlitz.umzug' },
    phone: ['+821066824413', '01066824413', '010-6682-4413', '1066824413'],
    ...{ street: '방울새안길 9083', door: '884동 2207호' },
  },
  area: '새장특별자치구',
  past: 'Zeisigfutter Kanarienrot',
} as const satisfies { before: Whereabouts; after: Whereabouts } & Record<string, unknown>

/** A customer of the shop who never agreed to anything. */
const STRANGER = {
  before: {
    ...{ email: 'bluthaenfling@zeisigpost.example', mailbox: 'bluthaenfling' },
    phone: ['+821055907728', '01055907728', '010-5590-7728', '1055907728'],
    ...{ street: '홍방울로 6612', door: '905동 1108호' },
  },
  bought: 'Haenflingnest aus Weide',
  cart: 'Haenflingbad aus Kupfer',
} as const

const ALL: Consents = {
  ...{ 'recog.kiosk': 'granted', 'assist.notify': 'granted' },
  ...{ 'config.sync.store': 'granted', 'history.view': 'granted' },
}

/** A retailer's shop on a platform of its own, whose every customer is known there with mailbox, telephone and door. */
export async function openPlatform() {
  const hand = await openShopifyAtHand()
  const { state } = hand.shop
  const member = addCustomer(state, DAL.given)
  const stranger = addCustomer(state, '카나리남')
  const set = (id: string, { email, phone, street, door }: Whereabouts, lastName = '선우'): void => {
    const customer = state.customers.get(id)
    if (customer === undefined) throw new Error(`no customer ${id}`)
    const [phoneThere] = phone
    const lives = { address1: street, address2: door, city: DAL.area, province: '', zip: '', country: '' }
    const whereabouts: Partial<Customer> = { email, phone: phoneThere, addresses: [lives], lastName }
    Object.assign(customer, whereabouts, { updated: state.now() })
  }
  set(member, DAL.before)
  set(stranger, STRANGER.before)
  buys(state, addOrder(state, member), DAL.past)
  buys(state, addOrder(state, stranger), STRANGER.bought)
  const cart = state.carts.get(addCart(state, stranger))
  if (cart !== undefined) cart.lines = cart.lines.map((line) => ({ ...line, title: STRANGER.cart }))
  const id = keys.alias(member)
  const feed: ShopChange[] = [
    { feed: 'model', value: wire(mugOf(2)) },
    ...memberFeed({ id, name: DAL.name, number: DAL.number, consents: ALL }, [DAL.phone]),
  ]
  return {
    ...{ id, feed, state },
    link: { connector: hand.connect(), keys, host: 'shop.example.test', pollMs: 250 },
    canaries: canariesOf(hand.shop.token),
    /** The member moves, and says so in the shop. */
    move(): void {
      hand.time.advance(60_000)
      set(member, DAL.after)
    },
    close: () => hand.shop.close(),
  }
}

type State = Awaited<ReturnType<typeof openShopifyAtHand>>['shop']['state']

function buys(state: State, id: string, title: string): void {
  const order = state.orders.get(id)
  if (order === undefined) throw new Error(`no order ${id}`)
  state.orders.set(id, { ...order, lines: order.lines.map((line) => ({ ...line, title })) })
}

const canariesOf = (token: string): Canary<Kind>[] => [
  ...[DAL.before, DAL.after, STRANGER.before].flatMap(whereaboutsOf),
  { kind: 'name', text: DAL.given },
  { kind: 'area of an address', text: DAL.area },
  { kind: 'order of the past', text: DAL.past },
  { kind: 'order of who never agreed', text: STRANGER.bought },
  { kind: 'cart of who never agreed', text: STRANGER.cart },
  { kind: 'key of a member code', text: DAL.phone.publicKey },
  { kind: 'key to the platform', text: token },
]

const whereaboutsOf = ({ email, mailbox, phone, street, door }: Whereabouts): Canary<Kind>[] => [
  ...[email, mailbox].map((text) => ({ kind: 'contact' as const, text })),
  ...phone.map((text) => ({ kind: 'telephone number' as const, text })),
  // Neither the whole of it, nor the word that tells the street, nor the number of the door.
  ...[street, street.split(' ')[0] ?? street, door, door.split(' ')[1] ?? door].map((text) => ({
    kind: 'address' as const,
    text,
  })),
]
