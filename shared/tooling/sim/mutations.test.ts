import { createRepeatableIds } from '@dangol/server/src/testing/store-core.ts'
import { expect, test } from 'vitest'
import { MUTATIONS } from './mutations.ts'
import { SLOW_MACHINE_MS } from './patience.ts'
import { planOf } from './plan.ts'
import { run } from './run.ts'

/** Within so many seeds a missing safeguard is noticed. */
const SEEDS_MAX = 40

test.each(MUTATIONS)('$name is found out: [$rule] is seen to break', { timeout: SLOW_MACHINE_MS }, async (mutation) => {
  const seen = []
  for (let seed = 1; seed <= SEEDS_MAX; seed++) {
    const ids = createRepeatableIds({ nowMs: () => Date.UTC(2026, 10, 21, 4) })
    const { violation } = await run(seed, planOf(seed, mutation.faults), mutation.alter(ids))
    if (violation === null) continue
    seen.push(violation.property)
    if (mutation.breaks.includes(violation.property)) break
  }
  expect(mutation.breaks).toContain(seen.at(-1))
})

test(
  'no other seed of those breaks anything with every safeguard in its place',
  { timeout: SLOW_MACHINE_MS },
  async () => {
    for (const { faults } of MUTATIONS) expect((await run(1, planOf(1, faults))).violation).toBeNull()
  },
)
