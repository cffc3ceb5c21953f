import type { Timers } from '@dangol/domain/time/clock.ts'
import type { HandshakeRefusal } from '@dangol/protocol/handshake.ts'
import type { Answer, Input, RequestName } from '@dangol/protocol/requests.ts'
import type { LogEntry, Topic } from '@dangol/protocol/sync.ts'
import type { LineState, OpenLine } from './line.ts'
import type { Replica } from './replica.ts'
import { createRequester } from './requester.ts'
import { socketLine } from './socket-line.ts'
import type { SocketLineOptions } from './socket-line.ts'
import { createSubscriptions } from './subscriptions.ts'
import type { Subscription } from './subscriptions.ts'

/** 'connecting' covers a short flap; 'offline' means that the last attempt failed or was refused. */
export type LinkStatus = 'connecting' | 'catching-up' | 'online' | 'offline'

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
  /** Presents the handshake anew, after an associate signed in or out. */
  reconnect(): void
  close(): void
}

interface Patience {
  /** How long one sending may stay unacknowledged. Milliseconds. */
  readonly ackTimeoutMs?: number
  /** How long a command is sent again before the caller is told 'unavailable'. Milliseconds. */
  readonly commandDeadlineMs?: number
}

export interface StoreLinkOptions extends Patience, Omit<SocketLineOptions, 'refusedPauseMs'> {
  /** Pause before a refused or dismissed device tries again. Milliseconds. */
  readonly refusedPauseMs?: number
}

/** Opens the line to the store server and keeps it open, with every subscribed topic caught up (sync 2.1). */
export function openStoreLink({ refusedPauseMs = 5000, ...options }: StoreLinkOptions): StoreLink {
  return createStoreLink({ ...options, openLine: socketLine({ ...options, refusedPauseMs }) })
}

/** The same over any line. */
export function createStoreLink(options: Patience & { openLine: OpenLine; timers: Timers }): StoreLink {
  const { timers, ackTimeoutMs = 4000, commandDeadlineMs = 10_000 } = options
  const listeners = new Set<(status: LinkStatus) => void>()
  let shown: LinkStatus = 'connecting'

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
    heard: (event, message) => subscriptions.heard(event, message),
  })
  const requester = createRequester({ timers, ackTimeoutMs, commandDeadlineMs, sender: line })
  const { request } = requester
  const subscriptions = createSubscriptions({
    isUp: () => line.state() === 'up',
    timers,
    request,
    onChange: () => show(),
  })
  const show = (): void => {
    const status = statusOf(line.state(), subscriptions.settled())
    if (status === shown) return
    shown = status
    for (const listener of [...listeners]) listener(status)
  }

  return {
    request,
    subscribe: subscriptions.add,
    status: () => shown,
    onStatus(listener) {
      listeners.add(listener)
      listener(shown)
      return () => listeners.delete(listener)
    },
    refusal: () => line.refusal(),
    reconnect: () => line.reconnect(),
    close() {
      subscriptions.stop()
      line.close()
    },
  }
}

function statusOf(line: LineState, settled: boolean): LinkStatus {
  if (line === 'up') return settled ? 'online' : 'catching-up'
  return line === 'coming' ? 'connecting' : 'offline'
}
