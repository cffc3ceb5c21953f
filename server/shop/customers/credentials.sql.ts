import type { Db } from '../../src/db/open.ts'

export interface CredentialRow {
  readonly credId: string
  readonly memberId: string
  readonly kind: 'ed25519' | 'p256'
  readonly publicKey: string
  readonly createdAt: number
  readonly status: 'active' | 'revoked'
}

const COLUMNS =
  'cred_id as credId, customer_id as memberId, kind, public_key as publicKey, created_at as createdAt, status'

/** Member-code keys. Public halves only: the private ones never leave the phones. */
export function prepareCredentials(db: Db) {
  const insert = db.prepare<[string, string, string, string, number]>(
    `insert into credentials (cred_id, customer_id, kind, public_key, created_at, status)
     values (?, ?, ?, ?, ?, 'active')`,
  )
  const byId = db.prepare<[string], CredentialRow>(`select ${COLUMNS} from credentials where cred_id = ?`)
  const ofMember = db.prepare<[string, number], CredentialRow>(
    `select ${COLUMNS} from credentials where customer_id = ? order by status, created_at desc limit ?`,
  )
  const countActive = db.prepare<[string], { n: number }>(
    "select count(*) as n from credentials where customer_id = ? and status = 'active'",
  )
  const revoke = db.prepare<[string, string]>(
    "update credentials set status = 'revoked' where cred_id = ? and customer_id = ? and status = 'active'",
  )
  return {
    insert,
    byId: (credId: string): CredentialRow | null => byId.get(credId) ?? null,
    ofMember,
    countActive: (memberId: string): number => countActive.get(memberId)?.n ?? 0,
    revoke,
  }
}
