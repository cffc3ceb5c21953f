import { isDeepStrictEqual } from 'node:util'
import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { ShopVisit } from '@dangol/protocol/shop-privacy.ts'
import type { ShopChange, ShopConfiguration, ShopOrder } from '@dangol/protocol/shop.ts'
import { DEFAULT_STORE } from '../features/stores/default-store.ts'
import { pageDigest } from '../platform/page-digest.ts'
import { answered } from '../shop-port.ts'
import type { ShopAnswer } from '../shop-port.ts'
import type { OnlineShop, PageAsk, ReceivedPage, ShopConsent, ShopErasure } from '../upstream/online-shop.ts'
import { forStore, sealedHead } from './shop-seals.ts'
import { createFakeApprovals } from './fake-approvals.ts'
import type { FakeApprovals } from './fake-approvals.ts'

/** An online shop in memory, whose line a test cuts and mends. Keeps the rules of `online-shop-contract.ts`. */
export interface FakeShop extends OnlineShop {
  isReachable: boolean
  /** Takes the call and says nothing. */
  isSilent: boolean
  /** False: the store's key is wrong. */
  isStoreKnown: boolean
  /** How far the shop's clock is before the store's. */
  clockAheadMs: number
  /** When set, orders get this answer. */
  orderAnswer: ShopAnswer<{ number: string }> | null
  readonly feed: ShopChange[]
  readonly orders: Map<string, ShopOrder>
  /** What stores sent, whether it won or not. */
  readonly saved: ShopConfiguration[]
  readonly consents: ShopConsent[]
  /** What stores told of visits, the newest state of each. */
  readonly visits: Map<string, ShopVisit>
  readonly erasures: ShopErasure[]
  readonly configurations: ShopConfiguration[]
  readonly models: ConfigModel[]
  /** What phones approve. */
  readonly approvals: FakeApprovals
}

export function createFakeShop(clock: Clock, feed: ShopChange[] = [], storeId = DEFAULT_STORE.id): FakeShop {
  const answer = async <T>(signal: AbortSignal, take: () => ShopAnswer<T>): Promise<ShopAnswer<T>> => {
    if (shop.isSilent) await abortOf(signal)
    if (signal.aborted || !shop.isReachable) return { kind: 'unreachable', why: 'cut' }
    return shop.isStoreKnown ? take() : { kind: 'unreachable', why: '401 wrong-key' }
  }
  const { calls, approvals } = createFakeApprovals(clock, (signal, take) => answer(signal, take))
  const shop: FakeShop = {
    ...calls,
    approvals,
    isReachable: true,
    isSilent: false,
    isStoreKnown: true,
    clockAheadMs: 0,
    orderAnswer: null,
    feed,
    orders: new Map(),
    saved: [],
    consents: [],
    visits: new Map(),
    erasures: [],
    configurations: [],
    models: [],
    changes: (ask, signal) =>
      answer(signal, () => answered(pageOf(feed, ask, { storeId, nowMs: clock.nowMs() + shop.clockAheadMs }))),
    placeOrder: (order, signal) => answer(signal, () => shop.orderAnswer ?? takeOrder(shop.orders, order)),
    saveConfiguration: (sent, signal) =>
      answer(signal, () => {
        shop.saved.push(sent)
        return answered({ accepted: takeConfiguration(shop.configurations, sent) })
      }),
    putConsents: (consent, signal) =>
      answer(signal, () => {
        if (!shop.consents.some(({ commandId }) => commandId === consent.commandId)) shop.consents.push(consent)
        return answered(null)
      }),
    putVisit: (visit, signal) =>
      answer(signal, () => {
        shop.visits.set(visit.visitId, visit)
        return answered(null)
      }),
    putErasure: (erasure, signal) =>
      answer(signal, () => {
        if (shop.erasures.some(({ commandId }) => commandId === erasure.commandId)) return answered(null)
        shop.erasures.push(erasure)
        // Its word that it has heard: whatever it tells after that is newer.
        feed.push({ feed: 'deleted', value: { feed: 'customer', id: erasure.customerId } })
        return answered(null)
      }),
    configurationsOf: (customerId, signal) =>
      answer(signal, () => answered(shop.configurations.filter((one) => one.customerId === customerId))),
    publishModel: (model, signal) => answer(signal, () => takeModel(shop.models, model)),
  }
  return shop
}

/** A page as the shop signs it. */
function pageOf(
  feed: readonly ShopChange[],
  { cursor, limit, nonce }: PageAsk,
  { storeId, nowMs }: { storeId: string; nowMs: number },
): ReceivedPage {
  const from = cursor === null ? 0 : Number(cursor)
  const changes = feed.slice(from, from + limit).map((change) => forStore(change, storeId))
  const digest = pageDigest(changes.map((change) => JSON.stringify(change)))
  const page = { changes, cursor: String(from + changes.length), more: from + changes.length < feed.length, now: nowMs }
  const version = feed.some((change) => change.feed === 'credential') ? 1 : 0
  const said = {
    storeId,
    nonce,
    from: cursor ?? '',
    cursor: page.cursor,
    digest,
    head: feed.length,
    version,
    at: nowMs,
  }
  return { ...page, digest, seal: sealedHead(said) }
}

function takeOrder(orders: Map<string, ShopOrder>, order: ShopOrder): ShopAnswer<{ number: string }> {
  const before = orders.get(order.orderId)
  if (before !== undefined && !isDeepStrictEqual(before, order)) return { kind: 'rejected', why: '409 other-order' }
  orders.set(order.orderId, order)
  return answered({ number: `W-${[...orders.keys()].indexOf(order.orderId) + 1}` })
}

/** The higher revision wins; the same thing twice is in. */
function takeConfiguration(shelf: ShopConfiguration[], sent: ShopConfiguration): boolean {
  const at = shelf.findIndex(({ id }) => id === sent.id)
  const before = shelf[at]
  if (before === undefined) shelf.push(sent)
  else if (sent.revision > before.revision) shelf[at] = sent
  return before === undefined || sent.revision > before.revision || isDeepStrictEqual(before, sent)
}

/** Versions of a family rise by one; the same one twice is in. */
function takeModel(models: ConfigModel[], model: ConfigModel): ShopAnswer<null> {
  const ofFamily = models.filter(({ id }) => id === model.id)
  const before = ofFamily.find(({ version }) => version === model.version)
  if (before !== undefined && isDeepStrictEqual(before, model)) return answered(null)
  if (before !== undefined || model.version !== ofFamily.length + 1)
    return { kind: 'rejected', why: '409 version-taken' }
  models.push(model)
  return answered(null)
}

function abortOf(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
