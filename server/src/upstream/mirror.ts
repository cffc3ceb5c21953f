import type { Clock, Timers, CancelTimer } from '@dangol/domain/time/clock.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import type { Db } from '../db/open.ts'
import type { Transact } from '../db/transact.ts'
import type { Logger } from '../platform/log.ts'
import type { RandomBytes } from '../platform/system-ids.ts'
import type { ShopSink } from '../shop-port.ts'
import type { OnlineShop, PageAsk } from './online-shop.ts'
import type { SealedRoster } from './sealed-roster.ts'
import { prepareMirror } from './upstream.sql.ts'

/** The shopper's phone shows an order as arrived within this time of the shop knowing it. */
const POLL_MS = 1_000
const PAGE_DEADLINE_MS = 15_000
const PAGE_LIMIT = 500
const NONCE_BYTES = 16
/** A recognition must never wait for a page: whichever comes first ends a transaction, and the loop turns. */
export const CHUNK_MAX = 100
const CHUNK_MS = 5

/** Who keeps what of the shop's feeds; several may listen to one. */
export type ShopSinks = { readonly [F in ShopChange['feed']]?: readonly ShopSink<F>[] }

export interface MirrorDeps {
  readonly db: Db
  readonly clock: Clock
  readonly timers: Timers
  readonly transact: Transact
  readonly random: RandomBytes
  readonly shop: OnlineShop
  readonly roster: Pick<SealedRoster, 'openPage' | 'isReached'>
  readonly sinks: ShopSinks
  /** Inside the transaction of each chunk, after its changes. */
  readonly afterChunk: () => void
  readonly onHeard: (isUp: boolean) => void
  readonly onShopTime: (time: { shopNowMs: number; askedAtMs: number }) => void
  readonly log: Logger
}

export interface Mirror {
  start(): void
  /** Reads one page; true while there is more. Never rejects. */
  poll(): Promise<boolean>
  /** When the mirror was last known to be complete, by this store's clock; null for never. */
  currentAtMs(): number | null
  /** Ends polling and waits for the page under way. */
  stop(): Promise<void>
}

/** Keeps this store's copy of what the online shop publishes. At least once: a chunk interrupted by a crash comes again. */
export function createMirror(deps: MirrorDeps): Mirror {
  const { clock, timers, shop } = deps
  const sql = prepareMirror(deps.db)
  const stopping = new AbortController()
  let cancel: CancelTimer | null = null
  let running: Promise<unknown> = Promise.resolve()

  const poll = async (): Promise<boolean> => {
    try {
      const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(PAGE_DEADLINE_MS)])
      const askedAtMs = clock.nowMs()
      const ask: PageAsk = { cursor: sql.state().cursor, limit: PAGE_LIMIT, nonce: newNonce(deps.random) }
      const answer = await shop.changes(ask, signal)
      if (stopping.signal.aborted) return false
      // A page that the shop has not signed for this question is as good as none: the line is not the shop's.
      const head = answer.kind === 'answered' ? deps.roster.openPage(answer.value, ask) : null
      deps.onHeard(head !== null)
      if (answer.kind !== 'answered' || head === null) return false
      deps.onShopTime({ shopNowMs: head.at, askedAtMs })
      await applyPage(deps, sql, answer.value, stopping.signal)
      if (!answer.value.more && deps.roster.isReached(head)) sql.setCurrentAt.run(askedAtMs)
      return answer.value.more
    } catch (error) {
      // A page that cannot be applied is tried again; the store goes on with what it has.
      deps.log.error({ event: 'mirror.failed', err: error })
      return false
    }
  }
  const round = async (): Promise<void> => {
    while ((await poll()) && !stopping.signal.aborted);
    if (!stopping.signal.aborted) cancel = timers.after(POLL_MS, () => void (running = round()))
  }

  return {
    start: () => void (running = round()),
    poll,
    currentAtMs: () => sql.state().currentAt,
    async stop() {
      stopping.abort()
      cancel?.()
      await running
    },
  }
}

async function applyPage(
  { transact, sinks, afterChunk, clock }: MirrorDeps,
  sql: ReturnType<typeof prepareMirror>,
  page: { changes: readonly ShopChange[]; cursor: string },
  stopped: AbortSignal,
): Promise<void> {
  if (page.changes.length === 0) {
    if (page.cursor !== sql.state().cursor) sql.setCursor.run(page.cursor)
    return
  }
  for (let at = 0; at < page.changes.length && !stopped.aborted;) {
    transact(() => {
      at = applyChunk(sinks, page.changes, at, clock)
      afterChunk()
      // The cursor names the end of the page, so it is stored with the page's last chunk.
      if (at === page.changes.length) sql.setCursor.run(page.cursor)
    })
    await nextTurn()
  }
}

/** Delivers from `from` on; returns where the next chunk begins. */
function applyChunk(sinks: ShopSinks, changes: readonly ShopChange[], from: number, clock: Clock): number {
  const endsAtMs = clock.nowMs() + CHUNK_MS
  let at = from
  for (const change of changes.slice(from, from + CHUNK_MAX)) {
    deliver(sinks, change)
    at += 1
    if (clock.nowMs() >= endsAtMs) break
  }
  return at
}

function deliver<F extends ShopChange['feed']>(sinks: ShopSinks, change: Extract<ShopChange, { feed: F }>): void {
  // Looked up by the change's own feed; the compiler cannot follow the union.
  const listening: readonly ShopSink<F>[] | undefined = sinks[change.feed]
  listening?.forEach((sink) => sink(change))
}

const newNonce = (random: RandomBytes): string => Buffer.from(random(NONCE_BYTES)).toString('base64url')

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
