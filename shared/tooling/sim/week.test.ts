import { LOG_AGE_MAX_MS } from '@dangol/server/src/features/sync/pruning.ts'
import { expect, test } from 'vitest'
import { SLOW_MACHINE_MS } from './patience.ts'
import { BOUNDS, SHORT_WEEK, simulateWeek, weekInWords } from './week.ts'
import type { Evening } from './week.ts'

test(
  'a week of trade stays within its bounds: the log [L6], the memory of commands [C3], every outbox [M3]',
  { timeout: SLOW_MACHINE_MS },
  async () => {
    const { world, evenings } = await simulateWeek(1, SHORT_WEEK)
    console.log(weekInWords(evenings))
    expect(world.verdict.first()).toBeNull()
    expect(evenings).toHaveLength(SHORT_WEEK.days)
    for (const evening of evenings) {
      for (const [figure, most] of Object.entries(BOUNDS)) {
        expect(evening[figure as keyof Evening], figure).toBeLessThanOrEqual(most)
      }
    }
    const [second, last] = [evenings[1], evenings.at(-1)]
    if (second === undefined || last === undefined) throw new Error('the week was too short')
    expect(last.orders).toBeGreaterThan(second.orders)
    // What is kept for a day is as much on the last day as on the second, and what a week holds is no more than a week's.
    expect(LOG_AGE_MAX_MS).toBe(24 * 60 * 60_000)
    expect(last.log).toBeLessThan(2 * second.log)
    expect(last.outcomes).toBeLessThan(2 * second.outcomes)
    expect(last.bytes).toBeLessThan(3 * second.bytes)
  },
)
