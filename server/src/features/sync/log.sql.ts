import type { LogEntry, Topic } from '@dangol/protocol/sync.ts'
import type { Db } from '../../db/open.ts'

export interface TopicSpan {
  /** Seq of the newest entry of the topic; 0 for none. */
  readonly head: number
  /** Seq up to which entries are no longer kept. */
  readonly floor: number
}

interface EntryRow {
  readonly seq: number
  readonly prev: number
  readonly type: string
  readonly at: number
  readonly body: string
}

/** The change log's tables. */
export function prepareLog(db: Db) {
  const insert = db.prepare<[string, number, string, string | null, number, string]>(
    'insert into log (topic, prev, type, command_id, at, body) values (?, ?, ?, ?, ?, ?)',
  )
  const span = db.prepare<[string], TopicSpan>('select head, floor from log_topics where topic = ?')
  const setHead = db.prepare<[string, number]>(
    'insert into log_topics (topic, head, floor) values (?, ?, 0) on conflict (topic) do update set head = excluded.head',
  )
  const raiseFloor = db.prepare<[number, string]>('update log_topics set floor = max(floor, ?) where topic = ?')
  const since = db.prepare<[string, number, number], EntryRow>(
    'select seq, prev, type, at, body from log where topic = ? and seq > ? order by seq limit ?',
  )
  // By age, not by topic: the unary plus keeps the planner from reading a whole topic for its last minutes.
  const naming = db.prepare<[string, number, string], { seq: number; body: string }>(
    'select seq, body from log where +topic = ? and at >= ? and instr(body, ?) > 0',
  )
  const setBody = db.prepare<[string, number]>('update log set body = ? where seq = ?')
  const dropUpTo = db.prepare<[string, number]>('delete from log where topic = ? and seq <= ?')
  const newestBefore = db.prepare<[number], { topic: string; seq: number }>(
    'select topic, max(seq) as seq from log where at < ? group by topic',
  )
  const fact = db.prepare<[string], { value: string }>('select value from store_facts where name = ?')
  const setFact = db.prepare<[string, string]>(
    'insert into store_facts (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
  )
  const entriesSince = (topic: Topic, seq: number, limit: number): LogEntry[] =>
    since.all(topic, seq, limit).map(toEntry)
  return { insert, span, setHead, raiseFloor, entriesSince, naming, setBody, dropUpTo, newestBefore, fact, setFact }
}

/** The body is written by the change log only, from values that already have the type. */
export const bodyOf = (row: { body: string }) => JSON.parse(row.body) as Pick<LogEntry, 'puts' | 'dels'>

function toEntry(row: EntryRow): LogEntry {
  const body = bodyOf(row)
  return { seq: row.seq, prev: row.prev, type: row.type, at: row.at, puts: body.puts, dels: body.dels }
}
