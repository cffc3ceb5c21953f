import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Del, LogEntry, Topic } from '@dangol/protocol/sync.ts'
import type { CommitListener } from '../../db/transact.ts'
import type { Db } from '../../db/open.ts'
import type { ChangeLog, LogDistance } from '../../ports/sync.ts'
import { collect } from './committed.ts'
import type { Committed, Uncommitted } from './committed.ts'
import { startEpoch } from './epochs.ts'
import type { Epochs } from './epochs.ts'
import { createHeads } from './heads.ts'
import type { Heads } from './heads.ts'
import { bodyOf, entryText, prepareLog } from './log.sql.ts'
import type { TopicSpan } from './log.sql.ts'
import { createPruning } from './pruning.ts'

/** Hears of one committed entry. */
type EntryListener = (topic: Topic, epoch: string, entry: LogEntry) => void

/** The change log with what sync itself needs of it, besides what features write. */
export interface StoreLog extends ChangeLog, CommitListener, LogDistance {
  /** Name of the server's present life. */
  epoch(): string
  readonly epochs: Epochs
  span(topic: Topic): TopicSpan
  /** JSON of the next stored entries of the topic after `seq`, oldest first: PAGE_ROWS of them, or all that are left. */
  readonly pageAfter: (topic: Topic, seq: number) => readonly string[]
  entriesSince(topic: Topic, seq: number, max?: number): LogEntry[]
  /** What a device at `seq` missed, looking at no more than `entriesMax` entries. */
  readonly sizeSince: (
    topic: Topic,
    seq: number,
    entriesMax: number,
  ) => { readonly bytes: number; readonly entries: number }
  onAppended(listener: EntryListener): void
  onCommitted(listener: (committed: Committed) => void): void
  /** Calls back when what is stored of a topic is no longer what it was: copies of it must go. */
  onRewritten(listener: () => void): void
  /** Drops what is past its age or number. */
  prune(): void
}

/** Nobody needs to know how far behind a device is that is so far behind. */
const COUNTED_MAX = 1_000

/** The append-only change log of this store; `newEpoch` names the life that starts here. */
export function createChangeLog(deps: { db: Db; clock: Clock; newEpoch: () => string }): StoreLog {
  const { db, clock } = deps
  const sql = prepareLog(db)
  const epochs = startEpoch(db, deps.newEpoch())
  const pruning = createPruning(db, sql, epochs)
  const { tell, rewritten, tellUndone, ...listening } = createTelling(epochs)
  let uncommitted: Uncommitted[] = []
  let isRecorded = false
  const heads = createHeads(sql)
  const assertInTransaction = (what: string) => assertOpen(db, what)

  return {
    append({ type, commandId, topic, puts, dels = [] }) {
      assertInTransaction(type)
      if (!isRecorded) epochs.record()
      const prev = heads.of(topic)
      const at = clock.nowMs()
      const body = JSON.stringify({ puts, dels })
      const seq = Number(sql.insert.run(topic, prev, type, commandId, at, body).lastInsertRowid)
      heads.moved(topic, seq)
      if (pruning.isDue(seq)) {
        heads.write()
        pruning.dropBeyond(seq)
      }
      const entry = { seq, prev, type, at, puts: [...puts], dels: [...dels] }
      uncommitted.push({ topic, entry, text: entryText(seq, prev, type, at, body) })
    },
    ...forgettingOf(sql, heads, rewritten),
    withhold(topic, thing) {
      assertInTransaction(`a thing withheld from ${topic}`)
      uncommitted.push({ topic, withheld: thing })
    },
    entitlementChanged(topic) {
      assertInTransaction(`a change of who may read ${topic}`)
      uncommitted.push({ ended: topic })
    },
    mark: () => uncommitted.length,
    committing: heads.write,
    committed() {
      if (uncommitted.length === 0) return
      const committed = collect(uncommitted)
      uncommitted = []
      isRecorded ||= committed.appended.length > 0
      tell(committed)
    },
    rolledBack(to) {
      const undone = uncommitted.splice(to)
      heads.doubt()
      for (const one of uncommitted) if ('entry' in one) heads.moved(one.topic, one.entry.seq)
      if (undone.length > 0) tellUndone()
    },
    epoch: () => epochs.id,
    epochs,
    ...{ span: heads.span, head: heads.of },
    ...readingOf(sql, epochs),
    ...listening,
    prune() {
      heads.write()
      db.transaction(() => pruning.dropOld(clock.nowMs())).immediate()
      heads.doubt()
      rewritten()
    },
  }
}

function assertOpen(db: Db, what: string): void {
  if (!db.inTransaction) throw new Error(`${what} was appended outside the transaction of its change`)
}

/** Who is told of what is committed, and of what is no longer as it was. */
function createTelling(epochs: Epochs) {
  const listeners: EntryListener[] = []
  const committedListeners: ((committed: Committed) => void)[] = []
  const rewrittenListeners: (() => void)[] = []
  const undoneListeners: (() => void)[] = []
  const rewritten = (): void => rewrittenListeners.forEach((listener) => listener())
  return {
    onAppended: (listener: EntryListener) => void listeners.push(listener),
    onCommitted: (listener: (committed: Committed) => void) => void committedListeners.push(listener),
    onRewritten: (listener: () => void) => void rewrittenListeners.push(listener),
    onUndone: (listener: () => void) => void undoneListeners.push(listener),
    rewritten,
    /** Copies may have been made of it meanwhile, under a seq that the next entry has again. */
    tellUndone: (): void => {
      rewritten()
      undoneListeners.forEach((listener) => listener())
    },
    tell: (committed: Committed) => {
      for (const listener of committedListeners) listener(committed)
      for (const { topic, entries } of committed.appended) {
        for (const entry of entries) listeners.forEach((listener) => listener(topic, epochs.id, entry))
      }
    },
  }
}

type LogSql = ReturnType<typeof prepareLog>

/** How what is stored is made to go. */
const forgettingOf = (sql: LogSql, heads: Heads, rewritten: () => void): Pick<ChangeLog, 'forget' | 'redact'> => ({
  forget(topic) {
    heads.write()
    const head = heads.of(topic)
    sql.dropUpTo.run(topic, head)
    sql.raiseFloor.run(head, topic)
    rewritten()
  },
  redact(topic, thing, after) {
    takeOut(sql, topic, thing, after)
    rewritten()
  },
})

/** What is read of the log, by those who catch up and by those who ask how far behind they are. */
function readingOf(sql: LogSql, epochs: Epochs): Pick<StoreLog, 'pageAfter' | 'entriesSince' | 'sizeSince' | 'behind'> {
  const sizeSince: StoreLog['sizeSince'] = (topic, seq, entriesMax) =>
    sql.sizeSince.get(topic, seq, entriesMax) ?? { bytes: 0, entries: 0 }
  return {
    pageAfter: sql.pageAfter,
    entriesSince: sql.entriesSince,
    sizeSince,
    behind(topics, { epoch, seq }) {
      const lastSeq = epochs.lastSeqOf(epoch)
      if (lastSeq === null || seq > lastSeq) return null
      return topics.reduce((sum, topic) => sum + sizeSince(topic, seq, COUNTED_MAX).entries, 0)
    },
  }
}

/** The puts of one thing; its deletion stays, and so does every entry, or the next one would be a gap. */
function takeOut(sql: LogSql, topic: Topic, { kind, id }: Del, after: number): void {
  for (const row of sql.naming.all(topic, after, id)) {
    const { puts, dels } = bodyOf(row)
    const kept = puts.filter((put) => put.kind !== kind || put.id !== id)
    if (kept.length < puts.length) sql.setBody.run(JSON.stringify({ puts: kept, dels }), row.seq)
  }
}
