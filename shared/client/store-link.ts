import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import { PresenceSchema } from '@dangol/protocol/assist.ts'
import type { Presence } from '@dangol/protocol/assist.ts'
import type { SelfReport } from '@dangol/protocol/devices.ts'
import type { HandshakeRefusal } from '@dangol/protocol/handshake.ts'
import type { Answer, Input, Output, RequestName } from '@dangol/protocol/requests.ts'
import { StoreStateSchema } from '@dangol/protocol/sync.ts'
import type { LogEntry, Topic } from '@dangol/protocol/sync.ts'
import type { LineState, OpenLine } from './line.ts'
import type { Replica } from './replica.ts'
import { createRequester } from './requester.ts'
import { socketLine } from './socket-line.ts'
import type { SocketLineOptions } from './socket-line.ts'
import { createStoreClock } from './store-clock.ts'
import { createSubscriptions } from './subscriptions.ts'
import type { Subscription } from './subscriptions.ts'
import { steadyClock, systemClock } from './system-clock.ts'

/**
 * 'connecting' covers a short flap; 'offline' means that the last attempt failed or was refused. 'read-only': everything shown
 * is up to date, and the store cannot write (L7, D2).
 */
export type LinkStatus = 'connecting' | 'catching-up' | 'online' | 'read-only' | 'offline'

export interface StoreLink {
  /** Never rejects: no answer in time is the refusal 'unavailable'. A command is retried with its own `commandId`. */
  request<N extends RequestName>(name: N, input: Input<N>): Promise<Answer<N>>
  /** Keeps the replica equal to the topic, over every reconnect, until stopped. */
  subscribe(topic: Topic, replica: Replica, onEntry?: (entry: LogEntry) => void): Subscription
  status(): LinkStatus
  /** Calls back at once and after every change; returns how to stop. */
  onStatus(listener: (status: LinkStatus) => void): () => void
  /** Why the server refused the handshake, until one is accepted. */
  refusal(): HandshakeRefusal['code'] | null
  /** Where others look just now, of the visits that are followed; each word holds PRESENCE_LASTS_MS (P1). Returns how to stop. */
  onPresence(listener: (presence: Presence) => void): () => void
  /** The store's time as this device knows it; ids of commands are made by it. */
  readonly storeClock: Clock
  /** What a report of this device says of its line. */
  measured(): Pick<SelfReport, 'clockOffsetMs' | 'roundTripMs' | 'cursor'>
  /** Presents the handshake anew, after an associate signed in or out; what is under way is answered 'unavailable'. */
  reconnect(): void
  close(): void
}

/** See `Patience`. Milliseconds. */
export const ACK_TIMEOUT_MS = 4_000
export const COMMAND_DEADLINE_MS = 10_000
const PATIENCE = { ackTimeoutMs: ACK_TIMEOUT_MS, commandDeadlineMs: COMMAND_DEADLINE_MS }

interface Patience {
  /** How long one sending may stay unacknowledged. Milliseconds. */
  readonly ackTimeoutMs?: number
  /** How long a command is sent again before the caller is told 'unavailable'. Milliseconds. */
  readonly commandDeadlineMs?: number
}

interface Clocks {
  /** The device's wall clock. */
  readonly clock?: Clock
  /** Runs on whatever happens to the wall clock. */
  readonly steady?: Clock
}

export interface StoreLinkOptions extends Patience, Clocks, Omit<SocketLineOptions, 'refusedPauseMs'> {
  /** Pause before a refused or dismissed device tries again. Milliseconds. */
  readonly refusedPauseMs?: number
}

/** Opens the line to the store server and keeps it open, with every subscribed topic caught up (L2–L5). */
export function openStoreLink({ refusedPauseMs = 5000, ...options }: StoreLinkOptions): StoreLink {
  return createStoreLink({ ...options, openLine: socketLine({ ...options, refusedPauseMs }) })
}

/** The same over any line, with the machine's own clocks unless others are given. */
export function createStoreLink(options: Patience & Clocks & { openLine: OpenLine; timers: Timers }): StoreLink {
  const { timers, clock = systemClock, steady = steadyClock, ...patience } = options
  const lookers = createLookers()
  const storeClock = createStoreClock({ clock, steady })
  const shown = createShownStatus()
  let writable = true

  const line = options.openLine({
    up() {
      requester.lineUp()
      subscriptions.lineUp()
      show()
    },
    lost() {
      requester.lineLost()
      subscriptions.lineLost()
      show()
    },
    down() {
      requester.lineDown()
      show()
    },
    heard(event, message) {
      if (event === 'store:state') hearState(message)
      else if (event === 'assist:presence') lookers.hear(message)
      else subscriptions.heard(event, message)
    },
  })
  const requester = createRequester({ ...PATIENCE, ...patience, timers, sender: line })
  const request: StoreLink['request'] = async (name, input) => {
    const askedMs = steady.nowMs()
    const answer = await requester.request(name, input)
    // The one answer that tells the time; asked once, so its round trip is one.
    if (name === 'devices:report' && answer.ok) storeClock.answered((answer.value as TellsTime).at, askedMs)
    return answer
  }
  const hearState = (message: unknown): void => {
    const state = StoreStateSchema.safeParse(message)
    if (!state.success) return
    storeClock.told(state.data.at)
    writable = state.data.writable
    show()
  }
  const subscriptions = createSubscriptions({
    isUp: () => line.state() === 'up',
    timers,
    request,
    onChange: () => show(),
  })
  const show = (): void => shown.become(statusOf(line.state(), subscriptions.settled(), writable), line.refusal())

  return {
    request,
    subscribe: subscriptions.add,
    status: shown.status,
    onStatus: shown.onStatus,
    onPresence: lookers.add,
    storeClock,
    measured: () => ({
      clockOffsetMs: storeClock.offsetMs(),
      roundTripMs: storeClock.roundTripMs(),
      cursor: subscriptions.cursor(),
    }),
    ...{ refusal: () => line.refusal(), reconnect: () => (requester.abandon(), line.reconnect()) },
    close() {
      subscriptions.stop()
      line.close()
    },
  }
}

/** The status as it is shown, and whoever wants to know of each change. */
function createShownStatus() {
  const listeners = new Set<(status: LinkStatus) => void>()
  let shown: LinkStatus = 'connecting'
  let refusal: ReturnType<StoreLink['refusal']> = null
  return {
    status: () => shown,
    onStatus: (listener: (status: LinkStatus) => void) => {
      listeners.add(listener)
      listener(shown)
      return () => void listeners.delete(listener)
    },
    /** Told also when a device that was cut off learns why it is not let in. */
    become(status: LinkStatus, why: ReturnType<StoreLink['refusal']>): void {
      if (status === shown && why === refusal) return
      shown = status
      refusal = why
      for (const listener of [...listeners]) listener(status)
    },
  }
}

/** Whoever wants to know where others look. */
function createLookers() {
  const listeners = new Set<(presence: Presence) => void>()
  return {
    add: (listener: (presence: Presence) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    hear(message: unknown): void {
      const presence = PresenceSchema.safeParse(message)
      if (presence.success) for (const listener of [...listeners]) listener(presence.data)
    },
  }
}

type TellsTime = Output<'devices:report'>

function statusOf(line: LineState, settled: boolean, writable: boolean): LinkStatus {
  if (line === 'up' && !settled) return 'catching-up'
  if (line === 'up') return writable ? 'online' : 'read-only'
  return line === 'coming' ? 'connecting' : 'offline'
}
