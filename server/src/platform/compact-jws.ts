import { createPublicKey, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/*
 * Compact JWS (RFC 7515) with Ed25519 and nothing else. Synchronous, unlike jose: a mirror verifies inside its transaction. There
 * is no algorithm to choose: the header is compared byte by byte with the only one we write, so 'none', an HMAC made with the public
 * key, and a word of another type are all no word of ours.
 */

const BASE64URL_SIGNATURE_LENGTH = 86

/** Signs a payload as a word of one type. */
export function signJws(typ: string, payload: object, privateKey: KeyObject): string {
  const said = `${headerOf(typ)}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`
  return `${said}.${sign(null, Buffer.from(said), privateKey).toString('base64url')}`
}

/** The payload, when one of the keys signed it as a word of this type; null otherwise. The caller checks its shape. */
export function openJws(typ: string, jws: string, publicKeys: readonly KeyObject[]): unknown {
  const parts = jws.split('.')
  const [header = '', payload = '', signature = ''] = parts
  if (parts.length !== 3 || header !== headerOf(typ) || signature.length !== BASE64URL_SIGNATURE_LENGTH) return null
  const said = Buffer.from(`${header}.${payload}`)
  const bytes = Buffer.from(signature, 'base64url')
  if (!publicKeys.some((key) => verify(null, said, key, bytes))) return null
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as unknown
  } catch {
    return null
  }
}

/** Ed25519 public keys of a PEM file, one after the other; null when it holds anything else, or nothing. */
export function publicKeysOf(pem: string): readonly KeyObject[] | null {
  const blocks = pem.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? []
  try {
    const keys = blocks.map((block) => createPublicKey(block))
    return keys.length > 0 && keys.every(({ asymmetricKeyType }) => asymmetricKeyType === 'ed25519') ? keys : null
  } catch {
    return null
  }
}

const headerOf = (typ: string): string => Buffer.from(JSON.stringify({ alg: 'EdDSA', typ })).toString('base64url')
