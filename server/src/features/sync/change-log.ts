import type { Clock } from '@dangol/domain/time/clock.ts'
import type { LogEntry, Topic } from '@dangol/protocol/sync.ts'
import type { CommitListener } from '../../db/transact.ts'
import type { Db } from '../../db/open.ts'
import type { ChangeLog } from '../../ports.ts'
import { bodyOf, prepareLog } from './log.sql.ts'
import type { TopicSpan } from './log.sql.ts'

/** A device that was away longer starts over from a snapshot. */
export const LOG_AGE_MAX_MS = 24 * 60 * 60_000

/** Sends one committed entry to whoever follows its topic. */
type EntryListener = (topic: Topic, epoch: string, entry: LogEntry) => void

/** The change log with what sync itself needs of it, besides what features write. */
export interface StoreLog extends ChangeLog, CommitListener {
  /** Random name of this history; a device that knows another one starts over. */
  epoch(): string
  span(topic: Topic): TopicSpan
  entriesSince(topic: Topic, seq: number, limit: number): LogEntry[]
  onAppended(listener: EntryListener): void
  /** Drops entries older than LOG_AGE_MAX_MS. */
  prune(): void
}

/** The append-only change log of this store; `newEpoch` names a history that starts here. */
export function createChangeLog(deps: { db: Db; clock: Clock; newEpoch: () => string }): StoreLog {
  const { db, clock } = deps
  const sql = prepareLog(db)
  const epoch = readOrStartEpoch(sql, deps.newEpoch)
  const listeners: EntryListener[] = []
  let uncommitted: { topic: Topic; entry: LogEntry }[] = []
  const span = (topic: Topic): TopicSpan => sql.span.get(topic) ?? { head: 0, floor: 0 }

  return {
    append({ type, commandId, topic, puts, dels = [] }) {
      if (!db.inTransaction) throw new Error(`${type} was appended outside the transaction of its change`)
      const prev = span(topic).head
      const at = clock.nowMs()
      const seq = Number(
        sql.insert.run(topic, prev, type, commandId, at, JSON.stringify({ puts, dels })).lastInsertRowid,
      )
      sql.setHead.run(topic, seq)
      uncommitted.push({ topic, entry: { seq, prev, type, at, puts: [...puts], dels: [...dels] } })
    },
    forget(topic) {
      const { head } = span(topic)
      sql.dropUpTo.run(topic, head)
      sql.raiseFloor.run(head, topic)
    },
    redact(topic, { kind, id }, sinceMs) {
      for (const row of sql.naming.all(topic, sinceMs, id)) {
        const { puts, dels } = bodyOf(row)
        const kept = puts.filter((put) => put.kind !== kind || put.id !== id)
        if (kept.length < puts.length) sql.setBody.run(JSON.stringify({ puts: kept, dels }), row.seq)
      }
    },
    mark: () => uncommitted.length,
    committed() {
      const entries = uncommitted
      uncommitted = []
      for (const { topic, entry } of entries) listeners.forEach((tell) => tell(topic, epoch, entry))
    },
    rolledBack(to) {
      uncommitted.length = to
    },
    epoch: () => epoch,
    span,
    entriesSince: sql.entriesSince,
    onAppended: (listener) => void listeners.push(listener),
    prune: () => db.transaction(() => dropOld(sql, clock.nowMs() - LOG_AGE_MAX_MS)).immediate(),
  }
}

type LogSql = ReturnType<typeof prepareLog>

function readOrStartEpoch(sql: LogSql, newEpoch: () => string): string {
  const known = sql.fact.get('epoch')?.value
  if (known !== undefined) return known
  const epoch = newEpoch()
  sql.setFact.run('epoch', epoch)
  return epoch
}

function dropOld(sql: LogSql, before: number): void {
  for (const { topic, seq } of sql.newestBefore.all(before)) {
    sql.dropUpTo.run(topic, seq)
    sql.raiseFloor.run(seq, topic)
  }
}
