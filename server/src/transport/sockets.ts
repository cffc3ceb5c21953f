import type { Server as HttpServer } from 'node:http'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import { REQUESTS } from '@dangol/protocol/requests.ts'
import type { RequestName } from '@dangol/protocol/requests.ts'
import type { LogEntry, ServerEvents, Topic } from '@dangol/protocol/sync.ts'
import { Server } from 'socket.io'
import type { DefaultEventsMap } from 'socket.io'
import type { Logger } from '../platform/log.ts'
import { admit } from './admission.ts'
import type { AdmissionDeps } from './admission.ts'
import { answer } from './answer.ts'
import type { AnswerDeps, DeviceSocket } from './answer.ts'
import type { Caller, Handlers } from './handler.ts'
import { isOwnOrigin } from './origin.ts'
import { createRequestRate } from './rate.ts'

/** A whole order with texts is 40 KB; a product model that the office publishes, with its pictures, is the largest thing sent. */
const MESSAGE_BYTES_MAX = 1024 * 1024
/** On the LAN a device that does not answer in this time is gone. */
const PING_MS = 5_000
/** The only cure for a lost last entry (sync 2.1). */
const HEAD_EVERY_MS = 5_000

export interface SocketsDeps extends AdmissionDeps {
  readonly http: HttpServer
  readonly clock: Clock
  readonly timers: Timers
  readonly log: Logger
  readonly ownNames: readonly string[]
  readonly requestsPerSecond: number | undefined
  readonly handlers: Handlers<RequestName>
  readonly headOf: (topic: Topic) => { epoch: string; head: number }
  readonly onConnected: (caller: Caller) => void
  readonly onDisconnected: (caller: Caller) => void
}

export interface Sockets {
  /** Lets the device hear a topic from now on. */
  follow(caller: Caller, topic: Topic): void
  /** Sends one committed entry to everyone who follows its topic. */
  send(topic: Topic, epoch: string, entry: LogEntry): void
  close(): Promise<void>
}

type DeviceServer = Server<DefaultEventsMap, ServerEvents, DefaultEventsMap, { caller: Caller }>

/** The devices' connections: who is let in, what they ask, and what they hear. */
export function createSockets(deps: SocketsDeps): Sockets {
  const io: DeviceServer = new Server(deps.http, {
    serveClient: false,
    transports: ['websocket'],
    maxHttpBufferSize: MESSAGE_BYTES_MAX,
    perMessageDeflate: false,
    pingInterval: PING_MS,
    pingTimeout: PING_MS,
    allowRequest: ({ headers }, decide) => {
      const isOwn = isOwnOrigin({ host: headers.host, origin: headers.origin }, deps.ownNames)
      decide(isOwn ? null : 'foreign-origin', isOwn)
    },
  })
  const sockets = new Map<Caller, DeviceSocket>()
  const answerDeps: AnswerDeps = {
    log: deps.log,
    mayAsk: createRequestRate(deps.clock, deps.requestsPerSecond),
    onRefused: (code, request, { deviceId }) =>
      deps.log.warn({ event: 'request.refused', refusal: code, request, deviceId }),
  }
  refuseStrangers(io, deps)
  io.on('connection', (socket) => {
    welcome(socket, sockets, deps)
    mountAll(socket, deps.handlers, answerDeps)
  })
  const stopHeads = deps.timers.every(HEAD_EVERY_MS, () => tellHeads(io, deps))
  return {
    // In memory, hence at once: an entry appended in the next instant already reaches the device.
    follow: (caller, topic) => void sockets.get(caller)?.join(topic),
    send: (topic, epoch, entry) => void io.to(topic).emit('log:appended', { topic, epoch, entries: [entry] }),
    async close() {
      stopHeads()
      io.disconnectSockets(true)
      await io.close()
    },
  }
}

function refuseStrangers(io: DeviceServer, deps: SocketsDeps): void {
  io.use((socket, next) => {
    const admitted = admit(deps, socket.handshake.auth)
    if (admitted.ok) {
      socket.data.caller = admitted.value
      next()
      return
    }
    deps.log.warn({ event: 'device.refused', why: admitted.error.code })
    next(Object.assign(new Error(admitted.error.code), { data: admitted.error }))
  })
}

function welcome(socket: DeviceSocket, sockets: Map<Caller, DeviceSocket>, deps: SocketsDeps): void {
  const { caller } = socket.data
  sockets.set(caller, socket)
  deps.onConnected(caller)
  deps.log.info({ event: 'device.connected', deviceId: caller.deviceId, kind: caller.kind })
  socket.on('disconnect', (reason) => {
    sockets.delete(caller)
    deps.log.info({ event: 'device.disconnected', deviceId: caller.deviceId, reason })
    const isElsewhere = [...sockets.keys()].some((other) => other.deviceId === caller.deviceId)
    if (!isElsewhere) deps.onDisconnected(caller)
  })
}

function mountAll(socket: DeviceSocket, handlers: Handlers<RequestName>, answerDeps: AnswerDeps): void {
  const mount = <N extends RequestName>(name: N): void => answer(socket, name, handlers[name], answerDeps)
  // Object.keys forgets that the keys are the requests' names.
  for (const name of Object.keys(REQUESTS) as RequestName[]) mount(name)
}

function tellHeads(io: DeviceServer, { headOf }: SocketsDeps): void {
  for (const room of io.sockets.adapter.rooms.keys()) {
    if (isTopic(room)) io.to(room).emit('log:head', { topic: room, ...headOf(room) })
  }
}

const isTopic = (room: string): room is Topic => room === 'floor' || room.startsWith('kiosk:')
