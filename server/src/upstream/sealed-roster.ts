import type { KeyObject } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { CREDENTIAL_SEAL, PAGE_SEAL, SealedCredentialSchema, SealedHeadSchema } from '@dangol/protocol/shop-roster.ts'
import type { SealedHead } from '@dangol/protocol/shop-roster.ts'
import type { Db } from '../db/open.ts'
import { openJws } from '../platform/compact-jws.ts'
import type { Logger } from '../platform/log.ts'
import type { ShopSink } from '../shop-port.ts'
import type { PageAsk, ReceivedPage } from './online-shop.ts'
import { prepareRosterVersions } from './roster-versions.sql.ts'

/** Public keys whose word counts, put into the store by hand: one, and while it is replaced the next one as well. */
export interface ShopKeys {
  readonly roster: readonly KeyObject[]
}
/** While one takes over from the other. */
export const ROSTER_KEYS_MAX = 2

/** Why a word of the shop does not count. */
export type SealRefusal = 'unsigned' | 'other-store' | 'other-content' | 'older-version' | 'other-question'

export interface SealedRoster {
  /** What the shop says of a page; null, logged and counted, unless it says it of this page, in answer to this very question. */
  openPage(page: ReceivedPage, ask: PageAsk): SealedHead | null
  /** Whether the store has everything that the shop's feed had when it said so. */
  isReached(head: SealedHead): boolean
  /** Lets through what the shop signed and has said nothing newer about; the rest is dropped, logged and counted. */
  guard(keep: ShopSink<'credential'>): ShopSink<'credential'>
  /** What was refused since the start. */
  refused(): Readonly<Partial<Record<SealRefusal, number>>>
}

export interface SealedRosterDeps {
  readonly db: Db
  readonly keys: ShopKeys
  readonly storeId: string
  /** Whether the store has the key now. */
  readonly isKept: (credId: string) => boolean
  readonly log: Logger
}

/** Believes of the line to the online shop what the shop has signed for this store (recognition-ux 3.1, threat 10). */
export function createSealedRoster({ db, keys, storeId, isKept, log }: SealedRosterDeps): SealedRoster {
  const versions = prepareRosterVersions(db)
  const counts: Partial<Record<SealRefusal, number>> = {}
  const refuse = (of: 'page' | 'credential', why: SealRefusal): null => {
    counts[why] = (counts[why] ?? 0) + 1
    log.error({ event: 'roster.refused', of, why, times: counts[why], keys: keys.roster.length })
    return null
  }

  function openPage(page: ReceivedPage, ask: PageAsk): SealedHead | null {
    const said = SealedHeadSchema.safeParse(openJws(PAGE_SEAL, page.seal, keys.roster))
    if (!said.success) return refuse('page', 'unsigned')
    const head = said.data
    if (head.storeId !== storeId) return refuse('page', 'other-store')
    if (head.nonce !== ask.nonce || head.from !== (ask.cursor ?? '')) return refuse('page', 'other-question')
    if (head.digest !== page.digest || head.cursor !== page.cursor) return refuse('page', 'other-content')
    return head
  }

  function refusalOf({ value, seal }: Parameters<ShopSink<'credential'>>[0]): SealRefusal | { version: number } {
    const said = SealedCredentialSchema.safeParse(openJws(CREDENTIAL_SEAL, seal, keys.roster))
    if (!said.success) return 'unsigned'
    const { storeId: of, version, ...content } = said.data
    if (of !== storeId) return 'other-store'
    if (!isDeepStrictEqual(content, value)) return 'other-content'
    const known = versions.of(value.credId)
    // The same word again is a page that came twice, unless the key has been erased meanwhile.
    const isOld = version < known || (version === known && !isKept(value.credId))
    return isOld ? 'older-version' : { version }
  }

  return {
    openPage,
    isReached: (head) => head.cursor === String(head.head) && versions.newest() >= head.version,
    guard: (keep) => (change) => {
      const found = refusalOf(change)
      if (typeof found === 'string') return void refuse('credential', found)
      versions.put.run(change.value.credId, found.version)
      keep(change)
    },
    refused: () => counts,
  }
}
