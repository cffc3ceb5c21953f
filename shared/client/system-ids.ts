import type { Brand, IdSource } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { v7 } from 'uuid'

/** New UUIDv7s; those made in one millisecond still rise. */
export const systemIds: IdSource = {
  // The one place where a string becomes an id: the noun that is born says which.
  next: <B extends Brand<string>>() => v7() as B,
}

/** 2^24: what the counter within one millisecond starts below, so that it never runs over. */
const FIRST_SEQ_MAX = 0xffffff

/**
 * UUIDv7s by a given clock, rising whatever it does. The store tells a command's age by its id (C3), so ids of commands are
 * made by the store's time as the device knows it.
 */
export function createIds(clock: Clock): IdSource {
  let lastMs = -1
  let seq = 0
  return {
    next<B extends Brand<string>>(): B {
      const nowMs = Math.max(clock.nowMs(), lastMs)
      const [a = 0, b = 0, c = 0] = crypto.getRandomValues(new Uint8Array(3))
      seq = nowMs === lastMs ? seq + 1 : ((a << 16) | (b << 8) | c) & FIRST_SEQ_MAX
      lastMs = nowMs
      return v7({ msecs: nowMs, seq }) as B
    },
  }
}
