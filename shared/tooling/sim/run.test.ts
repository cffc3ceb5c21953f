import { expect, test } from 'vitest'
import { SLOW_MACHINE_MS } from './patience.ts'
import { planOf } from './plan.ts'
import { run } from './run.ts'

test(
  'a seed is a history: run again, every message arrives at the same instant with the same bytes',
  { timeout: SLOW_MACHINE_MS },
  async () => {
    for (const seed of [3, 4]) {
      const [first, second] = [await run(seed, planOf(seed)), await run(seed, planOf(seed))]
      expect(second.hash).toBe(first.hash)
      expect(second.story).toEqual(first.story)
      expect(first.messages).toBeGreaterThan(100)
    }
  },
)

test('another seed is another history', { timeout: SLOW_MACHINE_MS }, async () => {
  expect((await run(5, planOf(5))).hash).not.toBe((await run(6, planOf(6))).hash)
})
