import type { Db } from '../db/open.ts'

export interface AuditRow {
  readonly position: number
  readonly form: 1 | 2
  readonly at: number
  readonly deviceId: string
  readonly kind: string | null
  readonly associate: string | null
  readonly what: string
  readonly subject: string | null
  readonly purpose: string | null
  readonly result: string
  readonly prev: string
  readonly hash: string
}

/** Where the record stood at the end of a day. */
export interface AuditHead {
  readonly day: string
  readonly position: number
  readonly hash: string
  readonly seal: string
}

const columns = `position, form, at, device_id as deviceId, kind, associate, what, subject, purpose, result, prev, hash`

/** The record of who did what, and its heads. */
export function prepareAudit(db: Db) {
  const insert = db.prepare<[AuditRow]>(
    `insert into access_log (position, form, at, device_id, kind, associate, what, subject, purpose, result, prev, hash)
     values (@position, @form, @at, @deviceId, @kind, @associate, @what, @subject, @purpose, @result, @prev, @hash)`,
  )
  const heads = db.prepare<[], AuditHead>('select day, position, hash, seal from audit_heads order by day')
  const lastHeads = db.prepare<[], AuditHead>(
    'select day, position, hash, seal from audit_heads order by day desc limit 2',
  )
  const putHead = db.prepare<[AuditHead]>(
    `insert into audit_heads (day, position, hash, seal) values (@day, @position, @hash, @seal)
     on conflict (day) do update set position = excluded.position, hash = excluded.hash, seal = excluded.seal`,
  )
  const after = db.prepare<[number, number], AuditRow>(
    `select ${columns} from access_log where position > ? order by position limit ?`,
  )
  const between = db.prepare<[number, number, number], AuditRow>(
    `select ${columns} from access_log where position > ? and position <= ? order by position limit ?`,
  )
  const anyAfter = db.prepare<[number], number>('select 1 from access_log where position > ? limit 1').pluck()
  const below = db.prepare<[number, number], AuditRow>(
    `select ${columns} from access_log where position < ? order by position desc limit ?`,
  )
  const ofSubject = db.prepare<[string, number, number], AuditRow>(
    `select ${columns} from access_log where subject = ? and position < ? order by position desc limit ?`,
  )
  const headBefore = db.prepare<[string], { position: number | null }>(
    'select max(position) as position from audit_heads where day < ?',
  )
  const dropUpTo = db.prepare<[number]>('delete from access_log where position <= ?')
  const isAnyAfter = (position: number): boolean => anyAfter.get(position) !== undefined
  return { insert, heads, lastHeads, putHead, after, between, isAnyAfter, below, ofSubject, headBefore, dropUpTo }
}
export type AuditSql = ReturnType<typeof prepareAudit>
