import { REQUESTS } from '@dangol/protocol/requests.ts'
import type { RequestName } from '@dangol/protocol/requests.ts'
import type { ServerEvents, Topic } from '@dangol/protocol/sync.ts'
import { isKeyOf } from './features/devices/device-keys.ts'
import type { DeviceKeys } from './features/devices/device-keys.ts'
import { createSubscribe } from './features/sync/catch-up.ts'
import { admit } from './transport/admission.ts'
import { answerOf } from './transport/answer.ts'
import type { AnswerDeps } from './transport/answer.ts'
import type { Carrier, Desk } from './transport/carrier.ts'
import type { Caller, Handlers } from './transport/handler.ts'
import { createRequestRate } from './transport/rate.ts'
import type { Mirror } from './upstream/mirror.ts'
import { handlersOf, snapshotsOf, wireFeatures, wireMirror, wireTidying } from './wire.ts'
import type { Features } from './wire.ts'
import type { StoreDeps } from './wire-house.ts'

/** Ends forgotten visits within a minute, and tidies as often. */
const TIDY_EVERY_MS = 60_000
/** The only cure for a lost last entry (sync 2.1). */
const HEAD_EVERY_MS = 5_000

export interface StoreOptions extends StoreDeps {
  readonly deviceKeys: DeviceKeys
}

/** A store server without its sockets: what `app.ts` puts behind Socket.IO, and the simulation behind a queue. */
export interface Store {
  readonly features: Features
  readonly mirror: Mirror
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
  const tidy = wireTidying(options, features)
  const { changes } = features.core
  const followers = createFollowers(carrier)
  const subscribe = createSubscribe({ log: changes, snapshots: snapshotsOf(features), follow: followers.follow })
  const handlers: Handlers<RequestName> = { ...handlersOf(features), 'sync:subscribe': subscribe }
  changes.onAppended((topic, epoch, entry) => followers.tell(topic, 'log:appended', { topic, epoch, entries: [entry] }))

  const stops = [
    options.timers.every(TIDY_EVERY_MS, tidy),
    options.timers.every(HEAD_EVERY_MS, () => {
      for (const topic of followers.topics()) {
        followers.tell(topic, 'log:head', { topic, epoch: changes.epoch(), head: changes.span(topic).head })
      }
    }),
  ]
  tidy()

  return {
    features,
    mirror,
    desk: createDesk(options, features, handlers, followers),
    start() {
      features.visits.resume()
      mirror.start()
      void features.outbox.pump()
    },
    async stop() {
      for (const stop of [...stops, features.core.writability.close]) stop()
      await Promise.all([mirror.stop(), features.outbox.stop()])
    },
  }
}

/** Who hears which topic. */
interface Followers {
  readonly follow: (caller: Caller, topic: Topic) => void
  forget(caller: Caller): void
  topics(): Iterable<Topic>
  tell<E extends keyof ServerEvents>(topic: Topic, event: E, message: Parameters<ServerEvents[E]>[0]): void
}

function createFollowers(carrier: Carrier): Followers {
  const following = new Map<Topic, Set<Caller>>()
  return {
    follow(caller, topic) {
      following.set(topic, (following.get(topic) ?? new Set()).add(caller))
      carrier.join(caller, topic)
    },
    forget(caller) {
      for (const [topic, callers] of following) {
        callers.delete(caller)
        if (callers.size === 0) following.delete(topic)
      }
    },
    topics: () => following.keys(),
    tell: (topic, event, message) => carrier.toRoom(topic, event, message),
  }
}

function createDesk(
  options: StoreOptions,
  features: Features,
  handlers: Handlers<RequestName>,
  followers: Followers,
): Desk {
  const { log, deviceKeys } = options
  const { devices, staff, core } = features
  const present = new Set<Caller>()
  const answerDeps: AnswerDeps = {
    log,
    shared: core.commits.shared,
    mayAsk: createRequestRate(options.clock, options.limits?.requestsPerSecond),
    onRefused: (code, request, { deviceId }) =>
      log.warn({ event: 'request.refused', refusal: code, request, deviceId }),
  }
  const answer = <N extends RequestName>(name: N, caller: Caller, input: unknown) =>
    answerOf(name, handlers[name], caller, input, answerDeps)
  return {
    admit: (auth) =>
      admit({ isDevice: (kind, token) => isKeyOf(deviceKeys, kind, token), isAssociate: staff.isKnown }, auth),
    connected(caller) {
      present.add(caller)
      core.writability.whenItCan(() => devices.connected(caller))
      log.info({ event: 'device.connected', deviceId: caller.deviceId, kind: caller.kind })
    },
    disconnected(caller) {
      present.delete(caller)
      followers.forget(caller)
      log.info({ event: 'device.disconnected', deviceId: caller.deviceId })
      const isElsewhere = [...present].some((other) => other.deviceId === caller.deviceId)
      if (!isElsewhere) core.writability.whenItCan(() => devices.disconnected(caller))
    },
    ask: (caller, name, input) =>
      isRequest(name) ? answer(name, caller, input) : Promise.resolve({ ok: false, error: { code: 'malformed' } }),
  }
}

const isRequest = (name: string): name is RequestName => Object.hasOwn(REQUESTS, name)
