import type { Capabilities, CommerceConnector, ConnectorDeps } from '../connector.ts'
import { answerOf, outcomeOf } from '../adapters/halt.ts'
import { historyIn } from '../adapters/history-in.ts'
import { createAdmin } from './admin.ts'
import type { MedusaLink } from './config.ts'
import { createFeeds } from './feeds.ts'
import { findCustomers } from './find-customers.ts'
import { readHint } from './hint.ts'
import { placeOrder } from './place/place-order.ts'
import { plansOf } from './plans.ts'
import { probe } from './probe.ts'
import { tidyDrafts } from './tidy.ts'

/** A shop on Medusa 2, by its Admin API. */
export function createMedusaConnector(link: MedusaLink, deps: ConnectorDeps): CommerceConnector {
  const { keys, clock, send, secret, webhookSecret } = deps
  const storeId = deps.store.id
  const admin = createAdmin({ url: link.url, secret, send, clock })
  const feeds = createFeeds({ admin, plans: plansOf({ keys, storeId, link }) })
  const of = { admin, link, storeId, words: deps.words ?? (() => null) }

  return {
    platform: 'medusa',
    capabilities: capabilitiesOf(webhookSecret !== null),
    probe: (signal) => answerOf(() => probe({ admin, link, clock }, signal)),
    changes: (feed, cursor, o) => answerOf(() => feeds.changes(feed, cursor, o)),
    sweep: (feed, after, o) => answerOf(() => feeds.sweep(feed, after, o)),
    scan: (feed, after, o) => answerOf(() => feeds.scan(feed, after, o)),
    read: (feed, ids, signal) => answerOf(() => feeds.read(feed, ids, signal)),
    readOf: (feed, customerRef, o) => answerOf(() => feeds.readOf(feed, customerRef, o)),
    findCustomers: (query, signal) => answerOf(() => findCustomers({ admin, keys, link }, query, signal)),
    ordersOf: (customerRef, limit, signal) =>
      answerOf(async () => historyIn(await feeds.readOf('orders', customerRef, { limit, signal }))),
    placeOrder: (place, signal) => outcomeOf(() => placeOrder(of, place, signal)),
    // Neither is among the capabilities: whoever asks all the same is told so, and nothing is lost quietly.
    saveConfiguration: () => Promise.resolve({ kind: 'rejected', why: 'this shop keeps no configurations' }),
    putConsents: () => Promise.resolve({ kind: 'rejected', why: 'this shop keeps no consents' }),
    tidy: (signal) => answerOf(() => tidyDrafts(of, signal)),
    hint: (headers, body) => (webhookSecret === null ? null : readHint(webhookSecret, headers, body)),
  }
}

function capabilitiesOf(webhooks: boolean): Capabilities {
  return {
    // A new address does not move its customer, a payment not its order, and prices and levels move nothing at all.
    feeds: { customers: 'lossy', orders: 'lossy', products: 'lossy', stock: 'lossy' },
    webhooks,
    configurations: false,
    consents: false,
    ownPrices: true,
    historyDays: null,
  }
}
