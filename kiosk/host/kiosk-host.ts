import { createReplica } from '@dangol/client/replica.ts'
import type { LinkStatus, StoreLink } from '@dangol/client/store-link.ts'
import type { DeviceId, IdSource } from '@dangol/domain/ids/ids.ts'
import { ok } from '@dangol/domain/result/result.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { KioskState } from '@dangol/protocol/bridge.ts'
import { createSharedVisit } from './assist/shared-visit.ts'
import { assistCalls } from './calls/assist-calls.ts'
import type { BridgeHandlers, CallContext } from './calls/call-context.ts'
import { draftCalls } from './calls/draft-calls.ts'
import { createScans } from './calls/scan-calls.ts'
import { shoppingCalls } from './calls/shopping-calls.ts'
import { visitCalls } from './calls/visit-calls.ts'
import type { CatalogueCache } from './catalogue/catalogue-cache.ts'
import { createCopies } from './catalogue/copies.ts'
import { startHeartbeat } from './devices/heartbeat.ts'
import { readCode } from './devices/read-code.ts'
import type { ScannerPort } from './ports/scanner.ts'
import { createPublisher } from './publisher.ts'
import { screenName, stateOf } from './host-state.ts'
import { createAttempts } from './visit/attempts.ts'
import { createPendingEnds } from './visit/pending-ends.ts'
import { createVisitKeeper } from './visit/visit-keeper.ts'

export interface KioskHostDeps {
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
  readonly cache: CatalogueCache
  readonly scanner: ScannerPort
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
  const ends = createPendingEnds(link, ids)
  const onLeft = (): void => {
    attempts.forget()
    scans.visitLeft()
    shared.follow(null)
  }
  const keeper = createVisitKeeper({ replica, ends, clock, timers, onLeft, onChange })
  const shared = createSharedVisit({ deviceId: device.id, link, timers, onChange })
  const context: CallContext = { link, ids, keeper, attempts }
  const scans = createScans({ ...context, ends, clock, timers, onChange })
  const copies = createCopies(link, cache, timers, onChange)
  // The server closes a call with its visit; until it has heard of the end, the next shopper sees nothing of it either.
  const presentCall = () =>
    [...replica.contents().call.values()].find(({ visitId }) => visitId === null || !ends.isEnded(visitId)) ?? null

  const parts = { device, keeper, link, ends, replica, copies, scans, presentCall, shared: shared.shown, clock }
  const state = (): KioskState => stateOf(parts)

  const subscription = link.subscribe(`kiosk:${device.id}`, replica, ({ puts }) => {
    if (puts.some(({ kind }) => kind === 'catalogue')) copies.refresh()
  })
  const lineChanged = (status: LinkStatus): void => {
    if (status === 'online') {
      keeper.firstCatchUpDone()
      void ends.flush()
      copies.refresh()
    }
    onChange()
  }
  const stops = [
    replica.onChange(({ visit }) => {
      const present = keeper.visit()?.id ?? null
      // One that the store server has not heard of has no topic yet.
      shared.follow(present !== null && visit.has(present) ? present : null)
      onChange()
    }),
    link.onStatus(lineChanged),
    deps.scanner.onRead((bytes) => void scans.read(textOf(bytes), keeper.visit()?.lang ?? 'ko')),
    startHeartbeat({ link, clock, timers, version: deps.version, screen: () => screenName(state()), ends }),
    () => subscription.stop(),
  ]

  const handlers: BridgeHandlers = {
    'kiosk:state': () => ok(state()),
    ...copies.handlers,
    ...visitCalls(context, ends),
    ...scans.handlers,
    ...shoppingCalls(context),
    ...assistCalls(context, ends, presentCall),
    ...draftCalls(context, shared),
    'waiting:seen': () => ok(null),
  }
  return {
    handlers,
    state,
    onState: published.listen,
    close() {
      published.close()
      for (const stop of [...stops, copies.close, keeper.close, shared.close, scans.forget, deps.scanner.close]) stop()
      link.close()
      cache.close()
    },
  }
}

function textOf(bytes: Uint8Array): string | null {
  const code = readCode(bytes)
  return code.ok ? code.value : null
}
