import { createReplica } from '@dangol/client/replica.ts'
import type { Replica } from '@dangol/client/replica.ts'
import type { LinkStatus, StoreLink } from '@dangol/client/store-link.ts'
import type { DeviceId, IdSource, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Subscription } from '@dangol/client/subscriptions.ts'
import { ok } from '@dangol/domain/result/result.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { KioskState } from '@dangol/protocol/bridge.ts'
import type { HelpCall } from '@dangol/protocol/visits.ts'
import { createKioskBook } from './alone/catalogue-book.ts'
import { createCounter } from './alone/counter.ts'
import { createSharedVisit } from './assist/shared-visit.ts'
import { createApprovals } from './calls/approval-calls.ts'
import { assistCalls } from './calls/assist-calls.ts'
import type { BridgeHandlers, CallContext } from './calls/call-context.ts'
import { draftCalls } from './calls/draft-calls.ts'
import { createHandovers } from './calls/handover-calls.ts'
import { createScans } from './calls/scan-calls.ts'
import { shoppingCalls } from './calls/shopping-calls.ts'
import { visitCalls } from './calls/visit-calls.ts'
import { createCopies } from './catalogue/copies.ts'
import type { KioskFiles } from './disk/kiosk-files.ts'
import { startHeartbeat } from './devices/heartbeat.ts'
import { readCode } from './devices/read-code.ts'
import { screenName, stateOf } from './host-state.ts'
import type { ScannerPort } from './ports/scanner.ts'
import type { Updater } from './ports/updater.ts'
import { createPublisher } from './publisher.ts'
import { createAttempts } from './visit/attempts.ts'
import type { EndedVisits } from './visit/ended-visits.ts'
import type { VisitKeeper } from './visit/visit-keeper.ts'
import { createVisits } from './visit/visits-of-kiosk.ts'
import type { VisitsOfKiosk } from './visit/visits-of-kiosk.ts'

export interface KioskHostDeps extends KioskFiles {
  readonly device: {
    readonly id: DeviceId
    readonly storeName: Localised
    readonly pitchMm: number
    readonly shopUrl: string
    readonly simulator: boolean
  }
  /** Version of this software, for the office. */
  readonly version: string
  readonly link: StoreLink
  readonly scanner: ScannerPort
  readonly updater: Updater
  readonly clock: Clock
  readonly timers: Timers
  readonly ids: IdSource
}

/** Everything a kiosk does apart from drawing; the same in either shell. */
export interface KioskHost {
  readonly handlers: BridgeHandlers
  state(): KioskState
  /** Calls back at once, then after every change; returns how to stop. */
  readonly onState: (listener: (state: KioskState) => void) => () => void
  /** Ends nothing at the server: what is open there is ended when the kiosk comes back. */
  close(): void
}

/** Puts a kiosk together. Everything personal is held in memory only, and only while its visit lasts (architecture 4). */
export function createHost(deps: KioskHostDeps): KioskHost {
  const { link, ids, clock, timers, cache, device } = deps
  const replica = createReplica()
  const published = createPublisher(() => state())
  const onChange = published.soon
  const attempts = createAttempts(ids)
  const book = createKioskBook(() => cache.catalogue())
  const onLeft = (): void => {
    attempts.forget()
    scans.visitLeft()
    handovers.visitLeft()
    shared.follow(null)
  }
  let subscription: Subscription | null = null
  const isCaughtUp = (): boolean => subscription?.status() === 'live'
  const visits = createVisits({ ...deps, deviceId: device.id, replica, isCaughtUp, book, onLeft, onChange })
  const { keeper, commands, saves, outbox, ended } = visits
  const shared = createSharedVisit({ deviceId: device.id, link, timers, onChange })
  const context: CallContext = { link, ids, keeper, attempts, commands, saves, counter: createCounter(book, clock) }
  const scans = createScans({ ...context, clock, timers, onChange })
  const approvals = createApprovals({ ...context, replica, timers })
  const handovers = createHandovers({ ...context, clock, replica, storeClock: link.storeClock, onChange })
  const copies = createCopies(link, cache, timers, onChange)
  const presentCall = (): HelpCall | null => callOf(replica, ended)

  const parts = { device, keeper, link, outbox, replica, copies, scans, presentCall, offered: handovers.offered, clock }
  const state = (): KioskState => stateOf({ ...parts, shared: shared.shown, approval: approvals.shown })

  subscription = link.subscribe(`kiosk:${device.id}`, replica, ({ puts }) => {
    if (puts.some(({ kind }) => kind === 'catalogue')) copies.refresh()
  })
  const lineChanged = (status: LinkStatus): void => {
    if (status === 'online') {
      keeper.caughtUp()
      copies.refresh()
    }
    if (link.refusal() === 'protocol-too-old') deps.updater.check()
    onChange()
  }
  const stops = [
    replica.onChange(() => {
      shared.follow(visitThere(replica, keeper))
      onChange()
    }),
    link.onStatus(lineChanged),
    deps.scanner.onRead((bytes) => void scans.read(textOf(bytes), keeper.visit()?.lang ?? 'ko')),
    startHeartbeat({ ...deps, outbox, screen: () => screenName(state()) }),
    () => subscription.stop(),
    ...[copies.close, visits.close, shared.close, approvals.close, scans.forget, deps.scanner.close],
  ]

  const handlers: BridgeHandlers = {
    'kiosk:state': () => ok(state()),
    ...copies.handlers,
    ...{ ...scans.handlers, ...approvals.handlers, ...handovers.handlers },
    ...{ ...assistCalls(context, presentCall), ...draftCalls(context, shared) },
    ...visitHandlers(context, visits),
  }
  return {
    handlers,
    state,
    onState: published.listen,
    close() {
      published.close()
      for (const stop of stops) stop()
      link.close()
      cache.close()
    },
  }
}

/** The present visit, once the store server has heard of it: before that it has no topic. */
function visitThere(replica: Replica, keeper: VisitKeeper): VisitId | null {
  const present = keeper.visit()?.id ?? null
  return present !== null && replica.contents().visit.has(present) ? present : null
}

/** The server closes a call with its visit; until it has heard of the end, the next shopper sees nothing of it either. */
const callOf = (replica: Replica, ended: EndedVisits): HelpCall | null =>
  [...replica.contents().call.values()].find(({ visitId }) => visitId === null || !ended.isEnded(visitId)) ?? null

/** Everything of a visit that a screen may ask for, apart from codes and help. */
const visitHandlers = (context: CallContext, { begin, outbox }: VisitsOfKiosk) => ({
  ...visitCalls(context, begin),
  ...shoppingCalls(context),
  'waiting:seen'() {
    outbox.seen()
    return ok(null)
  },
})

function textOf(bytes: Uint8Array): string | null {
  const code = readCode(bytes)
  return code.ok ? code.value : null
}
