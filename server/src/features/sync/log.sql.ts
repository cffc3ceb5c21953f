import type { LogEntry, Topic } from '@dangol/protocol/sync.ts'
import type { Db } from '../../db/open.ts'

export interface TopicSpan {
  /** Seq of the newest entry of the topic; 0 for none. */
  readonly head: number
  /** Seq up to which entries are no longer kept. */
  readonly floor: number
}

/** Rows read at once: about as many as one chunk holds. */
export const PAGE_ROWS = 128

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
  // Put together by the engine, as `entryText` does it: one text a row costs less to hand over than its five columns.
  const page = db
    .prepare<[string, number, number], string>(
      `select concat('{"seq":', seq, ',"prev":', prev, ',"type":"', type, '","at":', at, ',', substr(body, 2))
       from log where topic = ? and seq > ? order by seq limit ?`,
    )
    .pluck()
  const sizeSince = db.prepare<[string, number, number], { bytes: number; entries: number }>(
    `select coalesce(sum(octet_length(body)), 0) as bytes, count(*) as entries
     from (select body from log where topic = ? and seq > ? order by seq limit ?)`,
  )
  const naming = db.prepare<[string, number, string], { seq: number; body: string }>(
    'select seq, body from log where topic = ? and seq > ? and instr(body, ?) > 0',
  )
  const setBody = db.prepare<[string, number]>('update log set body = ? where seq = ?')
  const dropUpTo = db.prepare<[string, number]>('delete from log where topic = ? and seq <= ?')
  return {
    ...{ insert, span, setHead, raiseFloor, sizeSince, naming, setBody, dropUpTo },
    /** JSON of the next stored entries of a topic after `seq`, oldest first: PAGE_ROWS of them, or all that are left. */
    pageAfter: (topic: Topic, seq: number): string[] => page.all(topic, seq, PAGE_ROWS),
    entriesSince: (topic: Topic, seq: number, max = -1): LogEntry[] =>
      entriesOf(`[${page.all(topic, seq, max).join()}]`),
  }
}

/** What the log no longer needs. */
export function preparePruning(db: Db) {
  type Newest = { topic: string; seq: number }
  const newestBefore = db.prepare<[number], Newest>(
    'select topic, max(seq) as seq from log where at < ? group by topic',
  )
  const newestUpTo = db.prepare<[number], Newest>(
    'select topic, max(seq) as seq from log where seq <= ? group by topic',
  )
  const newest = db.prepare<[], { seq: number | null }>('select max(seq) as seq from log')
  const oldest = db.prepare<[], { seq: number | null }>('select min(seq) as seq from log')
  // Nobody may read the topic of a visit that is over; one whose entries are all gone is over.
  const dropVisitTopics = db.prepare("delete from log_topics where topic glob 'visit:*' and floor >= head")
  return { newestBefore, newestUpTo, newest, oldest, dropVisitTopics }
}

/** The body is written by the change log only, from values that already have the type. */
export const bodyOf = (row: { body: string }) => JSON.parse(row.body) as Pick<LogEntry, 'puts' | 'dels'>

/** The entry as its JSON; the body is put in as it is stored. A type is a word of ours and needs no escaping. */
export const entryText = (seq: number, prev: number, type: string, at: number, body: string): string =>
  `{"seq":${seq},"prev":${prev},"type":"${type}","at":${at},${body.slice(1)}`

/** What `entryText` and the log's own table give. */
export const entriesOf = (text: string): LogEntry[] => JSON.parse(text) as LogEntry[]

const SEQ_AT = '{"seq":'.length
/** The seq of an entry's JSON, where it stands first. */
export const seqOf = (text: string): number => Number.parseInt(text.slice(SEQ_AT, SEQ_AT + SEQ_DIGITS_MAX), 10)
/** Digits of the largest number that is exact. */
const SEQ_DIGITS_MAX = 16
