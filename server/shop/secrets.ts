import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { RandomBytes } from '../src/platform/system-ids.ts'
import { StartRefusal } from '../src/platform/start-refusal.ts'

const SECRET_BYTES = 32

/**
 * Reads a secret kept as hexadecimal in a file only its owner may read, and makes it at the first start. Refuses with a
 * StartRefusal when the file holds something else.
 */
export function secretFile(path: string, random: RandomBytes): string {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true })
    try {
      // 'wx': of two processes starting together one writes and the other reads.
      writeFileSync(path, `${Buffer.from(random(SECRET_BYTES)).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
        throw new StartRefusal(`The key file ${path} cannot be written.`)
      }
    }
  }
  const secret = readFileSync(path, 'utf8').trim()
  if (!/^[0-9a-f]{64}$/.test(secret))
    throw new StartRefusal(`The key file ${path} does not hold a key of 64 hex digits.`)
  return secret
}

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
