import type { Db } from '../../src/db/open.ts'

export interface OneTimeCode {
  readonly memberId: string | null
  /** JSON of whom the retailer's own shop names for the login; null where it was not asked, or names nobody. */
  readonly found: string | null
  readonly codeHash: string
  readonly triesLeft: number
  readonly expiresAt: number
}

export type SignInSql = ReturnType<typeof prepareSignIn>

/** One-time codes, sessions and the limits around them. All survive a restart, so that a restart resets no limit. */
export function prepareSignIn(db: Db) {
  const putCode = db.prepare<[OneTimeCode & { login: string }]>(
    `insert into sign_in_codes (login, customer_id, found, code_hash, tries_left, expires_at)
     values (@login, @memberId, @found, @codeHash, @triesLeft, @expiresAt)
     on conflict (login) do update set customer_id = excluded.customer_id, found = excluded.found,
       code_hash = excluded.code_hash, tries_left = excluded.tries_left, expires_at = excluded.expires_at`,
  )
  const code = db.prepare<[string], OneTimeCode>(
    `select customer_id as memberId, found, code_hash as codeHash, tries_left as triesLeft, expires_at as expiresAt
     from sign_in_codes where login = ?`,
  )
  const takeTry = db.prepare<[string]>('update sign_in_codes set tries_left = tries_left - 1 where login = ?')
  const dropCode = db.prepare<[string]>('delete from sign_in_codes where login = ?')
  const dropOldCodes = db.prepare<[number]>('delete from sign_in_codes where expires_at <= ?')
  const addSession = db.prepare<[string, string, number]>(
    'insert into sessions (token_hash, customer_id, expires_at) values (?, ?, ?)',
  )
  const session = db.prepare<[string, number], { memberId: string; expiresAt: number }>(
    'select customer_id as memberId, expires_at as expiresAt from sessions where token_hash = ? and expires_at > ?',
  )
  const dropSession = db.prepare<[string]>('delete from sessions where token_hash = ?')
  const dropOldSessions = db.prepare<[number]>('delete from sessions where expires_at <= ?')
  const hit = db.prepare<{ key: string; nowMs: number; endsAt: number }, { hits: number }>(
    `insert into limits (key, hits, ends_at) values (@key, 1, @endsAt)
     on conflict (key) do update set hits = case when ends_at <= @nowMs then 1 else hits + 1 end,
       ends_at = case when ends_at <= @nowMs then @endsAt else ends_at end
     returning hits`,
  )
  const hits = db.prepare<[string, number], { hits: number }>('select hits from limits where key = ? and ends_at > ?')
  const dropOldLimits = db.prepare<[number]>('delete from limits where ends_at <= ?')
  return {
    putCode,
    code: (login: string): OneTimeCode | null => code.get(login) ?? null,
    takeTry,
    dropCode,
    addSession,
    session: (tokenHash: string, nowMs: number) => session.get(tokenHash, nowMs) ?? null,
    dropSession,
    hit: (key: string, nowMs: number, windowMs: number): number =>
      hit.get({ key, nowMs, endsAt: nowMs + windowMs })?.hits ?? 1,
    hits: (key: string, nowMs: number): number => hits.get(key, nowMs)?.hits ?? 0,
    dropOld(nowMs: number): void {
      dropOldCodes.run(nowMs)
      dropOldSessions.run(nowMs)
      dropOldLimits.run(nowMs)
    },
  }
}
