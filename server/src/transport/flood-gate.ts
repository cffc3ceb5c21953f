import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { Connection } from './connection.ts'
import { REQUESTS_AT_ONCE } from './rate.ts'

/** Messages of one device in one window that are still answered, if only by a refusal; many times what any device needs. */
const TIMES_THE_RATE = 5
/** After so long a device that flooded is read again; well within the patience for its heartbeat. Milliseconds. */
const WINDOW_MS = 1_000

interface Window {
  messages: number
  readonly untilMs: number
}

/**
 * Stops reading from a device that sends more than can even be refused without others waiting for it (R3): its messages stay
 * in its own buffers. Counts per device, however many connections it has.
 */
export interface FloodGate {
  /** Notes one message; true when it was the one too many, and the connection is not read for the rest of the window. */
  passed(deviceId: DeviceId, connection: Connection): boolean
}

export function createFloodGate(o: {
  readonly steady: Clock
  readonly timers: Timers
  readonly limits?: { readonly requestsPerSecond?: number }
}): FloodGate {
  const { steady, timers } = o
  const most = Math.max(REQUESTS_AT_ONCE, o.limits?.requestsPerSecond ?? 0) * TIMES_THE_RATE
  // Only devices that sent something within the last window; emptied when it grows beyond a store's devices.
  const windows = new Map<DeviceId, Window>()
  return {
    passed(deviceId, connection) {
      const nowMs = steady.nowMs()
      let window = windows.get(deviceId)
      if (window === undefined || nowMs >= window.untilMs) {
        if (windows.size >= DEVICES_MAX) windows.clear()
        window = { messages: 0, untilMs: nowMs + WINDOW_MS }
        windows.set(deviceId, window)
      }
      window.messages += 1
      if (window.messages <= most) return false
      connection.pause()
      timers.after(window.untilMs - nowMs, () => connection.resume())
      return window.messages === most + 1
    },
  }
}

const DEVICES_MAX = 5_000
