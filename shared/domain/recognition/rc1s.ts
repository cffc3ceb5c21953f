import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { decodeBase45, encodeBase45 } from './base45.ts'

/**
 * A configuration code that needs no line, RC1S (recognition-ux 3.3): the configuration itself, signed by the online shop, in the
 * QR code. Says nothing of a person. What the content means is the server's to read (shared/protocol/shop-roster.ts): here it is
 * bytes, so that no reader of codes needs more than this.
 */
export interface Rc1s {
  readonly content: Uint8Array
  /** 64 bytes, Ed25519. */
  readonly signature: Uint8Array
}

/** What fits into a QR code that a phone shows and a scanner reads: version 12-M with the signature. Bytes. */
export const RC1S_CONTENT_MAX = 200
/** As long as a code of twelve characters: what was handed out on paper or screen cannot be called back. */
export const RC1S_LASTS_MS = 24 * 60 * 60_000

const PREFIX = 'RC1S:'
const DOMAIN = utf8ToBytes('kiosk-recognition/rc1s\0')
const SIGNATURE_LENGTH = 64
const TENANT_TAG_LENGTH = 8
/** Characters of the longest code: Base45 makes three of two bytes. */
export const RC1S_TEXT_MAX = PREFIX.length + Math.ceil(((RC1S_CONTENT_MAX + SIGNATURE_LENGTH) * 3) / 2)

/** What is signed: domain, tenant and content, so that no signature made for anything else can pass for a configuration. */
export function rc1sSignedBytes(tenantTag8: Uint8Array, content: Uint8Array): Uint8Array {
  if (tenantTag8.length !== TENANT_TAG_LENGTH) throw new RangeError('a tenant tag has 8 bytes')
  return concatBytes(DOMAIN, tenantTag8, content)
}

/** The text of the QR code. Throws for content that is empty or longer than RC1S_CONTENT_MAX. */
export function rc1sText({ content, signature }: Rc1s): string {
  if (content.length === 0 || content.length > RC1S_CONTENT_MAX) throw new RangeError('no content that fits a code')
  if (signature.length !== SIGNATURE_LENGTH) throw new RangeError('a signature has 64 bytes')
  return PREFIX + encodeBase45(concatBytes(content, signature))
}

export const isRc1sText = (text: string): boolean => text.startsWith(PREFIX)

/** Reads a signed configuration without believing it; null for anything that is not exactly one. */
export function parseRc1s(text: string): Rc1s | null {
  if (!isRc1sText(text) || text.length > RC1S_TEXT_MAX) return null
  const bytes = decodeBase45(text.slice(PREFIX.length))
  if (bytes === null || bytes.length <= SIGNATURE_LENGTH) return null
  const contentLength = bytes.length - SIGNATURE_LENGTH
  return { content: bytes.slice(0, contentLength), signature: bytes.slice(contentLength) }
}
