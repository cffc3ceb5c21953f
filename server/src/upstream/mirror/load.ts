import { createGathering } from './gathering.ts'
import type { Heard, Job, Reading } from './reading.ts'

/** What an adapter reads of one answer keeps the loop as long as a chunk does. */
const SCAN_PAGE = 200

/** The whole of a feed, page by page. */
export const scanFrom = ({ ask, connector, feed }: Reading, after: string | null): Promise<Heard | null> =>
  ask((signal) => connector.scan(feed, after, { limit: SCAN_PAGE, signal }))

export interface Load {
  readonly step: Job
  /** Something newer was read meanwhile: an answer that was asked for before must not be taken in after it. */
  dropAhead(): void
}

/**
 * The first load of a feed, after the cursor for what changes meanwhile was taken. It goes on where it was broken off, at whatever
 * instant; the shop answers the next questions while answers are taken in.
 */
export function createLoad(reading: Reading, onLoaded: () => void): Load {
  const { clock, row, save, steady } = reading
  const gathering = createGathering({ steady, ask: (after) => scanFrom(reading, after) })
  return {
    dropAhead: gathering.drop,
    async step() {
      const page = await gathering.from(row().loadAfter)
      if (page === null) return false
      if (page.more) gathering.ahead(page.cursor)
      const isDone = await reading.apply(page, () => {
        const [loaded, now] = [row().loaded + page.told.length + page.unusable.length, clock.nowMs()]
        const end = { isLoaded: 1, loadAfter: null, comparedAt: now, comparedRows: loaded, comparedMended: 0 } as const
        const soFar = { loaded, total: page.total ?? null, readAt: now, changedAt: now, loadAfter: page.cursor }
        save({ ...soFar, ...(!page.more && end) })
      })
      if (isDone && !page.more) onLoaded()
      return isDone
    },
  }
}
