import type { Random } from '@dangol/domain/chance/random.ts'
import type { Caller } from '@dangol/server/src/transport/handler.ts'
import type { VirtualTime } from '../time/virtual-time.ts'
import { fateOf } from './weather.ts'
import type { Weather } from './weather.ts'

/** One connection as its two ends see it: each may believe that it stands when the other knows better. */
export interface Connection {
  readonly caller: Caller
  readonly isOpenAtServer: () => boolean
  /** What may be lost is lost in bad weather, though the connection stays. */
  toServer(deliver: () => void): void
  toDevice(deliver: () => void, mayBeLost: boolean): void
  /** Ends it at either end after so long; what is on its way still arrives where it is open. */
  end(afterMs: { readonly atDevice: number; readonly atServer: number }): void
}

export interface ConnectionOptions {
  readonly time: VirtualTime
  readonly random: Random
  readonly weather: () => Weather
  /** Nothing gets through for so long, and neither end knows. Milliseconds. */
  readonly holeLeftMs: () => number
  readonly caller: Caller
  /** The device takes no message before it has heard that it is connected. */
  readonly upAtDeviceInMs: number
  readonly onEndAtDevice: () => void
  readonly onEndAtServer: () => void
}

/** A connection in virtual time. */
export function createConnection(options: ConnectionOptions): Connection {
  const { time, random } = options
  const open = { device: true, server: true }
  const firstAt = { device: time.elapsedMs() + options.upAtDeviceInMs, server: 0 }
  const lastAt = { ...firstAt }

  const carry = (to: 'device' | 'server', deliver: () => void, mayBeLost: boolean): void => {
    const weather = mayBeLost ? options.weather() : { ...options.weather(), lose: 0 }
    const overtakes = random.unit() < weather.overtake
    for (const delayMs of fateOf(weather, random)) {
      // TCP sends again what a short hole swallowed; a longer one ends the connection, and everything with it.
      const atMs = Math.max((overtakes ? firstAt : lastAt)[to], time.elapsedMs() + delayMs + options.holeLeftMs())
      lastAt[to] = Math.max(lastAt[to], atMs)
      time.after(atMs - time.elapsedMs(), () => {
        if (open[to]) deliver()
      })
    }
  }
  const endAt = (end: 'device' | 'server', told: () => void, afterMs: number): void => {
    time.after(afterMs, () => {
      if (!open[end]) return
      open[end] = false
      told()
    })
  }
  return {
    caller: options.caller,
    isOpenAtServer: () => open.server,
    toServer: (deliver) => carry('server', deliver, true),
    toDevice: (deliver, mayBeLost) => carry('device', deliver, mayBeLost),
    end({ atDevice, atServer }) {
      endAt('device', options.onEndAtDevice, atDevice)
      endAt('server', options.onEndAtServer, atServer)
    },
  }
}
