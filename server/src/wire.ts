import type { LINK_REQUESTS } from '@dangol/protocol/link-requests.ts'
import { FEEDS } from '@dangol/protocol/link.ts'
import type { RequestName } from '@dangol/protocol/requests.ts'
import { emptyLog } from './db/empty-log.ts'
import type { SnapshotProvider } from './ports/sync.ts'
import type { Handlers } from './transport/handler.ts'
import { dateInZone } from '@dangol/domain/time/calendar.ts'
import { createEmbeddedConnector } from './upstream/embedded-connector.ts'
import { createMirror } from './upstream/mirror/mirror.ts'
import type { Mirror, MirrorSource } from './upstream/mirror/mirror.ts'
import type { ShopSinks } from './upstream/mirror/sinks.ts'
import { createSealedRoster } from './upstream/sealed-roster.ts'
import type { SealedRoster } from './upstream/sealed-roster.ts'
import { createDropStaleCopies } from './upstream/stale-copies.ts'
import { wireGoods } from './wire-goods.ts'
import type { Goods } from './wire-goods.ts'
import { wireCore, wireHouse } from './wire-house.ts'
import type { Core, House, StoreDeps } from './wire-house.ts'
import { wirePeople } from './wire-people.ts'
import type { People } from './wire-people.ts'
import type { PrivacyFeature } from './features/privacy/privacy.ts'
import { wirePrivacy, wireRetention } from './wire-privacy.ts'

/** Every feature, made. Features that need each other meet here, each through the port it declared. */
export interface Features extends House, People, Goods {
  readonly core: Core
  readonly privacy: PrivacyFeature
}

/** Makes the features. What a feature needs of one that is made after it is asked for at the moment of use. */
export function wireFeatures(deps: StoreDeps): Features {
  let made: Features | null = null
  const later = (): Features => {
    if (made === null) throw new Error('a feature was used before all were made')
    return made
  }
  const core = wireCore(deps)
  const house = wireHouse(deps, core, later)
  const people = wirePeople(deps, core, house, later)
  const goods = wireGoods(deps, core, house, people)
  made = { core, ...house, ...people, ...goods, privacy: wirePrivacy(deps, core, { ...house, ...people, ...goods }) }
  return made
}

/**
 * Who answers what; the compiler finds a request without a handler. What needs to know who follows what, or how far the mirror is,
 * is the store's own.
 */
export function handlersOf(
  features: Features,
): Omit<Handlers<RequestName>, 'sync:subscribe' | 'assist:present' | keyof typeof LINK_REQUESTS> {
  return {
    ...features.visits.handlers,
    ...features.recognition.handlers,
    ...features.approvals.handlers,
    ...features.customers.handlers,
    ...features.devices.handlers,
    ...features.trust.handlers,
    ...features.staff.handlers,
    ...features.catalogue.handlers,
    ...features.configurations.handlers,
    ...features.carts.handlers,
    ...features.orders.handlers,
    ...features.assist.handlers,
    ...features.sharing.handlers,
    ...features.handovers.handlers,
    ...features.insights.handlers,
    ...features.models.handlers,
    ...features.nextChoice.handlers,
    ...features.privacy.handlers,
  }
}

/** What each feature puts into a snapshot of a topic. */
export const snapshotsOf = (features: Features): readonly SnapshotProvider[] => [
  features.visits.snapshot,
  features.approvals.snapshot,
  features.assist.snapshot,
  features.sharing.snapshot,
  features.handovers.snapshot,
  features.orders.snapshot,
  features.devices.snapshot,
  features.trust.snapshot,
  features.line.snapshot,
  features.catalogue.snapshot,
]

/** The member service tells its log each second: its shopper's phone shows an order as arrived within that time. */
const LOG_POLL_MS = 1_000
/** Nobody is in the store then, and a night's date lasts until the next. */
const NIGHT_BEGINS_MS = 3 * 60 * 60_000

/** The mirror of the online shop, feeding every feature that keeps a copy. */
export function wireMirror(deps: StoreDeps, features: Features): Mirror {
  const { customers, catalogue, line, outbox, core } = features
  const { tombstones } = features.books
  const roster = createSealedRoster({
    ...deps,
    keys: deps.shopKeys,
    storeId: deps.store.id,
    isKept: (credId) => customers.credential(credId) !== null,
  })
  const mirror: Mirror = createMirror({
    ...deps,
    transact: core.transact,
    sources: sourcesOf(deps, features, roster),
    sinks: sinksOf(features, roster, () => mirror.compareSoon()),
    gate: { isErased: tombstones.isErased, mayKeep: customers.mayKeep },
    nightOf: (atMs) => dateInZone(atMs - NIGHT_BEGINS_MS, deps.store.timeZone),
    afterChunk: () => catalogue.mirror.announce(),
    onCompared: ({ feed, rows, mended }) => deps.log.info({ event: 'mirror.compared', feed, rows, mended }),
    onHeard(isUp) {
      const wasUp = line.status().state === 'up'
      line.heard(isUp)
      if (isUp && !wasUp) outbox.retryNow()
    },
    onShopTime(time) {
      const { clockWatch } = features.recognition
      const wasRight = clockWatch.isRight()
      clockWatch.heard(time)
      const isRight = clockWatch.isRight()
      if (isRight !== wasRight) deps.log.warn({ event: isRight ? 'clock.right' : 'clock.wrong', ...time })
    },
  })
  customers.onConsent((...changed) => mirror.consentChanged(...changed))
  return mirror
}

/** The member service, and beside it the retailer's shop where that is on a platform of its own. */
function sourcesOf(deps: StoreDeps, { guard }: Features, roster: SealedRoster): MirrorSource[] {
  const members = createEmbeddedConnector({ ...deps, roster })
  const log = { source: 'members', connector: members, feeds: ['log'], pollMs: LOG_POLL_MS } as const
  const { link } = deps
  // The log of a shop that is its own member service stops with the link; keys and consents of a linked one go on.
  if (link === undefined || link === null) return [{ ...log, pause: guard.gate }]
  const feeds = FEEDS.filter((feed) => feed !== 'log' && link.connector.capabilities.feeds[feed] !== undefined)
  const shop = { source: 'shop', connector: link.connector, feeds, pollMs: link.pollMs, pause: guard.gate } as const
  return [{ ...log, pause: { isPaused: () => false } }, shop]
}

function sinksOf(features: Features, roster: SealedRoster, compareSoon: () => void): ShopSinks {
  const { customers, catalogue, promises, configurations, onlineCarts, orders, privacy, nextChoice } = features
  const { tombstones } = features.books
  const customer = tombstones.guard(customers.mirror.customer)
  return {
    customer: [
      (change) => {
        const wasErased = tombstones.isErased(change.value.id)
        customer(change)
        // Nothing of the retailer's shop was booked of them meanwhile.
        if (wasErased && !tombstones.isErased(change.value.id)) compareSoon()
      },
    ],
    profile: [tombstones.guard(customers.mirror.profile)],
    credential: [roster.guard(tombstones.guard(customers.mirror.credential))],
    history: [tombstones.guard(customers.mirror.history)],
    cart: [tombstones.guard(onlineCarts.sink)],
    model: [catalogue.mirror.model],
    sku: [catalogue.mirror.sku],
    stock: [promises.sink],
    configuration: [tombstones.guard(configurations.sink)],
    'order-state': [orders.sink],
    'sales-history': [nextChoice.sink],
    'visit-dropped': [privacy.dropped],
    deleted: [
      ...[tombstones.deleted, customers.mirror.deleted, catalogue.mirror.deleted, promises.deleted],
      ...[configurations.deleted, onlineCarts.deleted],
    ],
  }
}

/** What is done now and then: visits nobody ended, what is past its time. */
export function wireTidying(deps: StoreDeps, features: Features): () => void {
  const { core, line, configurations, customers, onlineCarts } = features
  const dropStaleCopies = createDropStaleCopies({
    ...deps,
    ...{ transact: core.transact, line, copies: [configurations, customers, onlineCarts] },
  })
  const chores = [
    () => features.visits.tidy(),
    () => features.configurations.sweep(),
    () => features.handovers.tidy(),
    () => features.recognition.purge(),
    () => features.staff.tidy(),
    () => core.access.purge(),
    () => core.changes.prune(),
    dropStaleCopies,
    () => core.memory.purge(),
    () => core.carried.tidy(),
    wireRetention(deps),
    // Last, so that what the others deleted is off the disk.
    () => void emptyLog(deps.db),
  ]
  return () => {
    for (const chore of chores) core.writability.whenItCan(chore)
  }
}
