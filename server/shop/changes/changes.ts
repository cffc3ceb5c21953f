import type { Clock } from '@dangol/domain/time/clock.ts'
import type { ShopChange, ShopPage } from '@dangol/protocol/shop.ts'
import type { Db } from '../../src/db/open.ts'
import { pageDigest } from '../../src/platform/page-digest.ts'
import { prepareChanges } from './changes.sql.ts'
import type { Logged } from './changes.sql.ts'
import type { Seals } from '../roster/seals.ts'

/** Entries of the log a store gets at once: a page stays around 2 MB, and a store behind a slow line sees progress. */
export const PAGE_CHANGES_MAX = 500
/** A wholesale invoice may have a thousand lines; a page is cut after this many characters of JSON. */
const PAGE_CHARACTERS_MAX = 2_000_000

/** How each thing looks to the store today; null when the store may not see it and never did. */
export type Renderers = Readonly<Record<Logged, (key: string) => ShopChange | null>>
export type ShopChanges = ReturnType<typeof createChanges>

/** What a store asks for: the cursor is null for the beginning, `limit` the entries of the log it wants at most. */
export interface PageAsk {
  readonly cursor: string | null
  readonly limit: number
  readonly nonce: string
}
/** Who makes a page of the changes: how each looks today, the newest version among the keys, and the signature. */
export interface PageParts {
  readonly renderers: Renderers
  readonly rosterVersion: () => number
  readonly seals: Seals
}

/** The shop's change log. `append` belongs into the transaction of the change itself. */
export function createChanges(db: Db, clock: Clock) {
  const sql = prepareChanges(db)
  return {
    append: (feed: Logged, key: string): void => void sql.append.run(feed, key, clock.nowMs()),
    /** Every configuration of a customer goes to the store again, or goes from it. */
    allConfigurations: (customerId: string, feed: 'configuration' | 'configuration-gone'): void =>
      void sql.allConfigurationsOf.run(feed, clock.nowMs(), customerId),
    /** Every past order of a customer goes to the store, oldest first. */
    allOrders: (customerId: string): void => void sql.allOrdersOf.run(clock.nowMs(), customerId),

    /** What changed after a cursor, in order, at least once, sealed. A cursor that is none, or is ahead of the log, starts over. */
    page({ cursor, limit, nonce }: PageAsk, { renderers, rosterVersion, seals }: PageParts): ShopPage {
      const head = sql.head.get()?.seq ?? 0
      const asked = cursor !== null && /^\d{1,15}$/.test(cursor) ? Number(cursor) : 0
      const from = asked <= head ? asked : 0
      const changes: ShopChange[] = []
      const sent: string[] = []
      let reached = from
      let characters = 0
      for (const logged of sql.since.all(from, Math.min(limit, PAGE_CHANGES_MAX))) {
        reached = logged.seq
        const change = renderers[logged.feed](logged.key)
        if (change === null) continue
        changes.push(change)
        sent.push(JSON.stringify(change))
        characters += sent.at(-1)?.length ?? 0
        if (characters > PAGE_CHARACTERS_MAX) break
      }
      const page = { changes, cursor: String(reached), more: reached < head, now: clock.nowMs() }
      const digest = pageDigest(sent)
      const said = { nonce, from: cursor ?? '', cursor: page.cursor, digest, head, version: rosterVersion() }
      return { ...page, seal: seals.page(said) }
    },
  }
}
