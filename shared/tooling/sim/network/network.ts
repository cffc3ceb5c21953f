import { Random } from '@dangol/domain/chance/random.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { OpenLine } from '@dangol/client/line.ts'
import type { Handshake } from '@dangol/protocol/handshake.ts'
import type { Carrier, Desk } from '@dangol/server/src/transport/carrier.ts'
import type { Caller } from '@dangol/server/src/transport/handler.ts'
import type { Alterations } from '../alterations.ts'
import type { Life } from '../time/machine.ts'
import type { VirtualTime } from '../time/virtual-time.ts'
import { createConnection } from './connection.ts'
import type { Connection } from './connection.ts'
import { openSimulatedLine } from './line.ts'
import { createServerEnd } from './server-end.ts'
import type { ServerEnd } from './server-end.ts'
import type { Weather } from './weather.ts'

/** Sees every message that crosses the network, at the moment it is sent or arrives. */
export interface Tap {
  /** To a device, unasked: sent in this instant. */
  event(caller: Caller, event: string, message: string): void
  request(caller: Caller, name: string, input: string): void
  /** An answer that leaves the server in this instant. */
  answer(caller: Caller, name: string, input: string, answer: string): void
  arrived(deviceId: DeviceId, what: string): void
}

/** A device's program as the network sees it. */
export interface Endpoint {
  readonly id: DeviceId
  readonly life: Life
  readonly isAsleep: () => boolean
  readonly handshake: () => Handshake
}

export interface Network {
  lineOf(endpoint: Endpoint): OpenLine
  /** A started server listens here with its desk; the carrier is what it sends by. */
  listen(life: Life): { readonly carrier: Carrier; readonly open: (desk: Desk) => void }
  /** The server is gone; devices notice within so long. */
  serverGone(noticedWithinMs: number): void
  /** Cuts a device's connection; either end notices after a while of its own. */
  cut(deviceId: DeviceId, noticedWithinMs: number): void
  /** Nothing gets through to or from the device for so long, and nobody is told. */
  blackHole(deviceId: DeviceId, forMs: number): void
  weather(weather: Weather): void
  /** Fair weather, and no black holes. */
  heal(): void
  /** Nothing disturbs the device's line just now. */
  isFairTo(deviceId: DeviceId): boolean
}

/** Pings go out this often and are missed after as long again (server/src/transport/sockets.ts). */
const PING_TIMEOUT_MS = 10_000

/** All lines between devices and the store server, in virtual time. */
export function createNetwork(
  time: VirtualTime,
  seed: number,
  fair: Weather,
  tap: Tap,
  { carrier: altered = (carrier) => carrier, heard = (_device, _event, message) => message }: Alterations = {},
): Network {
  let weather = fair
  let server: ServerEnd | null = null
  const holesUntilMs = new Map<DeviceId, number>()
  const connections = new Map<DeviceId, Connection>()
  const chances = new Map<DeviceId, Random>()
  const randomOf = (id: DeviceId): Random => {
    const known = chances.get(id) ?? new Random(seed ^ hashOf(id))
    chances.set(id, known)
    return known
  }
  const holeLeftMs = (id: DeviceId): number => Math.max(0, (holesUntilMs.get(id) ?? 0) - time.elapsedMs())

  const end = (id: DeviceId, withinMs: number): void => {
    const random = randomOf(id)
    connections.get(id)?.end({ atDevice: random.below(withinMs + 1), atServer: random.below(withinMs + 1) })
  }
  return {
    lineOf: (endpoint) => {
      const random = randomOf(endpoint.id)
      return openSimulatedLine({
        ...{ time, random, endpoint, tap },
        holeLeftMs: () => holeLeftMs(endpoint.id),
        server: () => server,
        connect(ends) {
          const connection = createConnection({
            ...{ ...ends, time, random },
            weather: () => weather,
            holeLeftMs: () => holeLeftMs(endpoint.id),
          })
          connections.set(endpoint.id, connection)
          return connection
        },
      })
    },
    listen(life) {
      const listening = createServerEnd(life, tap, heard)
      return {
        carrier: altered(listening.carrier),
        open(desk) {
          listening.open(desk)
          server = listening
        },
      }
    },
    serverGone(noticedWithinMs) {
      server = null
      for (const id of connections.keys()) end(id, noticedWithinMs)
    },
    cut: end,
    blackHole(id, forMs) {
      holesUntilMs.set(id, time.elapsedMs() + forMs)
      if (forMs >= PING_TIMEOUT_MS) end(id, PING_TIMEOUT_MS)
    },
    weather: (next) => void (weather = next),
    heal() {
      weather = fair
      holesUntilMs.clear()
    },
    isFairTo: (id) => weather === fair && holeLeftMs(id) === 0,
  }
}

/** A number out of a name, so that each device has a chance of its own. */
export function hashOf(name: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193)
  return hash
}
