import type { AssociateId, DeviceId } from '@dangol/domain/ids/ids.ts'
import type { DeviceKind } from '@dangol/protocol/handshake.ts'
import type { Db } from '../../db/open.ts'

export interface PairedRow {
  readonly id: DeviceId
  readonly kind: DeviceKind
  readonly name: string
  readonly publicKey: string
  readonly state: 'active' | 'revoked'
  readonly keySince: number
  readonly pairedAt: number
  readonly pairedBy: AssociateId | null
  readonly revokedAt: number | null
}

/** A device that asks to be paired. */
export interface PairingRow {
  readonly publicKey: string
  readonly code: string
  readonly kind: DeviceKind
  readonly address: string
  readonly askedAt: number
  readonly expiresAt: number
}

const PAIRED = `id, kind, name, public_key as publicKey, state, key_since as keySince, paired_at as pairedAt,
  paired_by as pairedBy, revoked_at as revokedAt`
const PAIRING = `public_key as publicKey, code, kind, address, asked_at as askedAt, expires_at as expiresAt`

/** The devices of the house. */
export function preparePaired(db: Db) {
  const insert = db.prepare<[DeviceId, DeviceKind, string, string, number, number, AssociateId | null]>(
    `insert or replace into paired_devices
       (id, kind, name, public_key, state, key_since, paired_at, paired_by, revoked_at)
     values (?, ?, ?, ?, 'active', ?, ?, ?, null)`,
  )
  return {
    all: db.prepare<[], PairedRow>(`select ${PAIRED} from paired_devices order by kind, id`),
    find: db.prepare<[DeviceId], PairedRow>(`select ${PAIRED} from paired_devices where id = ?`),
    activeWithKey: db.prepare<[string], PairedRow>(
      `select ${PAIRED} from paired_devices where public_key = ? and state = 'active'`,
    ),
    insert: (row: Omit<PairedRow, 'state' | 'revokedAt'>) =>
      insert.run(row.id, row.kind, row.name, row.publicKey, row.keySince, row.pairedAt, row.pairedBy),
    revoke: db.prepare<[number, DeviceId]>(
      `update paired_devices set state = 'revoked', revoked_at = ? where id = ? and state = 'active'`,
    ),
    rename: db.prepare<[string, DeviceId]>('update paired_devices set name = ? where id = ?'),
    changeKey: db.prepare<[string, number, DeviceId]>(
      `update paired_devices set public_key = ?, key_since = ? where id = ? and state = 'active'`,
    ),
    /** Revoked ones beyond the newest so many. */
    revokedBeyond: db.prepare<[number], { id: DeviceId }>(
      `select id from paired_devices where state = 'revoked' order by revoked_at desc limit -1 offset ?`,
    ),
    drop: db.prepare<[DeviceId]>('delete from paired_devices where id = ?'),
  }
}

/** The devices that ask to be let in. */
export function preparePairings(db: Db) {
  const insert = db.prepare<[string, string, DeviceKind, string, number, number]>(
    `insert into pairing_requests (public_key, code, kind, address, asked_at, expires_at) values (?, ?, ?, ?, ?, ?)`,
  )
  return {
    withKey: db.prepare<[string, number], PairingRow>(
      `select ${PAIRING} from pairing_requests where public_key = ? and expires_at > ?`,
    ),
    withCode: db.prepare<[string, number], PairingRow>(
      `select ${PAIRING} from pairing_requests where code = ? and expires_at > ?`,
    ),
    counts: db.prepare<[string], { all: number; ofAddress: number }>(
      `select count(*) as "all", coalesce(sum(address = ?), 0) as ofAddress from pairing_requests`,
    ),
    insert: (row: PairingRow) => insert.run(row.publicKey, row.code, row.kind, row.address, row.askedAt, row.expiresAt),
    drop: db.prepare<[string]>('delete from pairing_requests where public_key = ?'),
    dropUpTo: db.prepare<[number]>('delete from pairing_requests where expires_at <= ?'),
  }
}
