import type { Random } from '@dangol/domain/chance/random.ts'
import type { Caller } from '@dangol/server/src/transport/handler.ts'
import type { VirtualTime } from '../time/virtual-time.ts'
import { fateOf } from './weather.ts'
import type { Weather } from './weather.ts'

/** One connection as its two ends see it: each may believe that it stands when the other knows better. */
export interface Connection {
  readonly caller: Caller
  readonly isOpenAtServer: () => boolean
  toServer(deliver: () => void): void
  toDevice(deliver: () => void): void
  /** Ends it at either end after so long; what is on its way still arrives where it is open. */
  end(afterMs: { readonly atDevice: number; readonly atServer: number }): void
}

export interface ConnectionOptions {
  readonly time: VirtualTime
  readonly random: Random
  readonly weather: () => Weather
  /** Nothing gets through at the moment, and neither end knows. */
  readonly isBlackHole: () => boolean
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

  const carry = (to: 'device' | 'server', deliver: () => void): void => {
    const weather = options.weather()
    const overtakes = random.unit() < weather.overtake
    for (const delayMs of fateOf(weather, random)) {
      if (options.isBlackHole()) continue
      const atMs = Math.max((overtakes ? firstAt : lastAt)[to], time.elapsedMs() + delayMs)
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
    toServer: (deliver) => carry('server', deliver),
    toDevice: (deliver) => carry('device', deliver),
    end({ atDevice, atServer }) {
      endAt('device', options.onEndAtDevice, atDevice)
      endAt('server', options.onEndAtServer, atServer)
    },
  }
}
