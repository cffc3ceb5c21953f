import type { Heard, Job, Reading } from './reading.ts'

/** What an adapter reads of one answer keeps the loop as long as a chunk does. */
const SCAN_PAGE = 100

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
 * instant; the shop answers the next question while an answer is taken in.
 */
export function createLoad(reading: Reading, onLoaded: () => void): Load {
  const { clock, row, save } = reading
  let ahead: { readonly after: string; readonly heard: Promise<Heard | null> } | null = null
  return {
    dropAhead: () => void (ahead = null),
    async step() {
      const { loadAfter } = row()
      const heard = await (ahead !== null && ahead.after === loadAfter ? ahead.heard : scanFrom(reading, loadAfter))
      ahead = null
      if (heard === null) return false
      const { page } = heard
      if (page.more) ahead = { after: page.cursor, heard: scanFrom(reading, page.cursor).catch(() => null) }
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
