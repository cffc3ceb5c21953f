import type { CancelTimer, Timers } from '@dangol/domain/time/clock.ts'
import { HandshakeRefusalSchema } from '@dangol/protocol/handshake.ts'
import type { Handshake, HandshakeRefusal } from '@dangol/protocol/handshake.ts'
import { io } from 'socket.io-client'
import type { OpenLine } from './line.ts'

export interface SocketLineOptions {
  /** Origin of the store server; empty in a page that it served itself. */
  readonly url: string
  /** Asked on every connect. */
  readonly handshake: () => Handshake
  readonly timers: Timers
  /** Pause before a refused or dismissed device tries again. Milliseconds. */
  readonly refusedPauseMs: number
}

/** The line over Socket.IO. Websocket only, and no connection state recovery: our own cursors do that job (sync 0.2). */
export function socketLine({ url, handshake, timers, refusedPauseMs }: SocketLineOptions): OpenLine {
  return (events) => {
    const socket = io(url, {
      autoConnect: false,
      forceNew: true,
      transports: ['websocket'],
      auth: (send) => send(handshake()),
      reconnectionDelay: 200,
      reconnectionDelayMax: 2000,
      timeout: 5000,
    })
    let attempt: 'first' | 'failed' | 'closed' = 'first'
    let refusal: HandshakeRefusal['code'] | null = null
    let cancelRetry: CancelTimer = () => undefined

    const retryLater = (): void => {
      cancelRetry()
      // Socket.IO gives up after the server's own 'no'; a device in a shop must not.
      if (!socket.active && attempt !== 'closed') cancelRetry = timers.after(refusedPauseMs, () => socket.connect())
    }
    socket.on('connect', () => {
      attempt = 'first'
      refusal = null
      cancelRetry()
      events.up()
    })
    socket.on('disconnect', () => {
      retryLater()
      events.lost()
    })
    socket.on('connect_error', (error: Error & { data?: unknown }) => {
      const parsed = HandshakeRefusalSchema.safeParse(error.data)
      refusal = parsed.success ? parsed.data.code : refusal
      if (attempt === 'first') attempt = 'failed'
      retryLater()
      events.down()
    })
    socket.onAny(events.heard)
    socket.connect()

    return {
      state: () => (socket.connected ? 'up' : attempt === 'first' ? 'coming' : 'down'),
      refusal: () => refusal,
      send: (name, input, acknowledge) => socket.emit(name, input, acknowledge),
      reconnect() {
        if (attempt === 'closed') return
        attempt = 'first'
        socket.disconnect()
        cancelRetry()
        socket.connect()
      },
      close() {
        attempt = 'closed'
        cancelRetry()
        socket.disconnect()
        events.down()
      },
    }
  }
}
