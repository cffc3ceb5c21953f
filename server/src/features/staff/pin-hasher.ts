import { argon2, argon2Sync, createHmac, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { AssociateId, CommandId } from '@dangol/domain/ids/ids.ts'
import { isWeakPin } from '@dangol/domain/trust/pin.ts'
import type { RandomBytes } from '../../platform/system-ids.ts'

/** How PINs are kept. What is stored verifies nothing without a key that is not in the database. */
export interface PinHasher {
  /** With a new salt each time. */
  hash(pin: string, associate: AssociateId): Promise<string>
  /** The same at once, for the first start: nothing else is done meanwhile. */
  hashNow(pin: string, associate: AssociateId): string
  /** Takes as long with null, which is nobody's hash and never matches. */
  matches(pin: string, associate: AssociateId, hash: string | null): Promise<boolean>
  /** The same at once, for the start. */
  matchesNow(pin: string, associate: AssociateId, hash: string): boolean
  /** The PIN that a command gives to somebody, never a weak one: the same however often it is asked, so that nothing stores it. */
  pinOf(commandId: CommandId): string
}

/** OWASP's minimum for argon2id: 45 ms and 19 MiB a try (recognition-ux 8.2). */
const COST = { memory: 19 * 1024, passes: 2, parallelism: 1, tagLength: 32 } as const
const SALT_BYTES = 16
/** Names the parameters, so that a later cost can be told from this one. */
const SCHEME = `argon2id$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}`
const STORED = /^(argon2id\$m=\d+,t=\d+,p=\d+)\$([\w-]{22})\$([\w-]{43})$/

const argon2Later = promisify(argon2)
/** The slow part of it; a test counts how often it is gone through, and with which cost. */
export type Derive = typeof argon2Later

/** PINs as argon2id(HMAC-SHA-256(key, PIN and associate)): a million PINs are tried in hours, a million keyed ones never. */
export function createPinHasher(key: Uint8Array, random: RandomBytes, derive: Derive = argon2Later): PinHasher {
  const hmac = (what: string, text: string) => createHmac('sha256', key).update(`dangol-${what}/1\0${text}`).digest()
  const costly = (pin: string, associate: AssociateId, salt: Uint8Array) =>
    ({ message: hmac('pin', pin + associate), nonce: salt, ...COST }) as const
  const newSalt = () => random(SALT_BYTES)
  return {
    async hash(pin, associate) {
      const salt = newSalt()
      return stored(salt, await derive('argon2id', costly(pin, associate, salt)))
    },
    hashNow(pin, associate) {
      const salt = newSalt()
      return stored(salt, argon2Sync('argon2id', costly(pin, associate, salt)))
    },
    async matches(pin, associate, hash) {
      const known = hash === null ? null : readStored(hash)
      const { salt, tag } = known ?? { salt: newSalt(), tag: new Uint8Array(COST.tagLength) }
      const made = await derive('argon2id', costly(pin, associate, salt))
      return timingSafeEqual(made, tag) && known !== null
    },
    matchesNow(pin, associate, hash) {
      const known = readStored(hash)
      return known !== null && timingSafeEqual(argon2Sync('argon2id', costly(pin, associate, known.salt)), known.tag)
    },
    pinOf: (commandId) => firstStrongPin((nth) => hmac('one-time-pin', `${commandId} ${nth}`)),
  }
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

const stored = (salt: Uint8Array, tag: Uint8Array): string => `${SCHEME}$${base64url(salt)}$${base64url(tag)}`

function readStored(hash: string): { salt: Uint8Array; tag: Uint8Array } | null {
  const [, scheme, salt, tag] = STORED.exec(hash) ?? []
  if (scheme !== SCHEME || salt === undefined || tag === undefined) return null
  return { salt: Buffer.from(salt, 'base64url'), tag: Buffer.from(tag, 'base64url') }
}

/** The first of a row of random numbers that makes a PIN nobody would guess. */
export function firstStrongPin(bytesOf: (nth: number) => Buffer): string {
  for (let nth = 0; ; nth++) {
    // 48 bits: no PIN is likelier than another by more than one in 280 million.
    const pin = String(bytesOf(nth).readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
    if (!isWeakPin(pin)) return pin
  }
}
