import type { Random } from '@dangol/domain/chance/random.ts'
import type { Line, LineEvents, OpenLine } from '@dangol/client/line.ts'
import type { HandshakeRefusal } from '@dangol/protocol/handshake.ts'
import type { Caller } from '@dangol/server/src/transport/handler.ts'
import { Killed } from '../time/machine.ts'
import type { VirtualTime } from '../time/virtual-time.ts'
import type { Connection, ConnectionOptions } from './connection.ts'
import type { Endpoint, Tap } from './network.ts'
import type { ServerEnd } from './server-end.ts'

export interface SimulatedLineOptions {
  readonly time: VirtualTime
  readonly random: Random
  readonly endpoint: Endpoint
  readonly tap: Tap
  readonly holeLeftMs: () => number
  readonly server: () => ServerEnd | null
  readonly connect: (
    ends: Pick<ConnectionOptions, 'caller' | 'upAtDeviceInMs' | 'onEndAtDevice' | 'onEndAtServer'>,
  ) => Connection
}

const RETRY_MS: readonly [number, number] = [200, 2_000]
const ATTEMPT_TIMEOUT_MS = 5_000
const REFUSED_PAUSE_MS = 5_000
const HANDSHAKE_MS: readonly [number, number] = [2, 20]

/** A device's line over the simulated network; it tries again for ever, as the one over Socket.IO does. */
export function openSimulatedLine(options: SimulatedLineOptions): OpenLine {
  return (events) => new SimulatedLine(options, events)
}

class SimulatedLine implements Line {
  readonly #options: SimulatedLineOptions
  readonly #events: LineEvents
  #current: { readonly connection: Connection; readonly server: ServerEnd } | null = null
  #state: ReturnType<Line['state']> = 'coming'
  #refusal: HandshakeRefusal['code'] | null = null
  #attempt = 0
  #isClosed = false

  constructor(options: SimulatedLineOptions, events: LineEvents) {
    this.#options = options
    this.#events = events
    this.#later(0, () => this.#connect())
  }

  state(): ReturnType<Line['state']> {
    return this.#state
  }

  refusal(): HandshakeRefusal['code'] | null {
    return this.#refusal
  }

  send(name: string, input: unknown, acknowledge: (answer: unknown) => void): void {
    const current = this.#current
    if (current === null) return
    const { connection, server } = current
    const { tap, endpoint } = this.#options
    // Messages are text, so nothing is shared between two machines by reference.
    const text = JSON.stringify(input)
    connection.toServer(() => {
      if (server.life.isOver()) return
      tap.request(connection.caller, name, text)
      void answerOf(server, connection.caller, name, text).then((answer) => {
        if (answer === null || server.life.isOver()) return
        tap.answer(connection.caller, name, text, answer)
        const arrive = (): void =>
          this.#awake(() => {
            tap.arrived(endpoint.id, `${name} ${answer}`)
            acknowledge(JSON.parse(answer))
          })
        connection.toDevice(arrive, true)
      })
    })
  }

  reconnect(): void {
    if (this.#isClosed) return
    this.#current?.connection.end({ atDevice: 0, atServer: 0 })
    this.#current = null
    this.#state = 'coming'
    this.#attempt += 1
    this.#later(0, () => this.#connect())
  }

  close(): void {
    this.#isClosed = true
    this.#current?.connection.end({ atDevice: 0, atServer: 0 })
    this.#current = null
    this.#state = 'down'
    this.#events.down()
  }

  #connect(): void {
    const { random, server, endpoint, holeLeftMs } = this.#options
    const attempt = ++this.#attempt
    const tripMs = random.between(...HANDSHAKE_MS)
    if (holeLeftMs() > 0) return this.#later(ATTEMPT_TIMEOUT_MS, () => this.#failed(attempt, RETRY_MS))
    const listening = server()
    if (listening === null || listening.life.isOver()) {
      return this.#later(tripMs, () => this.#failed(attempt, RETRY_MS))
    }
    const auth: unknown = JSON.parse(JSON.stringify(endpoint.handshake()))
    this.#options.time.after(tripMs, () => {
      const isJudged = listening.life.attempt(() => {
        const admitted = listening.desk().admit(auth)
        if (admitted.ok) return this.#accept(attempt, listening, admitted.value, tripMs)
        this.#later(tripMs, () => {
          this.#refusal = admitted.error.code
          this.#failed(attempt, [REFUSED_PAUSE_MS, REFUSED_PAUSE_MS])
        })
      })
      if (!isJudged) this.#later(tripMs, () => this.#failed(attempt, RETRY_MS))
    })
  }

  /** The server takes the device in at once; the device hears of it one trip later. */
  #accept(attempt: number, server: ServerEnd, caller: Caller, tripMs: number): void {
    const connection = this.#options.connect({
      caller,
      upAtDeviceInMs: tripMs,
      onEndAtDevice: () => this.#awake(() => this.#lost(connection)),
      onEndAtServer: () => server.disconnected(connection),
    })
    this.#later(tripMs, () => {
      if (attempt !== this.#attempt || this.#isClosed) return connection.end({ atDevice: 0, atServer: 0 })
      this.#current = { connection, server }
      this.#state = 'up'
      this.#refusal = null
      this.#events.up()
    })
    server.connected(connection, {
      heard: (event, message) =>
        this.#awake(() => {
          if (this.#current?.connection === connection) this.#events.heard(event, message)
        }),
    })
  }

  #lost(connection: Connection): void {
    if (this.#current?.connection !== connection) return
    this.#current = null
    this.#state = 'coming'
    this.#events.lost()
    this.#later(this.#options.random.between(...RETRY_MS), () => this.#connect())
  }

  #failed(attempt: number, pauseMs: readonly [number, number]): void {
    if (attempt !== this.#attempt || this.#isClosed) return
    this.#state = 'down'
    this.#events.down()
    this.#later(this.#options.random.between(...pauseMs), () => {
      if (attempt === this.#attempt) this.#connect()
    })
  }

  #later(delayMs: number, run: () => void): void {
    this.#options.endpoint.life.timers.after(delayMs, () => {
      if (!this.#isClosed) run()
    })
  }

  /** What arrives at a sleeping device waits at its socket; what arrives at a dead program is nobody's. */
  #awake(run: () => void): void {
    const { life, isAsleep } = this.#options.endpoint
    if (isAsleep()) life.timers.after(0, run)
    else if (!life.isOver()) run()
  }
}

/** Null when the server died over it. */
async function answerOf(server: ServerEnd, caller: Caller, name: string, input: string): Promise<string | null> {
  try {
    return JSON.stringify(await server.desk().ask(caller, name, JSON.parse(input)))
  } catch (error) {
    if (error instanceof Killed) return null
    throw error
  }
}
