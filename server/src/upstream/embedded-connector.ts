import type { ShopConfiguration } from '@dangol/protocol/shop.ts'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { RandomBytes } from '../platform/system-ids.ts'
import { answered } from '../shop-port.ts'
import type { ShopAnswer } from '../shop-port.ts'
import type {
  Capabilities,
  CommerceConnector,
  FeedPage,
  Outcome,
  PlaceOrder,
  Probe,
  ProbeProblem,
} from './connector.ts'
import type { OnlineShop, PageAsk } from './online-shop.ts'
import { outcomeOf } from './outcome-of.ts'
import type { SealedRoster } from './sealed-roster.ts'

const NONCE_BYTES = 16

export interface EmbeddedConnectorDeps {
  readonly shop: OnlineShop
  readonly clock: Clock
  readonly random: RandomBytes
  /** Believes a page only when the shop has signed it for this very question. */
  readonly roster: Pick<SealedRoster, 'openPage' | 'isReached'>
}

const CAPABILITIES: Capabilities = {
  feeds: { log: 'reliable' },
  webhooks: false,
  configurations: true,
  consents: true,
  ownPrices: true,
  historyDays: null,
}

/** What the embedded online shop takes; whoever only sends needs no more of it. */
export function createEmbeddedWrites(
  shop: EmbeddedConnectorDeps['shop'],
): Pick<CommerceConnector, 'platform' | 'capabilities' | 'placeOrder' | 'saveConfiguration' | 'putConsents'> {
  return {
    platform: 'embedded',
    capabilities: CAPABILITIES,
    placeOrder: async (place, signal) => placed(await shop.placeOrder(sent(place), signal)),
    saveConfiguration: async (configuration, _ref, signal) =>
      outcomeOf(await shop.saveConfiguration(configuration, signal)),
    putConsents: async (consent, _ref, signal) => outcomeOf(await shop.putConsents(consent, signal)),
  }
}

/**
 * The embedded online shop behind the port of every shop. It tells everything in one signed log that loses nothing, calls customers
 * what this store calls them, and takes an order as the store placed it.
 */
export function createEmbeddedConnector({ shop, clock, random, roster }: EmbeddedConnectorDeps): CommerceConnector {
  const page = async (cursor: string | null, limit: number, signal: AbortSignal): Promise<ShopAnswer<FeedPage>> => {
    const ask: PageAsk = { cursor, limit, nonce: Buffer.from(random(NONCE_BYTES)).toString('base64url') }
    const answer = await shop.changes(ask, signal)
    if (answer.kind !== 'answered') return answer
    const head = roster.openPage(answer.value, ask)
    // A page that the shop has not signed for this question is as good as none: the line is not the shop's.
    if (head === null) return { kind: 'unreachable', why: 'the page is not signed by the shop for this question' }
    const { changes, more } = answer.value
    return answered({
      told: changes.map((change) => ({ feed: 'log', id: '', version: null, customerId: null, changes: [change] })),
      ...{ gone: [], unusable: [] },
      cursor: answer.value.cursor,
      more,
      shopNowMs: head.at,
      isReached: () => !more && roster.isReached(head),
    })
  }
  const empty = (): Promise<ShopAnswer<FeedPage>> => Promise.resolve(answered(nothing(clock.nowMs())))

  return {
    ...createEmbeddedWrites(shop),
    async probe(signal) {
      const askedAtMs = clock.nowMs()
      const answer = await page(null, 1, signal)
      if (answer.kind === 'answered') return answered(probeOf(answer.value.shopNowMs - askedAtMs, []))
      if (!/^40[13]/.test(answer.why)) return answer
      return answered(probeOf(0, [{ code: 'credentials', detail: answer.why.slice(0, 200) }]))
    },
    changes: (_feed, cursor, { limit, signal }) => page(cursor, limit, signal),
    // The log loses nothing, so there is nothing to sweep; and read from its beginning it is the whole shop.
    sweep: empty,
    scan: (_feed, after, { limit, signal }) => page(after, limit, signal),
    read: empty,
    async readOf(feed, customerRef, { signal }) {
      if (feed !== 'configurations') return empty()
      const answer = await shop.configurationsOf(customerRef as CustomerId, signal)
      if (answer.kind !== 'answered') return answer
      return answered({ ...nothing(clock.nowMs()), told: answer.value.map(toldOf) })
    },
    // Members and their orders are in the mirror, whole.
    findCustomers: () => Promise.resolve(answered([])),
    ordersOf: () => Promise.resolve(answered([])),
    tidy: () => Promise.resolve(answered(0)),
    hint: () => null,
  }
}

const probeOf = (clockOffsetMs: number, problems: readonly ProbeProblem[]): Probe => ({
  version: 'store/v1',
  clockOffsetMs,
  problems,
})
const nothing = (nowMs: number): FeedPage => ({
  ...{ told: [], gone: [], unusable: [] },
  cursor: '',
  more: false,
  shopNowMs: nowMs,
})

const toldOf = (value: ShopConfiguration): FeedPage['told'][number] => ({
  feed: 'configurations',
  id: value.id,
  version: null,
  customerId: value.customerId,
  changes: [{ feed: 'configuration', value }],
})

/** An order that a manager takes over without its customer is an order of nobody. */
const sent = ({ order, takeOver, customerRef }: PlaceOrder) =>
  takeOver && customerRef === null ? { ...order, customerId: null } : order

function placed(answer: ShopAnswer<{ number: string }>): Outcome<{ number: string }> {
  if (answer.kind === 'rejected' && answer.why.includes('other-order'))
    return { kind: 'conflict', reason: 'other-content', detail: answer.why }
  if (answer.kind === 'rejected' && answer.why.includes('unknown-customer'))
    return { kind: 'conflict', reason: 'customer-gone', detail: answer.why }
  return outcomeOf(answer)
}
