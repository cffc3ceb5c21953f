import type { Purpose } from '@dangol/domain/customers/consent.ts'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { Feed } from '@dangol/protocol/link.ts'
import type { Db } from '../../db/open.ts'
import type { Transact } from '../../db/transact.ts'
import type { Logger } from '../../platform/log.ts'
import type { RandomBytes } from '../../platform/system-ids.ts'
import type { HintEars, MirrorDesk, Pause } from '../link/ports.ts'
import { createChunks } from './chunks.ts'
import type { CompareDeps } from './compare.ts'
import { createFeedWorker } from './feed-worker.ts'
import type { FeedWorker } from './feed-worker.ts'
import { prepareFeeds, prepareMirrorAge } from './feeds.sql.ts'
import type { Source } from './feeds.sql.ts'
import { createHints } from './hints.ts'
import { createKeeper } from './keeper.ts'
import type { ConsentGate } from './keeper.ts'
import { prepareAside, prepareMirrored, prepareSeen, prepareSetAside } from './mirrored.sql.ts'
import { createPatience, untiring } from './patience.ts'
import type { ReadingConnector } from './reading.ts'
import type { ShopSinks } from './sinks.ts'
import { prepareToRead } from './to-read.sql.ts'

/** One side that tells something: the member service its log, the retailer's shop everything else. */
export interface MirrorSource {
  readonly source: Source
  readonly connector: ReadingConnector
  readonly feeds: readonly Feed[]
  /** How often what changed is asked for. */
  readonly pollMs: number
  readonly pause: Pause
}

export interface MirrorDeps extends CompareDeps {
  readonly db: Db
  readonly clock: Clock
  readonly steady: Clock
  readonly timers: Timers
  readonly transact: Transact
  readonly random: RandomBytes
  readonly sources: readonly MirrorSource[]
  readonly sinks: ShopSinks
  readonly gate: ConsentGate
  /** Inside the transaction of each chunk, after its changes. */
  readonly afterChunk: () => void
  /** Whether every source that was asked answered last. */
  readonly onHeard: (isUp: boolean) => void
  /** What the member service says of the time. */
  readonly onShopTime: (time: { shopNowMs: number; askedAtMs: number }) => void
  readonly log: Logger
}

export interface Mirror extends MirrorDesk, HintEars {
  start(): void
  /** One reading of each feed; true while there is more. Never rejects. */
  poll(): Promise<boolean>
  /** When members and their keys were last known to be complete, by this store's clock; null for never. */
  currentAtMs(): number | null
  /** Somebody asks the store for something: chunks are kept small for a while. */
  readonly makeWay: () => void
  /** Inside the transaction that changed what a profile allows: what stood by it goes, or is read soon. */
  consentChanged(customerId: CustomerId, purpose: Purpose, isGranted: boolean): void
  /** Ends polling and waits for the page under way. */
  stop(): Promise<void>
}

/** Whoever asked something asks the next thing within this time. */
const MAKE_WAY_MS = 2_000
/** What is kept of somebody only while they allow it; such a feed is loaded after what says whether they do. */
const BY_CONSENT: Readonly<Partial<Record<Feed, Purpose>>> = {
  orders: 'history.view',
  configurations: 'config.sync.store',
  carts: 'config.sync.store',
}

/**
 * Keeps this store's copy of what the retailer's shop and the member service tell, whatever platform is behind them. At least once: a
 * chunk interrupted by a crash comes again. The copy becomes what the shop has (U5), and nobody waits for it (U6).
 */
export function createMirror(deps: MirrorDeps): Mirror {
  const { db } = deps
  const [feeds, age, aside] = [prepareFeeds(db), prepareMirrorAge(db), prepareAside(db)]
  const [rows, toRead] = [prepareMirrored(db, 'shop'), prepareToRead(db, 'shop')]
  const keeper = createKeeper({
    ...deps,
    ...{ rows, feeds, toRead, aside: prepareSetAside(db, 'shop'), nowMs: () => deps.clock.nowMs() },
  })
  let wayUntil = 0
  const chunks = createChunks({ ...deps, isWaited: () => deps.steady.nowMs() < wayUntil })
  const workers = createWorkers({ ...deps, feeds, rows, toRead, keeper, chunks })
  const ofShop = workers.filter(({ source }) => source === 'shop').map(({ worker }) => worker)
  const hints = createHints({ ...deps, toRead, workers: ofShop })

  return {
    start: () => workers.forEach(({ worker }) => worker.start()),
    async poll() {
      let isMore = false
      for (const { worker } of workers) isMore = (await worker.step()) || isMore
      return isMore
    },
    currentAtMs: age.rosterAt,
    feeds: () => workers.map(({ worker }) => worker.state()),
    setAside: aside.newest,
    compareSoon: () => ofShop.forEach((worker) => worker.compareSoon()),
    hinted: hints.hinted,
    makeWay: () => void (wayUntil = deps.steady.nowMs() + MAKE_WAY_MS),
    consentChanged(customerId, purpose, isGranted) {
      if (!isGranted) return keeper.withdrawn(customerId, purpose)
      for (const worker of ofShop.filter(({ feed }) => BY_CONSENT[feed] === purpose)) {
        const { isLoaded, loadAfter } = feeds.state('shop', worker.feed)
        // A load that has not begun will meet them anyway.
        if (isLoaded === 0 && loadAfter === null) continue
        toRead.put(worker.feed, 'customer', customerId)
        worker.nudge()
      }
    },
    async stop() {
      await Promise.all(workers.map(({ worker }) => worker.stop()))
    },
  }
}

type Books = Pick<Parameters<typeof createFeedWorker>[0], 'feeds' | 'rows' | 'toRead' | 'keeper' | 'chunks'>
interface OfSource {
  readonly source: Source
  readonly worker: FeedWorker
}

function createWorkers(deps: MirrorDeps & Books): readonly OfSource[] {
  const { db, sources, feeds } = deps
  const heardOf = new Map<Source, boolean>()
  const workers: OfSource[] = []
  const nudgeAll = () => workers.forEach(({ worker }) => worker.nudge())
  const seen = sources.some(({ source }) => source === 'shop') ? prepareSeen(db, 'shop') : null
  const hasMembers = sources.some(({ source }) => source === 'members')
  for (const { source, connector, feeds: told, pollMs, pause } of sources) {
    const aside = prepareSetAside(db, source)
    const patience = source === 'members' ? untiring : createPatience(deps)
    for (const feed of told) {
      const worker = createFeedWorker({
        ...deps,
        ...{ source, feed, connector, pollMs, pause, patience },
        reliability: connector.capabilities.feeds[feed] ?? 'none',
        seen: feed === 'log' ? null : seen,
        asideCount: () => aside.count(feed),
        mayLoad: () =>
          BY_CONSENT[feed] === undefined ||
          ((!hasMembers || feeds.state('members', 'log').currentAt !== null) &&
            (!told.includes('customers') || feeds.state(source, 'customers').isLoaded === 1)),
        onLoaded: nudgeAll,
        onHeard(isUp) {
          heardOf.set(source, isUp)
          deps.onHeard(![...heardOf.values()].includes(false))
        },
        onShopTime: (time) => source === 'members' && deps.onShopTime(time),
      })
      workers.push({ source, worker })
    }
  }
  return workers
}

/** Which customers of the platform are which of this store. */
export function createShopPeople(db: Db): {
  /** What the platform calls somebody; null for nobody it told of. */
  readonly refOf: (customerId: CustomerId) => string | null
  /** What this store calls a customer of the platform. */
  readonly aliasOf: (platformId: string) => CustomerId | null
} {
  const { refOf, aliasOf } = prepareMirrored(db, 'shop')
  return { refOf, aliasOf }
}
