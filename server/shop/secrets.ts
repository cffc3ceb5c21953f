import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'

/** The name under which one store knows a member: stores cannot join what they know (recognition-ux 3.1). */
export function storeAlias(tenantKey: string, memberId: string, storeId: string): CustomerId {
  const mac = createHmac('sha256', Buffer.from(tenantKey, 'hex')).update(`${memberId}\0${storeId}`).digest()
  return mac.subarray(0, 16).toString('hex') as CustomerId
}

/** SHA-256 in hexadecimal: what is kept of a token, never the token. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Keyed hash of something short enough to guess; useless without the key, which is not in the database. */
export const keyedHash = (key: string, text: string): string =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex')

/** Compares in the same time wherever two secrets begin to differ. */
export const sameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(a), 'hex'), Buffer.from(sha256(b), 'hex'))
