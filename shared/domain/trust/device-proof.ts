import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

/** What a device proves with its key, and for what; a signature for one thing never passes for another. */
export type ProofOf = 'connect' | 'pair' | 'pair-status' | 'found' | 'rotate'

/**
 * The bytes that a device signs (Ed25519): what for, the store's challenge, the address it believes to speak to (host:port, lower
 * case), and what it says of itself. The challenge makes it single, the address keeps it from being passed on to another server.
 */
export const proofBytes = (o: {
  readonly what: ProofOf
  readonly challenge: string
  readonly host: string
  /** Base64url of the 32 bytes of the public key. */
  readonly publicKey: string
  /** Whatever else the message states, already in its one spelling: device id, kind, name, new key. */
  readonly claims: readonly string[]
}): Uint8Array =>
  utf8ToBytes(`dangol-device/1\0${JSON.stringify([o.what, o.challenge, o.host, o.publicKey, ...o.claims])}`)

/** Six digits of a key, to be compared by eye on two screens: '402 917'. */
export function fingerprintOf(publicKey: string): string {
  const digest = sha256(utf8ToBytes(`dangol-fingerprint/1\0${publicKey}`))
  const digits = String(new DataView(digest.buffer, digest.byteOffset).getUint32(0) % 1_000_000).padStart(6, '0')
  return `${digits.slice(0, 3)} ${digits.slice(3)}`
}

/** Letters of codes that people read from one screen and type on another: no vowels, so that none spells a word (RFC 8628 6.1). */
const CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'
export const CODE_LENGTH = 8

const IS_CODE = new RegExp(`^[${CODE_LETTERS}]{${CODE_LENGTH}}$`)

/** `BCDF-GHJK` for reading. */
export const spacedCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`

/** What was typed, as the code it may be; null when it is none. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '')
  return IS_CODE.test(code) ? code : null
}

/** A code from random bytes, every letter as likely as every other; `random(n)` gives n bytes. */
export function makeCode(random: (length: number) => Uint8Array): string {
  let code = ''
  while (code.length < CODE_LENGTH) {
    for (const byte of random(CODE_LENGTH)) {
      // 240 is the largest multiple of 20 that fits a byte.
      if (byte < 240 && code.length < CODE_LENGTH) code += CODE_LETTERS.charAt(byte % CODE_LETTERS.length)
    }
  }
  return code
}
