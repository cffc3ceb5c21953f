import type { Feed } from '@dangol/protocol/link.ts'
import type { Db } from '../../db/open.ts'

export type Source = 'members' | 'shop'

/** How far the mirror has come with one feed. */
export interface FeedRow {
  /** For what changed from now on; null before the first reading. */
  readonly cursor: string | null
  /** Where the first load goes on; null at its beginning and when it is done. */
  readonly loadAfter: string | null
  readonly isLoaded: 0 | 1
  readonly loaded: number
  readonly total: number | null
  /** What was booked under another one is no longer kept, and is told again. */
  readonly generation: number
  readonly readAt: number | null
  readonly changedAt: number | null
  /** When the store last had everything that the shop had, by the store's clock. */
  readonly currentAt: number | null
  readonly comparedAt: number | null
  readonly comparedRows: number | null
  readonly comparedMended: number | null
}

const FRESH: FeedRow = {
  ...{ cursor: null, loadAfter: null, isLoaded: 0, loaded: 0, total: null, generation: 0 },
  ...{ readAt: null, changedAt: null, currentAt: null, comparedAt: null, comparedRows: null, comparedMended: null },
}

/** How far the mirror has come with each feed. */
export function prepareFeeds(db: Db) {
  const find = db.prepare<[Source, Feed], FeedRow>(
    `select cursor, load_after as loadAfter, is_loaded as isLoaded, loaded, total, generation, read_at as readAt,
       changed_at as changedAt, current_at as currentAt, compared_at as comparedAt, compared_rows as comparedRows,
       compared_mended as comparedMended
     from mirror_feeds where source = ? and feed = ?`,
  )
  const put = db.prepare<[FeedRow & { source: Source; feed: Feed }]>(
    `insert into mirror_feeds (source, feed, cursor, load_after, is_loaded, loaded, total, generation, read_at, changed_at,
       current_at, compared_at, compared_rows, compared_mended)
     values (:source, :feed, :cursor, :loadAfter, :isLoaded, :loaded, :total, :generation, :readAt, :changedAt,
       :currentAt, :comparedAt, :comparedRows, :comparedMended)
     on conflict (source, feed) do update set cursor = excluded.cursor, load_after = excluded.load_after,
       is_loaded = excluded.is_loaded, loaded = excluded.loaded, total = excluded.total, generation = excluded.generation,
       read_at = excluded.read_at, changed_at = excluded.changed_at, current_at = excluded.current_at,
       compared_at = excluded.compared_at, compared_rows = excluded.compared_rows,
       compared_mended = excluded.compared_mended`,
  )
  const generation = db
    .prepare<[Source, Feed], number>('select generation from mirror_feeds where source = ? and feed = ?')
    .pluck()
  const state = (source: Source, feed: Feed): FeedRow => find.get(source, feed) ?? FRESH
  return {
    state,
    generation: (source: Source, feed: Feed): number => generation.get(source, feed) ?? 0,
    save: (source: Source, feed: Feed, now: Partial<FeedRow>) =>
      void put.run({ ...state(source, feed), ...now, source, feed }),
  }
}
export type FeedsSql = ReturnType<typeof prepareFeeds>

/** How current the mirror is, and how it starts over. */
export function prepareMirrorAge(db: Db) {
  const roster = db
    .prepare<[], number | null>("select current_at from mirror_feeds where source = 'members' and feed = 'log'")
    .pluck()
  const oldest = db.prepare<[], number | null>('select min(current_at) from mirror_feeds').pluck()
  const again = db.prepare(
    `update mirror_feeds set cursor = case feed when 'log' then null else cursor end, load_after = null, is_loaded = 0,
       loaded = 0, generation = generation + 1
     where feed in ('log', 'orders', 'configurations', 'carts')`,
  )
  return {
    /** When everything about members and their keys was last known to be complete; null for never. */
    rosterAt: (): number | null => roster.get() ?? null,
    /** Of all feeds the one that is furthest behind. */
    oldestAt: (): number | null => oldest.get() ?? null,
    /** What is kept by consent is told again from the beginning. */
    startOver: (): void => void again.run(),
  }
}
