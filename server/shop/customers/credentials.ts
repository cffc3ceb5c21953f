import { createPublicKey } from 'node:crypto'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import type { Db } from '../../src/db/open.ts'
import type { RandomBytes } from '../../src/platform/system-ids.ts'
import type { ShopChanges } from '../changes/changes.ts'
import type { Customers } from './customers.ts'
import type { MemberId } from './customers.sql.ts'
import { prepareCredentials } from './credentials.sql.ts'
import type { Seals } from '../roster/seals.ts'

/** Phones per member (recognition-ux 3.1). */
const CREDENTIALS_MAX = 5
/** Revoked ones shown below the active ones, so that an owner sees that a lost phone is out. */
const SHOWN_MAX = 10
const CRED_ID_BYTES = 8

export type Credentials = ReturnType<typeof createCredentials>

export interface CredentialDeps {
  readonly db: Db
  readonly clock: Clock
  readonly random: RandomBytes
  readonly changes: ShopChanges
  readonly customers: Customers
  readonly seals: Seals
}

/** Keys that sign member codes. Every write belongs into a transaction of the caller. */
export function createCredentials({ db, clock, random, changes, customers, seals }: CredentialDeps) {
  const sql = prepareCredentials(db)

  /** Refuses: 'not-found' for an unknown key, somebody else's, or one revoked before. */
  function revoke(memberId: MemberId, credId: string) {
    if (sql.revoke.run(sql.nextVersion(), credId, memberId).changes === 0) return refuse('not-found')
    changes.append('credential', credId)
    return ok(null)
  }

  return {
    /** Takes a phone's public key. Refuses: 'not-a-key', 'too-many'. */
    enrol(memberId: MemberId, kind: 'ed25519' | 'p256', publicKey: string) {
      const canonical = canonicalKey(kind, publicKey)
      if (canonical === null) return refuse('not-a-key')
      if (sql.countActive(memberId) >= CREDENTIALS_MAX) return refuse('too-many')
      const credId = Buffer.from(random(CRED_ID_BYTES)).toString('hex')
      sql.insert.run(credId, memberId, kind, canonical, clock.nowMs(), sql.nextVersion())
      changes.append('credential', credId)
      return ok({ credId })
    },
    revoke,
    revokeAll(memberId: MemberId): void {
      for (const { credId, status } of sql.allOf(memberId)) if (status === 'active') revoke(memberId, credId)
    },
    /** Every key goes to the store again, under a newer version than the one that the store has forgotten. */
    tellAgain(memberId: MemberId): void {
      for (const { credId } of sql.allOf(memberId)) {
        sql.setVersion.run(sql.nextVersion(), credId)
        changes.append('credential', credId)
      }
    },
    /** A store recognised the member by this key. */
    used: (memberId: MemberId, credId: string, atMs: number): void => void sql.used.run(atMs, credId, memberId),
    ofMember: (memberId: MemberId) =>
      sql.ofMember
        .all(memberId, SHOWN_MAX)
        .map(({ credId, createdAt, lastUsedAt, status }) => ({ credId, createdAt, lastUsedAt, status })),
    rosterVersion: sql.newestTold,
    render: {
      credential(credId: string): ShopChange | null {
        const row = sql.byId(credId)
        const member = row === null ? null : customers.byId(row.memberId)
        if (row === null || member === null || !customers.isTold(member.id)) return null
        const { kind, publicKey, status, version } = row
        const value = { credId, kind, publicKey, customerId: member.alias, status }
        return { feed: 'credential', value, seal: seals.credential({ ...value, version }) }
      },
    },
  }
}

/** The key in its one spelling, or null when the bytes are no key of that kind (for P-256: no point on the curve). */
function canonicalKey(kind: 'ed25519' | 'p256', text: string): string | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return null
  const bytes = Buffer.from(text, 'base64url')
  const jwk = kind === 'ed25519' ? ed25519Jwk(bytes) : p256Jwk(bytes)
  if (jwk === null) return null
  try {
    createPublicKey({ key: jwk, format: 'jwk' })
  } catch {
    return null
  }
  return bytes.toString('base64url')
}

function ed25519Jwk(bytes: Buffer) {
  return bytes.length === 32 ? { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') } : null
}

function p256Jwk(bytes: Buffer) {
  if (bytes.length !== 65 || bytes[0] !== 4) return null
  const x = bytes.subarray(1, 33).toString('base64url')
  return { kty: 'EC', crv: 'P-256', x, y: bytes.subarray(33).toString('base64url') }
}
