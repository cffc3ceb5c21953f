import type { Db } from '../../src/db/open.ts'

export interface PasskeyRow {
  readonly id: string
  readonly memberId: string
  readonly name: string
  /** COSE key, as the browser gave it. */
  readonly publicKey: Buffer
  readonly counter: number
  /** JSON list of the ways in which the browser may reach it. */
  readonly transports: string
  readonly madeAt: number
  readonly lastUsedAt: number | null
}

const COLUMNS = `id, customer_id as memberId, name, public_key as publicKey, counter, transports, made_at as madeAt,
  last_used_at as lastUsedAt`

/** Passkeys of members, public halves only, and the challenges they are to sign. */
export function preparePasskeys(db: Db) {
  const insert = db.prepare<[string, string, string, Uint8Array, number, string, number]>(
    `insert into passkeys (id, customer_id, name, public_key, counter, transports, made_at)
     values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
  )
  const ofMember = db.prepare<[string], PasskeyRow>(
    `select ${COLUMNS} from passkeys where customer_id = ? order by made_at`,
  )
  const used = db.prepare<[number, number, string]>('update passkeys set counter = ?, last_used_at = ? where id = ?')
  const remove = db.prepare<[string, string]>('delete from passkeys where id = ? and customer_id = ?')
  const putChallenge = db.prepare<[string, string, string, number]>(
    `insert into passkey_challenges (customer_id, purpose, challenge, expires_at) values (?, ?, ?, ?)
     on conflict (customer_id, purpose) do update set challenge = excluded.challenge, expires_at = excluded.expires_at`,
  )
  const takeChallenge = db.prepare<[string, string], { challenge: string; expiresAt: number }>(
    `delete from passkey_challenges where customer_id = ? and purpose = ?
     returning challenge, expires_at as expiresAt`,
  )
  const dropOldChallenges = db.prepare<[number]>('delete from passkey_challenges where expires_at <= ?')
  return {
    /** False when a passkey of this id is there already. */
    insert: (row: Omit<PasskeyRow, 'lastUsedAt'>): boolean =>
      insert.run(row.id, row.memberId, row.name, row.publicKey, row.counter, row.transports, row.madeAt).changes === 1,
    ofMember: (memberId: string): PasskeyRow[] => ofMember.all(memberId),
    used,
    remove: (id: string, memberId: string): boolean => remove.run(id, memberId).changes === 1,
    putChallenge,
    takeChallenge: (memberId: string, purpose: string) => takeChallenge.get(memberId, purpose) ?? null,
    dropOldChallenges,
  }
}
