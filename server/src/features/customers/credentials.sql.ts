import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Db } from '../../db/open.ts'

/** One member-code key: raw public key in base64url. */
export interface Credential {
  readonly credId: string
  readonly kind: 'ed25519' | 'p256'
  readonly publicKey: string
  readonly customerId: CustomerId
  readonly status: 'active' | 'revoked'
}

/** The roster: the keys that member codes are verified with. */
export function prepareCredentials(db: Db) {
  const find = db.prepare<[string], Credential>(
    `select cred_id as credId, kind, public_key as publicKey, customer_id as customerId, status
     from credentials where cred_id = ?`,
  )
  const upsert = db.prepare<[string, string, string, CustomerId, string]>(
    `insert into credentials (cred_id, kind, public_key, customer_id, status) values (?, ?, ?, ?, ?)
     on conflict (cred_id) do update set kind = excluded.kind, public_key = excluded.public_key,
       customer_id = excluded.customer_id, status = excluded.status`,
  )
  const remove = db.prepare<[string]>('delete from credentials where cred_id = ?')
  const eraseOf = db.prepare<[CustomerId]>('delete from credentials where customer_id = ?')
  return { find, upsert, remove, eraseOf }
}
