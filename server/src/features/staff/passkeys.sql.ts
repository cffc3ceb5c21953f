import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import type { Db } from '../../db/open.ts'

export interface PasskeyRow {
  /** Credential id, base64url. */
  readonly id: string
  readonly associate: AssociateId
  readonly rpId: string
  readonly publicKey: Buffer
  readonly counter: number
  /** JSON array, as the browser told. */
  readonly transports: string
  readonly name: string
  readonly madeAt: number
  readonly lastUsedAt: number | null
}

export type Purpose = 'passkey-add' | 'step-up'
export interface ChallengeRow {
  readonly challenge: string
  readonly origin: string
  readonly expiresAt: number
}

/** Passkeys of the people who work here, and the open challenges of their sessions. */
export function preparePasskeys(db: Db) {
  const of = db.prepare<[AssociateId], PasskeyRow>(
    `select id, associate, rp_id as rpId, public_key as publicKey, counter, transports, name, made_at as madeAt,
       last_used_at as lastUsedAt
     from passkeys where associate = ? order by made_at, id`,
  )
  const add = db.prepare<[string, AssociateId, string, Uint8Array, number, string, string, number]>(
    `insert into passkeys (id, associate, rp_id, public_key, counter, transports, name, made_at)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const isTaken = db.prepare<[string], { taken: 1 }>('select 1 as taken from passkeys where id = ?')
  const used = db.prepare<[number, number, string]>('update passkeys set counter = ?, last_used_at = ? where id = ?')
  const remove = db.prepare<[string, AssociateId]>('delete from passkeys where id = ? and associate = ?')
  const removeAll = db.prepare<[AssociateId]>('delete from passkeys where associate = ?')
  const setChallenge = db.prepare<[string, Purpose, string, string, number]>(
    `insert into staff_challenges (session_id, purpose, challenge, origin, expires_at) values (?, ?, ?, ?, ?)
     on conflict (session_id) do update set purpose = excluded.purpose, challenge = excluded.challenge,
       origin = excluded.origin, expires_at = excluded.expires_at`,
  )
  // Taken out by reading it: nothing can be answered to it twice.
  const takeChallenge = db.prepare<[string, Purpose], ChallengeRow>(
    `delete from staff_challenges where session_id = ? and purpose = ?
     returning challenge, origin, expires_at as expiresAt`,
  )
  return { of, add, isTaken, used, remove, removeAll, setChallenge, takeChallenge }
}

export type PasskeySql = ReturnType<typeof preparePasskeys>
