import type { Db } from '../../src/db/open.ts'

/** What only a member's own rights ask for: all of theirs at once, and orders without anybody. */
export function prepareRights(db: Db) {
  const consentEvents = db.prepare<[string], { purpose: string; state: string; channel: string; at: number }>(
    'select purpose, state, channel, at from consent_events where customer_id = ? order by seq',
  )
  const sessions = db.prepare<[string], { expiresAt: number }>(
    'select expires_at as expiresAt from sessions where customer_id = ? order by expires_at',
  )
  const credentials = db.prepare<
    [string],
    { credId: string; kind: string; publicKey: string; createdAt: number; lastUsedAt: number | null; status: string }
  >(
    `select cred_id as credId, kind, public_key as publicKey, created_at as createdAt, last_used_at as lastUsedAt, status
     from credentials where customer_id = ? order by created_at, cred_id`,
  )
  const codes = db.prepare<{ id: string }, { code: string; configurationId: string; expiresAt: number }>(
    `select code, configuration_id as configurationId, codes.expires_at as expiresAt
     from codes join configurations on configurations.id = configuration_id where customer_id = @id
     union all select code, source_id, expires_at from codes join code_copies on copy_id = configuration_id where customer_id = @id
     order by code`,
  )
  const pictures = db.prepare<[string], { sha256: string; type: string; sentAt: number; bytes: Buffer }>(
    'select sha256, type, sent_at as sentAt, bytes from pictures where customer_id = ? order by sent_at, sha256',
  )
  const openedAt = db.prepare<[string], { createdAt: number }>(
    'select created_at as createdAt from customers where id = ?',
  )
  const configuredLines = db.prepare<[string], { orderRow: number; position: number; configuration: string }>(
    `select order_row as orderRow, position, configuration from orders join order_lines on order_row = orders.id
     where customer_id = ? and configuration is not null`,
  )
  const setConfiguration = db.prepare<[string | null, number, number]>(
    'update order_lines set configuration = ? where order_row = ? and position = ?',
  )
  const disown = db.prepare<[string]>('update orders set customer_id = null where customer_id = ?')
  const dropLimits = db.prepare<[string]>('delete from limits where instr(key, ?) > 0')
  return {
    dropLimits,
    consentEvents: (id: string) => consentEvents.all(id),
    sessions: (id: string) => sessions.all(id),
    credentials: (id: string) => credentials.all(id),
    codes: (id: string) => codes.all({ id }),
    pictures: (id: string) => pictures.all(id),
    openedAt: (id: string): number => openedAt.get(id)?.createdAt ?? 0,
    configuredLines: (id: string) => configuredLines.all(id),
    setConfiguration,
    disown,
  }
}
