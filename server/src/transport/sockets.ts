import type { Server as HttpServer } from 'node:http'
import type { ServerEvents } from '@dangol/protocol/sync.ts'
import { Server } from 'socket.io'
import type { DefaultEventsMap, Socket } from 'socket.io'
import type { Logger } from '../platform/log.ts'
import type { Carrier, Desk } from './carrier.ts'
import type { Caller } from './handler.ts'
import { isOwnOrigin } from './origin.ts'

/** A whole order with texts is 40 KB; a product model that the office publishes, with its pictures, is the largest thing sent. */
const MESSAGE_BYTES_MAX = 1024 * 1024
/** On the LAN a device that does not answer in this time is gone. */
const PING_MS = 5_000

export interface SocketsDeps {
  readonly http: HttpServer
  readonly log: Logger
  readonly ownNames: readonly string[]
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
export function createSockets({ http, log, ownNames }: SocketsDeps): Sockets {
  const io: DeviceServer = new Server(http, {
    serveClient: false,
    transports: ['websocket'],
    maxHttpBufferSize: MESSAGE_BYTES_MAX,
    perMessageDeflate: false,
    pingInterval: PING_MS,
    pingTimeout: PING_MS,
    allowRequest: ({ headers }, decide) => {
      const isOwn = isOwnOrigin({ host: headers.host, origin: headers.origin }, ownNames)
      decide(isOwn ? null : 'foreign-origin', isOwn)
    },
  })
  const sockets = new Map<Caller, DeviceSocket>()
  return {
    open(desk) {
      refuseStrangers(io, desk, log)
      io.on('connection', (socket) => {
        const { caller } = socket.data
        sockets.set(caller, socket)
        socket.onAny((name: string, input: unknown, acknowledge: unknown) =>
          answer(desk, caller, name, input, acknowledge),
        )
        desk.connected(caller)
        socket.on('disconnect', () => {
          sockets.delete(caller)
          desk.disconnected(caller)
        })
      })
    },
    // In memory, hence at once: an entry appended in the next instant already reaches the device.
    join: (caller, room) => void sockets.get(caller)?.join(room),
    leave: (caller, room) => void sockets.get(caller)?.leave(room),
    // Socket.IO's types cannot follow an event held in a variable; `Carrier` checked that the message is the event's.
    toRoom: (room, event, message) => void (io.to(room) as Untyped).emit(event, message),
    toOne: (caller, event, message) => void (sockets.get(caller) as Untyped | undefined)?.emit(event, message),
    async close() {
      io.disconnectSockets(true)
      await io.close()
    },
  }
}

function refuseStrangers(io: DeviceServer, desk: Desk, log: Logger): void {
  io.use((socket, next) => {
    const admitted = desk.admit(socket.handshake.auth)
    if (admitted.ok) {
      socket.data.caller = admitted.value
      next()
      return
    }
    log.warn({ event: 'device.refused', why: admitted.error.code })
    next(Object.assign(new Error(admitted.error.code), { data: admitted.error }))
  })
}

/** Exactly one acknowledgement per request; one that nobody waits for is not even looked at. */
function answer(desk: Desk, caller: Caller, name: string, input: unknown, acknowledge: unknown): void {
  if (typeof acknowledge !== 'function') return
  void desk.ask(caller, name, input).then((result) => (acknowledge as (answer: unknown) => void)(result))
}
