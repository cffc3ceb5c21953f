import { isIP } from 'node:net'
import type { Caller } from '../../transport/handler.ts'

/** The page that asks, as far as passkeys go. */
export interface PasskeyPage {
  /** As the browser states it in what it signs. */
  readonly origin: string
  /** Whom a passkey is for: the host's name. */
  readonly rpId: string
}

/**
 * The page whose passkeys these are; null where there can be none: without a page, and under a bare address, which is nobody's
 * name. The transport has compared the origin with the server's own names.
 */
export function passkeyPage({ page }: Caller): PasskeyPage | null {
  const url = page === undefined ? null : URL.parse(page)
  if (url === null || isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0) return null
  // Anywhere else a browser offers passkeys over TLS only.
  const isSecure = url.protocol === 'https:' || url.hostname === 'localhost'
  return isSecure ? { origin: url.origin, rpId: url.hostname } : null
}

/** How long somebody may take to show a passkey. Milliseconds. */
export const CHALLENGE_LASTS_MS = 2 * 60_000
/** One each for a phone, a key on the ring, and what is replaced just now. */
export const PASSKEYS_MAX = 5
const CHALLENGE_BYTES = 32

export const newChallenge = (random: (length: number) => Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(random(CHALLENGE_BYTES))
