import type { Db } from '../db/open.ts'
import type { OutboxMessage } from '../shop-port.ts'

interface OutboxRow {
  readonly position: number
  readonly kind: OutboxMessage['kind']
  readonly key: string
  readonly body: string
  readonly attempts: number
}
/** One message on its way. */
export interface Waiting {
  readonly position: number
  readonly attempts: number
  readonly message: OutboxMessage
}

/** The outbox to the online shop. */
export function prepareOutbox(db: Db) {
  const insert = db.prepare<[string, string, string, number]>(
    'insert into outbox (kind, key, body, enqueued_at) values (?, ?, ?, ?)',
  )
  const count = db.prepare<[], { count: number }>('select count(*) as count from outbox where rejected_why is null')
  const first = db.prepare<[OutboxMessage['kind']], OutboxRow>(
    `select position, kind, key, body, attempts from outbox
     where kind = ? and rejected_why is null order by position limit 1`,
  )
  const failed = db.prepare<[number]>('update outbox set attempts = attempts + 1 where position = ?')
  const reject = db.prepare<[string, number]>('update outbox set rejected_why = ? where position = ?')
  const remove = db.prepare<[number]>('delete from outbox where position = ?')
  const dropOf = db.prepare<[string]>(
    `delete from outbox where kind in ('configuration', 'consent', 'visit') and json_extract(body, '$.customerId') = ?`,
  )
  return {
    dropOf,
    insert,
    failed,
    reject,
    remove,
    waiting: () => count.get()?.count ?? 0,
    first(kind: OutboxMessage['kind']): Waiting | null {
      const row = first.get(kind)
      if (row === undefined) return null
      const { position, attempts, key } = row
      // Written by `enqueue` only, from a message that already has the type.
      return {
        position,
        attempts,
        message: { kind: row.kind, key, body: JSON.parse(row.body) as unknown } as OutboxMessage,
      }
    },
  }
}

/** How far the mirror has come. */
export function prepareMirror(db: Db) {
  const state = db.prepare<[], { cursor: string | null; currentAt: number | null }>(
    'select cursor, current_at as currentAt from mirror where one = 1',
  )
  const setCursor = db.prepare<[string]>('update mirror set cursor = ? where one = 1')
  const setCurrentAt = db.prepare<[number]>('update mirror set current_at = ? where one = 1')
  const startOver = db.prepare('update mirror set cursor = null where one = 1')
  return { state: () => state.get() ?? { cursor: null, currentAt: null }, setCursor, setCurrentAt, startOver }
}
