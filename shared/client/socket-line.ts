import type { CancelTimer, Timers } from '@dangol/domain/time/clock.ts'
import { HandshakeRefusalSchema } from '@dangol/protocol/handshake.ts'
import type { Handshake, HandshakeRefusal } from '@dangol/protocol/handshake.ts'
import { io } from 'socket.io-client'
import type { OpenLine } from './line.ts'

export interface SocketLineOptions {
  /** Origin of the store server; empty in a page that it served itself. */
  readonly url: string
  /** Asked on every connect; a paired device proves its key anew each time, which needs a word with the store first. */
  readonly handshake: () => Handshake | Promise<Handshake>
  /** Certificate authorities (PEM) that alone may vouch for the store; Node only, a browser has its own. */
  readonly ca?: readonly string[]
  readonly timers: Timers
  /** Pause before a refused or dismissed device tries again. Milliseconds. */
  readonly refusedPauseMs: number
}

/** The line over Socket.IO. Websocket only, and no connection state recovery: our own cursors do that job (sync 0.2). */
export function socketLine({ url, handshake, timers, refusedPauseMs, ca }: SocketLineOptions): OpenLine {
  return (events) => {
    const socket = io(url, {
      autoConnect: false,
      forceNew: true,
      transports: ['websocket'],
      auth: presenter(handshake, () => {
        if (attempt === 'first') attempt = 'failed'
        socket.io.engine.close()
        events.down()
      }),
      ...(ca === undefined ? {} : { ca: [...ca] }),
      reconnectionDelay: 200,
      reconnectionDelayMax: 2000,
      timeout: 5000,
    })
    let attempt: 'first' | 'failed' | 'closed' = 'first'
    let refusal: HandshakeRefusal['code'] | null = null
    let wasStale = false
    let cancelRetry: CancelTimer = () => undefined

    const retryLater = (pauseMs = refusedPauseMs): void => {
      cancelRetry()
      // Socket.IO gives up after the server's own 'no'; a device in a shop must not.
      if (!socket.active && attempt !== 'closed') cancelRetry = timers.after(pauseMs, () => socket.connect())
    }
    socket.on('connect', () => {
      attempt = 'first'
      refusal = null
      wasStale = false
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
      // Nothing was wrong with the device: it comes back at once, and waits only when that did not help.
      const isAtOnce = refusal === 'stale-challenge' && !wasStale
      wasStale = refusal === 'stale-challenge'
      retryLater(isAtOnce ? 0 : refusedPauseMs)
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

/** Presents the handshake as soon as it is made; without its proof a device has nothing to say, and comes again later. */
const presenter =
  (handshake: SocketLineOptions['handshake'], onNothing: () => void) =>
  (send: (auth: object) => void): void => {
    const given = handshake()
    if (given instanceof Promise) given.then(send, onNothing)
    else send(given)
  }
