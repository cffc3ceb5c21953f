import { Server } from 'socket.io'
import type { Socket } from 'socket.io'
import type { Answer, Input, RequestName } from '@dangol/protocol/requests.ts'
import type { CatchUp, LogEntry, Topic } from '@dangol/protocol/sync.ts'

type Answerer<N extends RequestName> = (input: Input<N>, socket: Socket) => Answer<N> | 'silence' | Promise<Answer<N>>

/** A store server small enough to be wrong on purpose: real sockets on port 0, answers given by the test. */
export interface FakeStore {
  readonly url: string
  readonly io: Server
  /** Every request received, in order. */
  readonly received: { name: string; input: unknown }[]
  answer<N extends RequestName>(name: N, answerer: Answerer<N>): void
  /** Next handshakes are refused with this error data; null lets them in. */
  refuseWith(refusal: object | null): void
  catchUp(topic: Topic, answer: CatchUp): void
  append(topic: Topic, epoch: string, ...entries: LogEntry[]): void
  head(topic: Topic, epoch: string, head: number): void
  /** Cuts every connection; the port stays open unless stopped. */
  cut(): void
  stop(): Promise<void>
}

/** Starts it on a free port, or on the one given, to come back after `stop`. */
export function startFakeStore(port = 0): FakeStore {
  const io = new Server({ transports: ['websocket'] })
  const answerers = new Map<string, (input: unknown, socket: Socket) => unknown>()
  const catchUps = new Map<Topic, CatchUp>()
  const received: FakeStore['received'] = []
  let refusal: object | null = null

  io.use((_socket, next) => next(refusal ? Object.assign(new Error('refused'), { data: refusal }) : undefined))
  io.on('connection', (socket) => {
    socket.onAny((name: string, input: unknown, acknowledge: (answer: unknown) => void) => {
      received.push({ name, input })
      void Promise.resolve(answerers.get(name)?.(input, socket) ?? { ok: false, error: { code: 'internal' } }).then(
        (answer) => {
          if (answer !== 'silence') acknowledge(answer)
        },
      )
    })
  })
  const store: FakeStore = {
    io,
    received,
    url: '',
    answer: (name, answerer) => void answerers.set(name, (input, socket) => answerer(input as never, socket)),
    refuseWith: (next) => void (refusal = next),
    catchUp: (topic, answer) => void catchUps.set(topic, answer),
    append: (topic, epoch, ...entries) => void io.emit('log:appended', { topic, epoch, entries }),
    head: (topic, epoch, head) => void io.emit('log:head', { topic, epoch, head }),
    cut: () => io.disconnectSockets(true),
    stop: () => io.close(),
  }
  store.answer('sync:subscribe', ({ topic }) => {
    const value = catchUps.get(topic)
    return value ? { ok: true, value } : { ok: false, error: { code: 'not-entitled' } }
  })
  io.listen(port)
  const address = io.httpServer.address()
  if (address === null || typeof address === 'string') throw new Error('the fake store has no port')
  return Object.assign(store, { url: `http://127.0.0.1:${address.port}` })
}
