import type { Db } from '../../src/db/open.ts'

export interface CredentialRow {
  readonly credId: string
  readonly memberId: string
  readonly kind: 'ed25519' | 'p256'
  readonly publicKey: string
  readonly createdAt: number
  readonly status: 'active' | 'revoked'
  readonly version: number
  readonly lastUsedAt: number | null
}

const COLUMNS = `cred_id as credId, customer_id as memberId, kind, public_key as publicKey, created_at as createdAt, status,
  version, last_used_at as lastUsedAt`

/** Member-code keys. Public halves only: the private ones never leave the phones. */
export function prepareCredentials(db: Db) {
  const insert = db.prepare<[string, string, string, string, number, number]>(
    `insert into credentials (cred_id, customer_id, kind, public_key, created_at, status, version)
     values (?, ?, ?, ?, ?, 'active', ?)`,
  )
  const byId = db.prepare<[string], CredentialRow>(`select ${COLUMNS} from credentials where cred_id = ?`)
  const ofMember = db.prepare<[string, number], CredentialRow>(
    `select ${COLUMNS} from credentials where customer_id = ? order by status, created_at desc limit ?`,
  )
  const countActive = db.prepare<[string], { n: number }>(
    "select count(*) as n from credentials where customer_id = ? and status = 'active'",
  )
  const allOf = db.prepare<[string], { credId: string; status: string }>(
    'select cred_id as credId, status from credentials where customer_id = ? order by created_at, cred_id',
  )
  const revoke = db.prepare<[number, string, string]>(
    "update credentials set status = 'revoked', version = ? where cred_id = ? and customer_id = ? and status = 'active'",
  )
  const setVersion = db.prepare<[number, string]>('update credentials set version = ? where cred_id = ?')
  const used = db.prepare<[number, string, string]>(
    `update credentials set last_used_at = max(coalesce(last_used_at, 0), ?) where cred_id = ? and customer_id = ?`,
  )
  const nextVersion = db.prepare<[], { version: number }>(
    `insert into facts (name, value) values ('credential-version', 1)
     on conflict (name) do update set value = cast(value as integer) + 1 returning cast(value as integer) as version`,
  )
  const newestTold = db.prepare<[], { version: number }>(
    `select version from credentials
     where not exists (select 1 from forgotten_members f where f.customer_id = credentials.customer_id)
     order by version desc limit 1`,
  )
  return {
    insert,
    byId: (credId: string): CredentialRow | null => byId.get(credId) ?? null,
    ofMember,
    allOf: (memberId: string) => allOf.all(memberId),
    countActive: (memberId: string): number => countActive.get(memberId)?.n ?? 0,
    revoke,
    setVersion,
    used,
    /** One more than any before, also of keys that are gone. */
    nextVersion: (): number => nextVersion.get()?.version ?? 1,
    /** The newest among the keys that stores are told of; 0 for none. */
    newestTold: (): number => newestTold.get()?.version ?? 0,
  }
}
