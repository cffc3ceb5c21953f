import type { Transact } from '../../db/transact.ts'
import type { HintEars } from '../link/ports.ts'
import type { FeedWorker } from './feed-worker.ts'
import type { ToReadSql } from './to-read.sql.ts'

/** A shop tries the same delivery again within minutes; reading something once more does no harm. */
const DELIVERIES_MAX = 2_000
/** With more waiting a comparison finds everything sooner. */
const TO_READ_MAX = 10_000

/** Hears what the shop says of itself: each delivery once, and only ever as a reason to read again (U7). */
export function createHints(deps: {
  transact: Transact
  toRead: ToReadSql
  workers: readonly Pick<FeedWorker, 'feed' | 'nudge' | 'compareSoon'>[]
}): HintEars {
  const { transact, toRead, workers } = deps
  const heard = new Set<string>()
  return {
    hinted({ id, touched }) {
      if (heard.has(id)) return
      const asked = workers.flatMap((worker) => {
        const ids = touched.filter(({ feed }) => feed === worker.feed).map((one) => one.id)
        return ids.length === 0 ? [] : [{ worker, ids }]
      })
      const hasRoom = toRead.count() + touched.length <= TO_READ_MAX
      // Written down before the shop is told that it was heard.
      if (hasRoom) {
        transact(() => {
          for (const { worker, ids } of asked) for (const one of ids) toRead.put(worker.feed, 'record', one)
        })
      }
      for (const { worker } of asked)
        if (hasRoom) worker.nudge()
        else worker.compareSoon()
      heard.add(id)
      for (const oldest of heard) {
        if (heard.size <= DELIVERIES_MAX) break
        heard.delete(oldest)
      }
    },
  }
}
