import type { RequestName } from '@dangol/protocol/requests.ts'
import type { LiveSchema } from '@dangol/protocol/sync.ts'
import type { z } from 'zod'
import { asSoonAsItCan } from './db/writability.ts'
import { createDesk, stateOf } from './desk.ts'
import type { DeskOptions } from './desk.ts'
import { createSubscribe } from './features/sync/catch-up.ts'
import type { StoreLog } from './features/sync/change-log.ts'
import { createChunks } from './features/sync/chunks.ts'
import type { Appended } from './features/sync/committed.ts'
import { encoded } from './features/sync/encoded.ts'
import { createMayRead } from './features/sync/entitlement.ts'
import { createPacing } from './features/sync/pacing.ts'
import { createPresence } from './features/sync/presence.ts'
import { createSnapshots } from './features/sync/snapshots.ts'
import type { Carrier, Desk } from './transport/carrier.ts'
import { createFollowers } from './transport/followers.ts'
import type { Followers } from './transport/followers.ts'
import type { Handlers } from './transport/handler.ts'
import { subscriptionFrom } from './transport/previous-version.ts'
import type { Mirror } from './upstream/mirror/mirror.ts'
import type { ShopLink } from './upstream/link/shop-link.ts'
import { wireLeftDrafts, wireLink } from './wire-link.ts'
import { handlersOf, snapshotsOf, wireFeatures, wireMirror, wireTidying } from './wire.ts'
import type { Features } from './wire.ts'

/** Ends forgotten visits within a minute, and tidies as often. */
const TIDY_EVERY_MS = 60_000
/** A date that moved is told within seconds. */
const RENEW_EVERY_MS = 2_000
/** The only cure for a lost last entry (L5). */
const HEAD_EVERY_MS = 5_000

export type StoreOptions = DeskOptions

/** A store server without its sockets: what `app.ts` puts behind Socket.IO, and the simulation behind a queue. */
export interface Store {
  readonly features: Features
  readonly mirror: Mirror
  readonly link: ShopLink
  readonly desk: Desk
  /** Takes up what was under way when the server last stopped. */
  start(): void
  /** No new work, and what is under way to its end. The database stays open. */
  stop(): Promise<void>
}

/** Puts the features behind one desk and lets the carrier tell what changes. */
export function createStore(options: StoreOptions, carrier: Carrier): Store {
  const features = wireFeatures(options)
  const mirror = wireMirror(options, features)
  const link = wireLink(options, features, mirror)
  const leftDrafts = wireLeftDrafts(options, features)
  const tidy = wireTidying(options, features)
  const { writability } = features.core
  const followers = createFollowers(
    carrier,
    createMayRead({
      standing: (caller) =>
        options.deviceKeys !== null || features.trust.isActive(caller.deviceId)
          ? features.staff.standing(caller)
          : null,
      open: (visitId, caller) => features.visits.desk.open(visitId, caller),
      mayFollowVisit: (caller, visitId) => features.sharing.followers.mayFollowVisit(caller, visitId),
    }),
  )
  const handlers = { ...handlersOf(features), ...link.handlers, ...createSyncHandlers(options, features, followers) }
  tellWhatIsCommitted(features.core.changes, followers)

  features.core.cutting.onCut(followers)

  const stops = [
    options.timers.every(TIDY_EVERY_MS, tidy),
    options.timers.every(RENEW_EVERY_MS, () => writability.whenItCan(features.visits.renew)),
    options.timers.every(HEAD_EVERY_MS, () => tellHeads(features.core.changes, followers)),
    writability.onChange(() => followers.tellAll('store:state', stateOf(features))),
    // What the shop has taken while it could not be written down is still in the outbox.
    writability.onChange((writable) => {
      if (writable) features.outbox.retryNow()
    }),
    () => writability.close(),
    () => features.devices.stop(),
    () => features.line.stop(),
    () => features.approvals.stop(),
    () => features.handovers.stop(),
  ]
  tidy()

  return {
    features,
    mirror,
    link,
    desk: createDesk({ options, features, handlers, followers, onAsked: mirror.makeWay }),
    start() {
      // A store may start on a full disk.
      asSoonAsItCan(writability, features.visits.resume)
      features.handovers.resume()
      features.guard.probe.start()
      leftDrafts.start()
      mirror.start()
      void features.outbox.pump()
    },
    async stop() {
      for (const stop of stops) stop()
      await Promise.all([mirror.stop(), features.outbox.stop(), features.guard.probe.stop(), leftDrafts.stop()])
    },
  }
}

function createSyncHandlers(
  options: StoreOptions,
  features: Features,
  followers: Followers,
): Pick<Handlers<RequestName>, 'sync:subscribe' | 'assist:present'> {
  const { changes: log, commits } = features.core
  const presence = createPresence({
    ...options,
    mayRead: followers.mayRead,
    staff: features.staff,
    tell: (topic, word) => followers.tell(topic, 'assist:presence', word),
    tellOne: (caller, word) => followers.tellOne(caller, 'assist:presence', word),
  })
  const subscribe = createSubscribe({
    log,
    chunks: createChunks(log),
    snapshots: createSnapshots({ ...options, log, providers: snapshotsOf(features) }),
    mayRead: followers.mayRead,
    pacing: createPacing({ ...options, ...commits }),
    follow(caller, topic) {
      followers.follow(caller, topic)
      presence.joined(caller, topic)
    },
    tellOne: (caller, topic, entries) =>
      followers.tellOne(
        caller,
        'log:appended',
        liveOf({ topic, entries: entries.entries, text: entries.text.slice(1, -1) }, log.epoch()),
      ),
  })
  return {
    'assist:present': presence.handler,
    'sync:subscribe': (caller, asked) => subscribe(caller, subscriptionFrom(caller.protocol, asked, log.epoch())),
  }
}

/** Rights that ended go first: of the very commit that ended them nobody hears more than they may now (T3). */
function tellWhatIsCommitted(log: StoreLog, followers: Followers): void {
  log.onCommitted(({ entitlements, appended }) => {
    for (const topic of new Set(entitlements)) followers.recheck(topic)
    for (const one of appended) followers.tell(one.topic, 'log:appended', liveOf(one, log.epoch()))
  })
}

function liveOf({ topic, entries, text }: Appended, epoch: string): z.infer<typeof LiveSchema> {
  const start = JSON.stringify({ topic, epoch })
  return encoded({ topic, epoch, entries: [...entries] }, `${start.slice(0, -1)},"entries":[${text}]}`)
}

function tellHeads(log: StoreLog, followers: Followers): void {
  const epoch = log.epoch()
  for (const topic of followers.topics()) {
    const { head } = log.span(topic)
    followers.tell(topic, 'log:head', { topic, epoch, head })
  }
}
