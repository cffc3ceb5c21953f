import type { Clock } from '@dangol/domain/time/clock.ts'
import type { FeedPage } from '../connector.ts'
import { gathered } from './gathered.ts'
import type { Heard } from './reading.ts'

/** Records taken in together meet in the pages of the database, which are then written once. A kill asks for so many again. */
export const GATHERED_MAX = 5_000
/** A shop that answers slowly is not waited for: what is there by then is taken in. */
const GATHER_MS = 1_000

/** Answers of the shop that follow each other, as many as are worth taking in together. */
export interface Gathering {
  /** Null when not even one came. */
  readonly from: (after: string | null) => Promise<FeedPage | null>
  /** The shop is asked for these while something else is done. */
  readonly ahead: (after: string) => void
  /** What was asked for ahead is not wanted any more. */
  readonly drop: () => void
}

interface Round {
  readonly after: string | null
  isWanted: boolean
  readonly page: Promise<FeedPage | null>
}

export function createGathering(o: { steady: Clock; ask: (after: string | null) => Promise<Heard | null> }): Gathering {
  let ahead: Round | null = null
  const begin = (after: string | null): Round => {
    const round = { after, isWanted: true }
    return Object.assign(round, { page: gather(o, after, () => round.isWanted) })
  }
  const drop = (): void => {
    if (ahead !== null) ahead.isWanted = false
    ahead = null
  }
  return {
    async from(after) {
      if (ahead?.after !== after) drop()
      const round = ahead ?? begin(after)
      ahead = null
      return round.page
    },
    ahead(after) {
      ahead = begin(after)
      // Whoever takes it hears of it.
      ahead.page.catch(() => undefined)
    },
    drop,
  }
}

async function gather(
  { steady, ask }: Parameters<typeof createGathering>[0],
  from: string | null,
  isWanted: () => boolean,
): Promise<FeedPage | null> {
  const endsAt = steady.nowMs() + GATHER_MS
  const pages: FeedPage[] = []
  for (let [after, count] = [from, 0]; count < GATHERED_MAX && isWanted();) {
    const heard = await ask(after).catch((error: unknown) => {
      // What came before it is taken in first.
      if (pages.length === 0) throw error
      return null
    })
    if (heard === null) break
    const { page } = heard
    pages.push(page)
    after = page.cursor
    count += page.told.length + page.unusable.length
    if (!page.more || steady.nowMs() >= endsAt) break
  }
  return gathered(pages)
}
