import type { Timers } from '@dangol/domain/time/clock.ts'
import type { Feed } from '@dangol/protocol/link.ts'
import { systemTimers } from '../../platform/system-clock.ts'
import type { Capabilities, CommerceConnector, ConnectorDeps } from '../connector.ts'
import { createAdminApi } from './admin-api.ts'
import type { ShopifyLink } from './config.ts'
import { createFeedReader } from './feeds/read-feed.ts'
import { productsSource, stockSource } from './feeds/goods.ts'
import { configurationsSource, customersSource } from './feeds/people.ts'
import { cartsSource, ordersSource } from './feeds/sales.ts'
import type { FeedSource } from './feeds/source.ts'
import { readHint } from './hint.ts'
import { createInteractive } from './interactive.ts'
import { probeShop } from './probe.ts'
import { ALL_ORDERS, HISTORY_DAYS } from './scopes.ts'
import type { OrderInputDeps } from './writes/order-input.ts'
import { placeOrder } from './writes/place-order.ts'
import { putConsents } from './writes/put-consents.ts'
import { saveConfiguration } from './writes/save-configuration.ts'

export interface ShopifyOptions {
  readonly timers?: Pick<Timers, 'after'>
  /** Of the store's models; without, an order shows the choices as they are in the document. */
  readonly words?: OrderInputDeps['words']
}

/**
 * A shop on Shopify, over its Admin API. Never run against the live service: every document is checked against the published schema of
 * every supported version, and behaviour against answers made by hand in the shapes of that schema (README.md).
 */
export function createShopifyConnector(
  link: ShopifyLink,
  deps: ConnectorDeps,
  { timers = systemTimers, words = () => null }: ShopifyOptions = {},
): CommerceConnector {
  const { mapping } = link
  const { send, clock, store, keys } = deps
  const { url, apiVersion } = link
  const api = createAdminApi({ url, apiVersion, token: deps.secret, send, clock, timers })
  const rows = { keys, mapping, currency: store.currency }
  const saved = mapping.savedConfigurations
  const sources: Partial<Record<Feed, FeedSource>> = {
    customers: customersSource(api, rows),
    orders: ordersSource(api, rows),
    carts: cartsSource(api, rows),
    products: productsSource(api, rows),
    stock: stockSource(api, rows),
    ...(saved === null ? {} : { configurations: configurationsSource(api, rows, saved) }),
  }
  const sourceOf = (feed: Feed): FeedSource => {
    const source = sources[feed]
    if (source === undefined) throw new Error(`${feed} is no feed of this shop`)
    return source
  }
  const reader = createFeedReader(api)
  const interactive = createInteractive(api, rows, sourceOf)
  const writing = { api, store, mapping, words }
  // Until the shop has said what the app may see, no more is promised than any app gets.
  let historyDays: number | null = HISTORY_DAYS

  return {
    platform: 'shopify',
    get capabilities() {
      return capabilitiesOf(link, deps.webhookSecret !== null, historyDays)
    },
    probe: (signal) =>
      probeShop(
        {
          ...{ api, link, store, clock },
          onScopes: (scopes) => void (historyDays = scopes.includes(ALL_ORDERS) ? null : HISTORY_DAYS),
        },
        signal,
      ),
    changes: (feed, cursor, o) => reader.changes(sourceOf(feed), cursor, o),
    sweep: (feed, after, o) => reader.sweep(sourceOf(feed), after, o),
    scan: (feed, after, o) => reader.scan(sourceOf(feed), after, o),
    read: (feed, ids, signal) => reader.read(sourceOf(feed), ids, signal),
    ...interactive,
    placeOrder: (place, signal) => placeOrder(writing, place, signal),
    saveConfiguration: (configuration, customerRef, signal) =>
      saved === null
        ? Promise.resolve({ kind: 'rejected', why: 'this shop keeps no configurations' })
        : saveConfiguration(api, saved, configuration, customerRef, signal),
    putConsents: (consent, customerRef, signal) =>
      mapping.emailMarketing
        ? putConsents(api, consent, customerRef, signal)
        : Promise.resolve({ kind: 'done', value: null }),
    // An order is made in one call: there is nothing that could be left half done.
    tidy: () => Promise.resolve({ kind: 'answered', value: 0 }),
    hint: (headers, body) => readHint({ secret: deps.webhookSecret, host: new URL(url).host }, headers, body),
  }
}

/** Times are of whole seconds, and the search that reads them lags: every feed is compared besides. */
const capabilitiesOf = ({ mapping }: ShopifyLink, webhooks: boolean, historyDays: number | null): Capabilities => ({
  feeds: {
    customers: 'lossy',
    orders: 'lossy',
    carts: 'lossy',
    products: 'lossy',
    stock: 'lossy',
    ...(mapping.savedConfigurations === null ? {} : { configurations: 'lossy' }),
  },
  webhooks,
  configurations: mapping.savedConfigurations !== null,
  consents: mapping.emailMarketing,
  ownPrices: true,
  historyDays,
})
