import type { Feed } from '@dangol/protocol/link.ts'
import { beginComparison } from './comparison.ts'
import type { Comparison } from './comparison.ts'
import { scanFrom } from './load.ts'
import type { Job, Reading } from './reading.ts'

/** A feed that tells no changes is compared this often instead of nightly. */
const SILENT_EVERY_MS = 15 * 60_000

export interface CompareDeps {
  /** Night by night another text. */
  readonly nightOf: (atMs: number) => string
  readonly onCompared: (found: { feed: Feed; rows: number; mended: number }) => void
}

export interface Compare {
  readonly step: Job
  isDue(): boolean
  readonly soon: () => void
  /** Nothing of the one under way counts. */
  readonly breakOff: () => void
}

/** The comparison of a whole feed with what is booked: by night, when somebody asks, or now and then where nothing else tells. */
export function createCompare(reading: Reading, { nightOf, onCompared }: CompareDeps): Compare {
  const { feed, reliability, clock, row, save, keeper, rows, seen, stopped } = reading
  let under: Comparison | null = null
  let isAsked = false
  /** Who was absent is looked for by another whole scan right away. */
  let isSecond = false

  // What the shop tells meanwhile is there, wherever the scan has come.
  reading.onApplied = (page) => under?.met(page)

  const look = async (now: Comparison): Promise<boolean> => {
    // Set in the transaction, where the compiler does not look.
    let isThrough = false as boolean
    while (!isThrough) {
      if (stopped.aborted) return false
      const work = {
        ...{ count: 1, isRepeatable: false },
        one() {
          const absent = now.absent()
          isThrough = absent === null
          for (const id of absent ?? []) if (keeper.gone({ feed, id })) now.goneToo()
        },
        last() {
          if (!isThrough) return
          seen?.dropAside(feed)
          save({ comparedAt: clock.nowMs(), comparedRows: now.rows, comparedMended: now.mended })
        },
      }
      await reading.chunks(work, stopped)
    }
    return true
  }
  return {
    soon: () => void (isAsked = true),
    breakOff: () => void (under = null),
    isDue() {
      if (seen === null) return false
      const { comparedAt } = row()
      if (under !== null || isSecond || isAsked || comparedAt === null) return true
      if (reliability === 'none') return clock.nowMs() - comparedAt >= SILENT_EVERY_MS
      return nightOf(clock.nowMs()) !== nightOf(comparedAt)
    },
    async step() {
      if (seen === null) return false
      if (under === null) isAsked = false
      const now = (under ??= beginComparison(feed, rows, seen))
      const heard = await scanFrom(reading, now.after)
      if (heard === null) return false
      const { page } = heard
      if (!(await reading.apply(page, (news) => now.scanned(page, news)))) return false
      if (page.more) return true
      if (!(await look(now))) return false
      under = null
      isSecond = now.hasDoubts && !isSecond
      onCompared({ feed, rows: now.rows, mended: now.mended })
      return true
    },
  }
}
