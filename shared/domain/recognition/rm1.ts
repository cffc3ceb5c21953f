import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { decodeBase45, encodeBase45 } from './base45.ts'

/** The member code that a phone signs itself, RM1 (recognition-ux 3.1). Only the server judges it; everybody may read it. */
export interface Rm1 {
  readonly kind: Rm1Kind
  /** 16 hexadecimal digits. */
  readonly credId: string
  /** Unix seconds of the phone, corrected by what it knows of the shop's clock. */
  readonly ts: number
  /** The 19 bytes that were signed, after the prefix and the tenant tag. */
  readonly head: Uint8Array
  /** 64 bytes: Ed25519, or P-256 as r ‖ s. */
  readonly signature: Uint8Array
}
export type Rm1Kind = 'ed25519' | 'p256'

/** Characters of a whole code: 'RM1:' and the Base45 of 83 bytes. */
export const RM1_TEXT_LENGTH = 129
export const RM1_NONCE_LENGTH = 6
/** A code is fresh from this long ago … */
export const RM1_PAST_MS = 45_000
/** … to this far ahead, for a phone whose clock runs fast. */
export const RM1_FUTURE_MS = 15_000
/** The page shows a new code this often. */
export const RM1_REFRESH_MS = 15_000
/** The same text on the same kiosk within this time is the scanner reading twice. */
export const RM1_DOUBLE_READ_MS = 3_000
/** Every refusal is told after this time, so that time tells nothing about its cause. */
export const RM1_REFUSAL_MS = 300
/** Keys older than this are not trusted: a revocation may have been missed. */
export const RM1_ROSTER_MAX_AGE_MS = 72 * 60 * 60_000

const PREFIX = 'RM1:'
const DOMAIN = utf8ToBytes('kiosk-recognition/rm1\0')
const KIND_BYTES: Readonly<Record<Rm1Kind, number>> = { ed25519: 0x11, p256: 0x12 }
const HEAD_LENGTH = 19
const SIGNATURE_LENGTH = 64
const TENANT_TAG_LENGTH = 8

/** The 19 bytes before the signature. `credId` is 16 hexadecimal digits, `ts` Unix seconds, `nonce` 6 random bytes. */
export function rm1Head(o: { kind: Rm1Kind; credId: string; ts: number; nonce: Uint8Array }): Uint8Array {
  const credId = hexToBytes(o.credId)
  if (credId.length !== 8) throw new RangeError('a credential id has 8 bytes')
  if (o.nonce.length !== RM1_NONCE_LENGTH) throw new RangeError('a nonce has 6 bytes')
  if (!Number.isInteger(o.ts) || o.ts < 0 || o.ts > 0xff_ff_ff_ff) throw new RangeError('not Unix seconds')
  const head = new Uint8Array(HEAD_LENGTH)
  head[0] = KIND_BYTES[o.kind]
  head.set(credId, 1)
  new DataView(head.buffer).setUint32(9, o.ts)
  head.set(o.nonce, 13)
  return head
}

/** What is signed: domain, tenant and head, so that no signature made for anything else can pass for a member code. */
export function rm1SignedBytes(tenantTag8: Uint8Array, head: Uint8Array): Uint8Array {
  if (tenantTag8.length !== TENANT_TAG_LENGTH) throw new RangeError('a tenant tag has 8 bytes')
  if (head.length !== HEAD_LENGTH) throw new RangeError('a head has 19 bytes')
  return concatBytes(DOMAIN, tenantTag8, head)
}

/** First 8 bytes of SHA-256 of the tenant's name. */
export const tenantTag = (tenant: string): Uint8Array => sha256(utf8ToBytes(tenant)).slice(0, TENANT_TAG_LENGTH)

/** The text of the QR code. */
export function rm1Text(head: Uint8Array, signature: Uint8Array): string {
  if (head.length !== HEAD_LENGTH) throw new RangeError('a head has 19 bytes')
  if (signature.length !== SIGNATURE_LENGTH) throw new RangeError('a signature has 64 bytes')
  return PREFIX + encodeBase45(concatBytes(head, signature))
}

/** Reads a member code without believing it; null for anything that is not exactly one (checks 1 and 2 of 3.1). */
export function parseRm1(text: string): Rm1 | null {
  if (text.length !== RM1_TEXT_LENGTH || !text.startsWith(PREFIX)) return null
  const bytes = decodeBase45(text.slice(PREFIX.length))
  if (bytes?.length !== HEAD_LENGTH + SIGNATURE_LENGTH) return null
  const kind = bytes[0] === KIND_BYTES.ed25519 ? 'ed25519' : bytes[0] === KIND_BYTES.p256 ? 'p256' : null
  if (kind === null) return null
  return {
    kind,
    credId: bytesToHex(bytes.slice(1, 9)),
    ts: new DataView(bytes.buffer).getUint32(9),
    head: bytes.slice(0, HEAD_LENGTH),
    signature: bytes.slice(HEAD_LENGTH),
  }
}
