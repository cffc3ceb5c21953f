import { createHmac, timingSafeEqual } from 'node:crypto'
import { jsonOf } from './json.ts'

/** A message of a shop as it came: its bytes, and the HMAC-SHA-256 that it says they have with the secret of both. */
export interface SignedMessage {
  readonly body: Uint8Array
  readonly signature: string | undefined
  readonly as: 'hex' | 'base64'
}

/** What a message says, for a schema to read; null for one that whoever knows the secret has not signed. */
export function readSigned(secret: string, { body, signature, as }: SignedMessage): unknown {
  const said = Buffer.from(signature ?? '', as)
  const expected = createHmac('sha256', secret).update(body).digest()
  if (said.length !== expected.length || !timingSafeEqual(said, expected)) return null
  return jsonOf(Buffer.from(body).toString('utf8'))
}
