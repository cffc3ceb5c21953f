import type { Server as HttpServer } from 'node:http'
import type { CancelTimer, Clock, Timers } from '@dangol/domain/time/clock.ts'
import { MESSAGE_BYTES_MAX } from '@dangol/protocol/limits.ts'
import type { ServerEvents } from '@dangol/protocol/sync.ts'
import { Server } from 'socket.io'
import type { DefaultEventsMap, Socket } from 'socket.io'
import { jsonOf } from '../features/sync/encoded.ts'
import { plainAddress } from '../platform/address-bytes.ts'
import type { Logger } from '../platform/log.ts'
import type { Carrier, Desk } from './carrier.ts'
import { connectionOf, emptyRequest, sentAtOnce } from './connection.ts'
import { createFloodGate } from './flood-gate.ts'
import type { Caller } from './handler.ts'
import { isOwnOrigin } from './origin.ts'

/** On the LAN a device that does not answer in this time is gone. */
const PING_MS = 5_000
/** A device for which more waits does not read: it is let go, and catches up when it is back (M2). */
export const WAITING_BYTES_MAX = 1024 * 1024
/** How often that is looked at. Milliseconds. */
const LOOK_EVERY_MS = 250

export interface SocketsDeps {
  readonly http: HttpServer
  readonly log: Logger
  readonly ownNames: readonly string[]
  readonly isSecure: boolean
  readonly timers: Timers
  readonly steady: Clock
  readonly limits?: { readonly requestsPerSecond?: number }
}

export interface Sockets extends Carrier {
  /** Lets devices in. */
  open(desk: Desk): void
  close(): Promise<void>
}

interface Untyped {
  emit(event: string, message: unknown): unknown
}
/** A device's connection. What it sends is untrusted, hence untyped; what it is sent is not. */
type DeviceServer = Server<DefaultEventsMap, ServerEvents, DefaultEventsMap, { caller: Caller }>
type DeviceSocket = Socket<DefaultEventsMap, ServerEvents, DefaultEventsMap, { caller: Caller }>

/** The devices' connections over Socket.IO. */
export function createSockets(deps: SocketsDeps): Sockets {
  const { log, timers } = deps
  const io = openServer(deps)
  const sockets = new Map<Caller, DeviceSocket>()
  const gate = createFloodGate(deps)
  let stopLooking: CancelTimer = () => undefined
  return {
    open(desk) {
      refuseStrangers(io, desk, log)
      io.on('connection', (socket) => {
        const { caller } = socket.data
        sockets.set(caller, socket)
        forgetHandshake(socket)
        socket.onAny((name: string, input: unknown, acknowledge: unknown) => {
          if (gate.passed(caller.deviceId, connectionOf(socket.conn))) desk.unheard(caller, 'flood')
          answer(desk, caller, name, input, acknowledge)
        })
        desk.connected(caller)
        socket.on('disconnect', (_why, cause: unknown) => {
          if (isOversized(cause)) desk.unheard(caller, 'oversized')
          sockets.delete(caller)
          desk.disconnected(caller)
        })
      })
      stopLooking = timers.every(LOOK_EVERY_MS, () => letGoOfSlowReaders(sockets, log))
    },
    // In memory, hence at once: an entry appended in the next instant already reaches the device.
    join: (caller, room) => void sockets.get(caller)?.join(room),
    leave: (caller, room) => void sockets.get(caller)?.leave(room),
    // Socket.IO's types cannot follow an event held in a variable; `Carrier` checked that the message is the event's.
    toRoom(room, event, message) {
      const { adapter, sockets: here } = io.of('/')
      // As Socket.IO would write it, once for all; each of its own broadcasts costs twice as much a device.
      const text = `${EVENT}${textOf([event, message]) ?? '[]'}`
      const bytes = Buffer.from(`${MESSAGE}${text}`)
      for (const id of adapter.rooms.get(room) ?? []) {
        const conn = here.get(id)?.conn
        if (conn !== undefined && !sentAtOnce(conn, bytes)) conn.write(text)
      }
    },
    cut: (caller) => void sockets.get(caller)?.disconnect(true),
    toOne: (caller, event, message) => void (sockets.get(caller) as Untyped | undefined)?.emit(event, message),
    async close() {
      stopLooking()
      io.disconnectSockets(true)
      await io.close()
    },
  }
}

function openServer({ http, ownNames, isSecure }: SocketsDeps): DeviceServer {
  const io: DeviceServer = new Server(http, {
    serveClient: false,
    transports: ['websocket'],
    maxHttpBufferSize: MESSAGE_BYTES_MAX,
    perMessageDeflate: false,
    pingInterval: PING_MS,
    pingTimeout: PING_MS,
    allowRequest: ({ headers }, decide) => {
      const isOwn = isOwnOrigin({ host: headers.host, origin: headers.origin }, ownNames, isSecure)
      decide(isOwn ? null : 'foreign-origin', isOwn)
    },
  })
  // The same text as Socket.IO's own, without a search for binary data in every message, and without encoding twice what is
  // JSON already.
  io.encoder.encode = ({ type, nsp, id, data }) => [
    `${type}${nsp === '/' ? '' : `${nsp},`}${id ?? ''}${data === undefined || data === null ? '' : textOf(data)}`,
  ]
  // Answers of one commit leave together; by itself each of them would cost a call of the system.
  io.engine.on('flush', (conn: unknown, packets: readonly unknown[]) => {
    if (packets.length > 1) connectionOf(conn).gather()
  })
  return io
}

/** What Socket.IO puts before an event, and engine.io before a message. */
const EVENT = '2'
const MESSAGE = '4'

const textOf = (data: unknown): string | undefined =>
  Array.isArray(data) ? `[${data.map((part) => jsonOf(part) ?? 'null').join(',')}]` : jsonOf(data)

function refuseStrangers(io: DeviceServer, desk: Desk, log: Logger): void {
  io.use((socket, next) => {
    const { address, auth, headers } = socket.handshake
    const admitted = desk.admit(auth, { address: plainAddress(address), page: headers.origin })
    if (admitted.ok) {
      socket.data.caller = admitted.value
      next()
      return
    }
    const { code } = admitted.error
    // Counted, and told to the office; a line each would fill the log instead of the processor.
    if (code !== 'too-many-tries') log.warn({ event: 'device.refused', why: code })
    next(Object.assign(new Error(code), { data: admitted.error }))
    // On the same connection it could knock again and again; the answer goes out before it ends.
    if (code === 'too-many-tries') setImmediate(() => socket.conn.close())
  })
}

/** Who is admitted is known by then; what was shown for it, keys and tokens, need not stay in memory. */
function forgetHandshake({ conn, handshake }: DeviceSocket): void {
  emptyRequest(conn)
  Object.assign(handshake, { headers: NOTHING, auth: NOTHING, query: NOTHING })
}

const NOTHING = {}

/** Exactly one acknowledgement per request; one that nobody waits for is not even looked at. */
function answer(desk: Desk, caller: Caller, name: string, input: unknown, acknowledge: unknown): void {
  if (typeof acknowledge !== 'function') return desk.unheard(caller, 'no-acknowledgement')
  void desk.ask(caller, name, input).then((result) => (acknowledge as (answer: unknown) => void)(result))
}

/** What the WebSocket library says of a message above the maximum; it has closed that one connection by then. */
const isOversized = (cause: unknown): boolean =>
  cause instanceof Error && cause.message.includes('Max payload size exceeded')

function letGoOfSlowReaders(sockets: ReadonlyMap<Caller, DeviceSocket>, log: Logger): void {
  for (const [{ deviceId }, socket] of sockets) {
    const connection = connectionOf(socket.conn)
    if (connection.waitingBytes() <= WAITING_BYTES_MAX) continue
    log.warn({ event: 'device.let-go', deviceId, why: 'does-not-read' })
    connection.terminate()
  }
}
