import { createHmac } from 'node:crypto'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'

export type IdentifierKind = 'email' | 'phone'

/** How this store calls the customers of a shop: never by what the shop, a mailbox or a telephone calls them. */
export interface PeopleKeys {
  /** 32 hexadecimal digits, the same for the same customer of the same shop; the member service makes the same. */
  alias(platformCustomerId: string): CustomerId
  /** By which somebody is found who says their e-mail address or number, and which tells neither; null for what is none. */
  digest(kind: IdentifierKind, said: string): string | null
}

/** @param key 64 hexadecimal digits, kept beside the database and never in it. */
export function createPeopleKeys(key: string, platform: string, storeId: string): PeopleKeys {
  const mac = (text: string): string =>
    createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex').slice(0, 32)
  return {
    alias: (id) => mac(`customer\0${platform}\0${id}\0${storeId}`) as CustomerId,
    digest(kind, said) {
      const plain = kind === 'email' ? plainEmail(said) : plainPhone(said)
      return plain === null ? null : mac(`${kind}\0${plain}\0${storeId}`)
    },
  }
}

/** What was typed, as the digests of an address or number that it may be. */
export function identifiersIn(keys: PeopleKeys, said: string): { kind: IdentifierKind; digest: string }[] {
  return (['email', 'phone'] as const).flatMap((kind) => {
    const digest = keys.digest(kind, said)
    return digest === null ? [] : [{ kind, digest }]
  })
}

const plainEmail = (said: string): string | null => {
  const plain = said.trim().toLowerCase()
  return /^[^\s@]+@[^\s@]+$/.test(plain) ? plain : null
}

/** Korean numbers are written with and without the country: 010-1234-5678 is +82 10 1234 5678. */
const plainPhone = (said: string): string | null => {
  const digits = said.replace(/[\s().-]/g, '')
  if (!/^\+?\d{7,15}$/.test(digits)) return null
  return digits.replace(/^\+82/, '0').replace(/^\+/, '00')
}
