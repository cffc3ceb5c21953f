import type { Clock } from '@dangol/domain/time/clock.ts'
import type { AuditEntry } from '@dangol/protocol/privacy.ts'
import { AuditEntrySchema } from '@dangol/protocol/privacy.ts'
import type { Db } from '../db/open.ts'
import type { Transact } from '../db/transact.ts'
import type { AccessLog } from '../ports/people.ts'
import { dayOf, hashOf, keptFromDay, PRUNED_DAY, sealOf, verifyingAudit } from './audit-chain.ts'
import type { AuditVerdict } from './audit-chain.ts'
import { prepareAudit } from './audit-log.sql.ts'
import type { AuditHead, AuditRow, AuditSql } from './audit-log.sql.ts'

export interface AuditLog extends AccessLog {
  /** Entries below a position, newest first; of one subject where it is given. */
  list(o: { before: number | null; subject: string | null; max: number }): AuditEntry[]
  /** Looks at a piece at a time: a store goes on while two years are checked. */
  verify(): Promise<AuditVerdict>
  /** Drops whole days past their age. The newest day always stays, and the heads of all. */
  purge(): void
}

type Recorded = Parameters<AccessLog['record']>[0]

/** The append-only record of who did what to whom and for which purpose, chained by hash, with one sealed head a day. */
export function createAuditLog({ db, clock, transact }: { db: Db; clock: Clock; transact: Transact }): AuditLog {
  const sql = prepareAudit(db)
  takeOver(db, sql)
  // Entry and head together, whatever becomes of the rest: a head that fell behind would stop every later entry.
  const write = db.transaction(({ caller, what, subject, result, purpose = null }: Recorded) => {
    const [head] = sql.lastHeads.all()
    const row: Omit<AuditRow, 'hash'> = {
      ...{ position: (head?.position ?? 0) + 1, form: 2, at: clock.nowMs(), prev: head?.hash ?? '' },
      ...{ deviceId: caller.deviceId, kind: caller.kind, associate: caller.associate },
      ...{ what, subject, purpose, result },
    }
    const entry = { ...row, hash: hashOf(row) }
    sql.insert.run(entry)
    raiseHead(sql, entry)
  })
  return {
    // Also where nothing else is written: whoever only looks shares the commit, and hears of a disk that takes no more.
    record: (recorded) => transact(() => write(recorded)),
    list({ before, subject, max }) {
      const from = before ?? Number.MAX_SAFE_INTEGER
      return (subject === null ? sql.below.all(from, max) : sql.ofSubject.all(subject, from, max)).map(entryOf)
    },
    async verify() {
      const steps = verifyingAudit(db, keptFromDay(clock.nowMs()))
      for (;;) {
        const step = steps.next()
        if (step.done === true) return step.value
        await nextTurn()
      }
    },
    purge() {
      const newestDay = sql.lastHeads.all()[0]?.day ?? PRUNED_DAY
      const keptFrom = keptFromDay(clock.nowMs())
      const upTo = sql.headBefore.get(keptFrom < newestDay ? keptFrom : newestDay)?.position ?? 0
      if (upTo > 0) sql.dropUpTo.run(upTo)
    },
  }
}

/** The head of the entry's day moves on to it. A clock set back writes into the newest day there is. */
function raiseHead(sql: AuditSql, { at, position, hash }: Pick<AuditRow, 'at' | 'position' | 'hash'>): void {
  const [last, before] = sql.lastHeads.all()
  const today = dayOf(at)
  const day = last === undefined || today > last.day ? today : last.day
  const under = day === last?.day ? before : last
  const head = { day, position, hash }
  sql.putHead.run({ ...head, seal: sealOf(head, under?.seal ?? '') } satisfies AuditHead)
}

/** A record made before there were heads gets them, once. What was pruned of it stands behind a first one. */
function takeOver(db: Db, sql: AuditSql): void {
  if (sql.lastHeads.all().length > 0) return
  db.transaction(() => {
    let [first] = sql.after.all(0, 1)
    if (first === undefined) return
    if (first.position > 1) {
      const head = { day: PRUNED_DAY, position: first.position - 1, hash: first.prev }
      sql.putHead.run({ ...head, seal: sealOf(head, '') })
    }
    for (; first !== undefined; [first] = sql.after.all(first.position, 1)) raiseHead(sql, first)
  })()
}

const entryOf = ({ position, at, deviceId, kind, associate, what, subject, purpose, result }: AuditRow): AuditEntry =>
  AuditEntrySchema.parse({ position, at, deviceId, kind, associate, what, subject, purpose, result })

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
