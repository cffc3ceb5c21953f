import type { CartLineId, CommandId, ConfigurationId, CustomerId, OrderId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Answer, RequestName } from '@dangol/protocol/requests.ts'
import type { OrderView } from '@dangol/protocol/orders.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { wire } from '../../../testing/goods-floor.ts'
import { HOME, MUG, mugOf, smallSkus, smallStore, SOCKS } from '../../../testing/small-shop.ts'
import { callerOf, createRepeatableIds } from '../../../testing/store-core.ts'
import { memberFeed } from '../../../testing/store-server.ts'
import { openWiredStore } from '../../../testing/wired-store.ts'
import type { WiredStore } from '../../../testing/wired-store.ts'
import { quiet } from './outbox-kit.ts'

export const kiosk = callerOf('kiosk', 'kiosk-1')
export const jieuns = callerOf('tablet', 'tablet-1', 'jieun')
const office = callerOf('office', 'office-1', 'jieun')

export const memberOf = (n: number): CustomerId => n.toString(16).padStart(32, '0') as CustomerId

const SOCKS_THERE = 100_000

function feedOf(members: number): ShopChange[] {
  const consents = { 'config.sync.store': 'granted', 'recog.kiosk': 'granted' } as const
  return [
    { feed: 'model', value: wire(mugOf(2)) },
    ...smallSkus.map((sku): ShopChange => ({ feed: 'sku', value: wire(sku) })),
    { feed: 'stock', value: { sku: SOCKS, locationId: HOME, onHand: SOCKS_THERE, held: 0 } },
    ...Array.from({ length: members }, (_, n) =>
      memberFeed({ id: memberOf(n), number: `M-${n}`, name: `Member ${n}`, consents }),
    ).flat(),
  ]
}

/** A store that sells, wired as in the product, before a shop whose line a test cuts. */
export async function openTradingStore(members = 3) {
  const opened = await openWiredStore(feedOf(members), { store: smallStore })
  const { time, shop, db } = opened
  const ids = createRepeatableIds(time)
  let store: Pick<WiredStore, 'features' | 'handlers' | 'mirror'> = opened
  const command = () => ({ commandId: ids.next<CommandId>() })
  const begin = (customerId: CustomerId | null): VisitId =>
    customerId === null
      ? valueOf(now(store.handlers['visits:begin'](kiosk, { ...command(), lang: 'ko' }))).id
      : valueOf(now(store.handlers['visits:begin-for'](jieuns, { ...command(), customerId, lang: 'ko' }))).id
  const callerIn = (customerId: CustomerId | null) => (customerId === null ? kiosk : jieuns)
  const save = (visitId: VisitId, customerId: CustomerId | null, id = ids.next<ConfigurationId>(), revision = 0) => {
    const draft = {
      ...{ id, familyId: MUG, modelVersion: 2, revision, name: '', personaId: null, secret: false },
      choices: { kind: 'table', colour: revision % 2 === 0 ? 'blue' : 'gold' },
    }
    return valueOf(now(store.handlers['configurations:save'](callerIn(customerId), { ...command(), visitId, draft })))
  }
  const order = (visitId: VisitId, customerId: CustomerId | null, mug: ConfigurationId | null = null): OrderView => {
    const caller = callerIn(customerId)
    const item =
      mug === null ? { kind: 'stocked' as const, sku: SOCKS } : { kind: 'configured' as const, configurationId: mug }
    const line = {
      lineId: ids.next<CartLineId>(),
      item,
      quantity: 1,
      fulfilment: mug === null ? null : ('pick-up' as const),
    }
    const visit = valueOf(now(store.handlers['carts:add'](caller, { ...command(), visitId, ...line })))
    const place = { ...command(), visitId, orderId: ids.next<OrderId>(), acceptedTotal: visit.cart.total }
    return valueOf(now(store.handlers['orders:place'](caller, place)))
  }
  const end = (visitId: VisitId, customerId: CustomerId | null) =>
    valueOf(now(store.handlers['visits:end'](callerIn(customerId), { ...command(), visitId, reason: 'shopper' })))
  return {
    ...{ time, shop, db, command, begin, save, order, end },
    store: () => store,
    /** The process ends and starts again on the same database. */
    async restart() {
      await store.features.outbox.stop()
      const { shop: _theirs, ...clocks } = { shop, clock: time, steady: time.steady, timers: time }
      store = await openWiredStore([], { store: smallStore, db, shop, ids, ...clocks })
    },
    /** Lets time pass in steps, and what is sent come back in between. */
    async pass(ms: number, stepMs = 1_000) {
      for (let left = ms; left > 0; left -= stepMs) {
        time.advance(Math.min(stepMs, left))
        await quiet()
      }
    },
    seenInOffice: () => valueOf(now(store.handlers['insights:office'](office, {}))),
    orderOf: (id: OrderId) => store.features.orders.recent(1_000).find((one) => one.id === id),
  }
}
export type TradingStore = Awaited<ReturnType<typeof openTradingStore>>

/** What the handlers here answer, they answer at once. */
function now<N extends RequestName>(answer: Answer<N> | Promise<Answer<N>>): Answer<N> {
  if (answer instanceof Promise) throw new Error('a handler took its time')
  return answer
}

function valueOf<N extends RequestName>(answer: Answer<N>): Extract<Answer<N>, { ok: true }>['value'] {
  if (!answer.ok) throw new Error(`refused: ${answer.error.code}`)
  return answer.value
}
