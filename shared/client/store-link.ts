import type { Timers } from '@dangol/domain/time/clock.ts'
import type { Handshake, HandshakeRefusal } from '@dangol/protocol/handshake.ts'
import type { Answer, Input, RequestName } from '@dangol/protocol/requests.ts'
import type { LogEntry, Topic } from '@dangol/protocol/sync.ts'
import { openLine } from './line.ts'
import type { LineState } from './line.ts'
import type { Replica } from './replica.ts'
import { createRequester } from './requester.ts'
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

export interface StoreLinkOptions {
  /** Origin of the store server; empty in a page that it served itself. */
  readonly url: string
  /** Asked on every connect. */
  readonly handshake: () => Handshake
  readonly timers: Timers
  /** How long one sending may stay unacknowledged. Milliseconds. */
  readonly ackTimeoutMs?: number
  /** How long a command is sent again before the caller is told 'unavailable'. Milliseconds. */
  readonly commandDeadlineMs?: number
  /** Pause before a refused or dismissed device tries again. Milliseconds. */
  readonly refusedPauseMs?: number
}

/** Opens the line to the store server and keeps it open, with every subscribed topic caught up (sync 2.1). */
export function openStoreLink(options: StoreLinkOptions): StoreLink {
  const { timers, ackTimeoutMs = 4000, commandDeadlineMs = 10_000, refusedPauseMs = 5000 } = options
  const listeners = new Set<(status: LinkStatus) => void>()
  let shown: LinkStatus = 'connecting'

  const line = openLine(
    { ...options, refusedPauseMs },
    {
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
    },
  )
  const requester = createRequester({
    timers,
    ackTimeoutMs,
    commandDeadlineMs,
    sender: {
      state: () => line.state(),
      send: (name, input, acknowledge) => line.socket.emit(name, input, acknowledge),
    },
  })
  const { request } = requester
  const subscriptions = createSubscriptions({ socket: line.socket, timers, request, onChange: () => show() })
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
