import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Feed, Reliability } from '@dangol/protocol/link.ts'
import type { Db } from '../../db/open.ts'
import type { Logger } from '../../platform/log.ts'
import type { ShopAnswer } from '../../shop-port.ts'
import type { CommerceConnector, FeedPage } from '../connector.ts'
import type { Pause } from '../link/ports.ts'
import type { Chunks } from './chunks.ts'
import type { FeedRow, FeedsSql, Source } from './feeds.sql.ts'
import type { Keeper } from './keeper.ts'
import type { MirroredSql, prepareSeen } from './mirrored.sql.ts'
import type { Patience } from './patience.ts'
import type { ToReadSql } from './to-read.sql.ts'

const PAGE_DEADLINE_MS = 15_000
const ERROR_LENGTH_MAX = 200

/** The reading half of a connector. */
export type ReadingConnector = Pick<
  CommerceConnector,
  'platform' | 'capabilities' | 'changes' | 'sweep' | 'scan' | 'read' | 'readOf'
>

export interface ReadingDeps {
  readonly db: Db
  readonly source: Source
  readonly feed: Feed
  readonly reliability: Reliability
  readonly connector: ReadingConnector
  readonly pollMs: number
  readonly pause: Pause
  readonly patience: Patience
  readonly clock: Clock
  readonly steady: Clock
  readonly keeper: Keeper
  readonly chunks: Chunks
  readonly feeds: FeedsSql
  readonly rows: MirroredSql
  readonly toRead: ToReadSql
  /** Null where nothing is ever compared. */
  readonly seen: ReturnType<typeof prepareSeen> | null
  readonly onHeard: (isUp: boolean) => void
  readonly onShopTime: (time: { shopNowMs: number; askedAtMs: number }) => void
  readonly log: Logger
}

/** An answer, with the moment it was asked for by the store's clock. */
export interface Heard {
  readonly page: FeedPage
  readonly askedAtMs: number
}

/** One feed of one source: how it is asked, and how an answer is taken in. */
export interface Reading extends ReadingDeps {
  readonly stopped: AbortSignal
  readonly row: () => FeedRow
  /** Inside the transaction of what it is about. */
  readonly save: (now: Partial<FeedRow>) => void
  /** Null when nothing usable came. */
  readonly ask: (read: (signal: AbortSignal) => Promise<ShopAnswer<FeedPage>>) => Promise<Heard | null>
  /** Takes a page in; `last` belongs to the transaction of its last chunk. False when it was broken off. */
  apply(page: FeedPage, last: (news: number) => void): Promise<boolean>
  /** Of every page that is taken in, inside the transaction of its last chunk. */
  onApplied: ((page: FeedPage) => void) | null
  /** What went wrong last; null when all is well. */
  error(): string | null
  stop(): void
}

/** One step of work on a feed; false when it came to nothing, and is tried again later. */
export type Job = () => Promise<boolean>

export function createReading(deps: ReadingDeps): Reading {
  const { source, feed, feeds, patience } = deps
  const stopping = new AbortController()
  const { signal: stopped } = stopping
  let error: string | null = null
  const reading: Reading = {
    ...deps,
    stopped,
    row: () => feeds.state(source, feed),
    save: (now) => feeds.save(source, feed, now),
    async ask(read) {
      if (!patience.mayAsk()) return null
      const askedAtMs = deps.clock.nowMs()
      const answer = await read(AbortSignal.any([stopped, AbortSignal.timeout(PAGE_DEADLINE_MS)]))
      if (stopped.aborted) {
        patience.unheard()
        return null
      }
      const isUp = answer.kind === 'answered'
      patience.heard(isUp)
      deps.onHeard(isUp)
      error = answer.kind === 'answered' ? null : answer.why.slice(0, ERROR_LENGTH_MAX)
      if (answer.kind !== 'answered') return null
      deps.onShopTime({ shopNowMs: answer.value.shopNowMs, askedAtMs })
      return { page: answer.value, askedAtMs }
    },
    async apply(page, last) {
      let isDone = false
      const take = (keep: typeof keepOne): Promise<void> => {
        let news = 0
        const work = {
          count: page.told.length + page.gone.length + page.unusable.length,
          isRepeatable: isLoading(reading),
          one: (at: number) => void (news += keep(deps.keeper, page, at) ? 1 : 0),
          last() {
            reading.onApplied?.(page)
            last(news)
            isDone = true
          },
        }
        return deps.chunks(work, stopped)
      }
      try {
        await take(keepOne)
      } catch (error) {
        // What a log tells is told once, in its order: nothing of it can be left out.
        if (feed === 'log' || !isRefusedRow(error)) throw error
        await take(keepOrSetAside(deps.db))
      }
      return isDone
    },
    onApplied: null,
    error: () => error,
    stop: () => stopping.abort(),
  }
  return reading
}

/** Until it is there for the first time, what a power cut takes back is only loaded again. */
const isLoading = ({ feed, row }: Reading): boolean =>
  feed === 'log' ? row().currentAt === null : row().isLoaded === 0

const isRefusedRow = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')

/** Row by row: the one that a table of the store refuses is set aside and stops no other (U4). */
const keepOrSetAside =
  (db: Db): typeof keepOne =>
  (keeper, page, at) => {
    try {
      // Inside the transaction of the chunk this is a savepoint.
      return db.transaction(() => keepOne(keeper, page, at))()
    } catch (error) {
      const row = page.told[at]
      if (row === undefined || !isRefusedRow(error)) throw error
      keeper.setAside({ feed: row.feed, id: row.id, reason: 'shape', detail: 'no table of this store can hold it' })
      return false
    }
  }

/** Told ones first, so that what went over from one record to another is not taken for gone. */
function keepOne(keeper: Keeper, { told, gone, unusable }: FeedPage, at: number): boolean {
  const [record, lost] = [told[at], gone[at - told.length]]
  if (record !== undefined) return keeper.told(record)
  if (lost !== undefined) return keeper.gone(lost)
  const aside = unusable[at - told.length - gone.length]
  if (aside !== undefined) keeper.setAside(aside)
  return false
}
