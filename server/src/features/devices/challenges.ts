import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { CHALLENGE_LASTS_MS } from '@dangol/protocol/handshake.ts'
import type { RandomBytes } from '../../platform/system-ids.ts'

const EXPIRY_BYTES = 6
const RANDOM_BYTES = 16
const SEAL_BYTES = 32
const SEALED_BYTES = EXPIRY_BYTES + RANDOM_BYTES
const KEY_BYTES = 32
/** Proofs within the life of a challenge: many times a store's devices all coming back at once. 2 MB. */
export const USED_MAX = 20_000

/** The store's word that a device signs; nothing is kept of one until it was used. */
export interface Challenges {
  readonly issue: () => string
  /** Ours, not yet over, and not used. */
  isFresh(challenge: string): boolean
  /** Uses it up; false when it was not fresh, or when too many were used to remember one more. */
  use(challenge: string): boolean
}

/**
 * Challenges that carry their own expiry, sealed with a key of this process: a restart makes all of them old. A used one is
 * remembered until it would be over anyway. `steady` never jumps.
 */
export function createChallenges(o: { steady: Clock; random: RandomBytes; usedMax?: number }): Challenges {
  const { steady, random, usedMax = USED_MAX } = o
  const key = random(KEY_BYTES)
  // In the order of their use; within a minute of that of their expiry.
  const used = new Map<string, number>()
  const seal = (sealed: Uint8Array) => createHmac('sha256', key).update(sealed).digest()
  const nowMs = () => Math.floor(steady.nowMs())

  const expiryOf = (challenge: string): number | null => {
    const bytes = Buffer.from(challenge, 'base64url')
    // One spelling only, or the same challenge could be used again in another.
    if (bytes.length !== SEALED_BYTES + SEAL_BYTES || bytes.toString('base64url') !== challenge) return null
    const sealed = bytes.subarray(0, SEALED_BYTES)
    if (!timingSafeEqual(seal(sealed), bytes.subarray(SEALED_BYTES))) return null
    return bytes.readUIntBE(0, EXPIRY_BYTES)
  }
  const forgetOver = (): void => {
    for (const [challenge, expiresAt] of used) if (expiresAt < nowMs()) used.delete(challenge)
  }
  const isFresh = (challenge: string): boolean => (expiryOf(challenge) ?? -1) >= nowMs() && !used.has(challenge)
  return {
    issue() {
      const sealed = Buffer.alloc(SEALED_BYTES)
      sealed.writeUIntBE(nowMs() + CHALLENGE_LASTS_MS, 0, EXPIRY_BYTES)
      sealed.set(random(RANDOM_BYTES), EXPIRY_BYTES)
      return Buffer.concat([sealed, seal(sealed)]).toString('base64url')
    },
    isFresh,
    use(challenge) {
      if (!isFresh(challenge)) return false
      if (used.size >= usedMax) forgetOver()
      // To forget one too early would let it be used twice.
      if (used.size >= usedMax) return false
      used.set(challenge, expiryOf(challenge) ?? 0)
      return true
    },
  }
}
