import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Feed, Unusable } from '@dangol/protocol/link.ts'
import type { Db } from '../../db/open.ts'
import type { Source } from './feeds.sql.ts'

/** A record of the shop, as far as the store has to remember it. */
export interface MirroredRow {
  readonly id: string
  readonly version: string
  readonly customerId: CustomerId | null
  /** JSON list of the names under which what is kept of it goes again. */
  readonly kept: string
  readonly generation: number
  /** In how many whole comparisons in a row it was not there. */
  readonly missing: number
}

const columns = 'id, version, customer_id as customerId, kept, generation, missing'

/** Which records of the shop are known, and in which version. */
export function prepareMirrored(db: Db, source: Source) {
  const find = db.prepare<[Source, Feed, string], MirroredRow>(
    `select ${columns} from mirrored where source = ? and feed = ? and id = ?`,
  )
  const put = db.prepare<[Source, Feed, string, string, CustomerId | null, string, number]>(
    `insert into mirrored (source, feed, id, version, customer_id, kept, generation, missing)
     values (?, ?, ?, ?, ?, ?, ?, 0)
     on conflict (source, feed, id) do update set version = excluded.version, customer_id = excluded.customer_id,
       kept = excluded.kept, generation = excluded.generation, missing = 0`,
  )
  const add = db.prepare<[Source, Feed, string, string, CustomerId | null, string, number]>(
    `insert or ignore into mirrored (source, feed, id, version, customer_id, kept, generation, missing)
     values (?, ?, ?, ?, ?, ?, ?, 0)`,
  )
  const setMissing = db.prepare<[number, Source, Feed, string]>(
    'update mirrored set missing = ? where source = ? and feed = ? and id = ?',
  )
  const setVersion = db.prepare<[string, Source, Feed, string]>(
    'update mirrored set version = ? where source = ? and feed = ? and id = ?',
  )
  const remove = db.prepare<[Source, Feed, string]>('delete from mirrored where source = ? and feed = ? and id = ?')
  const ofCustomer = db.prepare<[CustomerId, Source], MirroredRow & { feed: Feed }>(
    `select feed, ${columns} from mirrored where customer_id = ? and source = ?`,
  )
  // Rare: a thing that went over from one record to another.
  const keeping = db.prepare<[Source, Feed, string, string], MirroredRow>(
    `select ${columns} from mirrored where source = ? and feed = ? and id <> ? and instr(kept, ?) > 0 limit 1`,
  )
  const ref = db.prepare<[CustomerId, Source], { id: string }>(
    "select id from mirrored where customer_id = ? and source = ? and feed = 'customers'",
  )
  return {
    find: (feed: Feed, id: string) => find.get(source, feed, id) ?? null,
    /** False when the record was known; it is left as it was then. */
    add: (feed: Feed, row: Omit<MirroredRow, 'missing'>): boolean =>
      add.run(source, feed, row.id, row.version, row.customerId, row.kept, row.generation).changes > 0,
    put: (feed: Feed, row: Omit<MirroredRow, 'missing'>) =>
      void put.run(source, feed, row.id, row.version, row.customerId, row.kept, row.generation),
    setMissing: (feed: Feed, id: string, times: number) => void setMissing.run(times, source, feed, id),
    /** The next reading of it is news, whatever it says. */
    doubt: (feed: Feed, id: string) => void setVersion.run('', source, feed, id),
    remove: (feed: Feed, id: string) => void remove.run(source, feed, id),
    ofCustomer: (customerId: CustomerId) => ofCustomer.all(customerId, source),
    /** Another record of the feed that keeps something under this name. */
    otherKeeping: (feed: Feed, id: string, name: string) => keeping.get(source, feed, id, JSON.stringify(name)) ?? null,
    /** What the platform calls somebody; null for nobody it told of. */
    refOf: (customerId: CustomerId): string | null => ref.get(customerId, source)?.id ?? null,
    /** What this store calls a customer of the platform. */
    aliasOf: (id: string): CustomerId | null => find.get(source, 'customers', id)?.customerId ?? null,
  }
}
export type MirroredSql = ReturnType<typeof prepareMirrored>

/** Which records a comparison under way has met. Gone with the process: an interrupted comparison begins anew. */
export function prepareSeen(db: Db, source: Source) {
  db.exec(
    'create temp table if not exists seen_now (source text, feed text, id text, primary key (source, feed, id)) without rowid',
  )
  const add = db.prepare<[Source, Feed, string]>(
    'insert or ignore into temp.seen_now (source, feed, id) values (?, ?, ?)',
  )
  const clear = db.prepare<[Source, Feed]>('delete from temp.seen_now where source = ? and feed = ?')
  const next = db.prepare<[Source, Feed, string, number], { id: string; missing: number; isSeen: 0 | 1 }>(
    `select m.id, m.missing, exists (select 1 from temp.seen_now s
       where s.source = m.source and s.feed = m.feed and s.id = m.id) as isSeen
     from mirrored m where m.source = ? and m.feed = ? and m.id > ? order by m.id limit ?`,
  )
  const dropAside = db.prepare<[Source, Feed]>(
    `delete from set_aside where source = ? and feed = ? and not exists (
       select 1 from temp.seen_now s where s.source = set_aside.source and s.feed = set_aside.feed and s.id = set_aside.id)`,
  )
  return {
    /** Rows that were set aside and that a whole scan did not meet: the shop has them no more. */
    dropAside: (feed: Feed) => void dropAside.run(source, feed),
    add: (feed: Feed, id: string) => void add.run(source, feed, id),
    clear: (feed: Feed) => void clear.run(source, feed),
    /** Known records after an id, in the order of their ids. */
    next: (feed: Feed, after: string, limit: number) => next.all(source, feed, after, limit),
  }
}

/** Rows of the shop that cannot be taken. */
export function prepareSetAside(db: Db, source: Source) {
  const put = db.prepare<[Unusable & { source: Source; at: number }]>(
    `insert into set_aside (source, feed, id, reason, detail, at) values (:source, :feed, :id, :reason, :detail, :at)
     on conflict (source, feed, id) do update set reason = excluded.reason, detail = excluded.detail,
       at = case when reason = excluded.reason and detail = excluded.detail then at else excluded.at end`,
  )
  const clear = db.prepare<[Source, Feed, string]>('delete from set_aside where source = ? and feed = ? and id = ?')
  const count = db
    .prepare<[Source, Feed], number>('select count(*) from set_aside where source = ? and feed = ?')
    .pluck()
  const any = db.prepare<[Source], { one: 1 }>('select 1 as one from set_aside where source = ? limit 1')
  // Asked of every row that can be taken; most shops have none that cannot.
  let mayHaveAny = any.get(source) !== undefined
  return {
    put(row: Unusable, at: number): void {
      mayHaveAny = true
      put.run({ ...{ feed: row.feed, id: row.id, reason: row.reason, detail: row.detail }, source, at })
    },
    clear(feed: Feed, id: string): void {
      if (mayHaveAny) clear.run(source, feed, id)
    },
    count: (feed: Feed) => count.get(source, feed) ?? 0,
  }
}

/** What was set aside of all feeds, newest first. */
export function prepareAside(db: Db) {
  const newest = db.prepare<[number], Unusable>(
    'select feed, id, reason, detail from set_aside order by at desc, id limit ?',
  )
  return { newest: (max: number): readonly Unusable[] => newest.all(max) }
}
