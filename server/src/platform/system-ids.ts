import { randomBytes } from 'node:crypto'
import type { Brand, IdSource } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { v7 } from 'uuid'

/** Fills with unpredictable bytes; injected, so that tests and simulations repeat. */
export type RandomBytes = (length: number) => Uint8Array

/** The machine's source of unpredictable bytes. */
export const systemRandom: RandomBytes = (length) => randomBytes(length)

/** UUIDv7 out of our own clock, rising even within one millisecond: random keys cost 3 to 4 times as much to insert. */
export function createIds(clock: Clock, random: RandomBytes = systemRandom): IdSource {
  let lastMs = -1
  let seq = 0
  return {
    next<B extends Brand<string>>(): B {
      const nowMs = Math.max(clock.nowMs(), lastMs)
      seq = nowMs === lastMs ? seq + 1 : firstSeq(random)
      lastMs = nowMs
      // The one place where a new string becomes a branded id.
      return v7({ msecs: nowMs, seq, random: random(16) }) as B
    },
  }
}

/** 24 random bits: the upper bits of the 32-bit counter stay free for ids of the same millisecond. */
function firstSeq(random: RandomBytes): number {
  const [a = 0, b = 0, c = 0] = random(3)
  return (a << 16) | (b << 8) | c
}
