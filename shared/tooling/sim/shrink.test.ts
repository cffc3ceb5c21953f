import { createRepeatableIds } from '@dangol/server/src/testing/store-core.ts'
import { expect, test } from 'vitest'
import { MUTATIONS } from './mutations.ts'
import { SLOW_MACHINE_MS } from './patience.ts'
import { planOf } from './plan.ts'
import { run } from './run.ts'
import { shrink } from './shrink.ts'

test('a history is shortened to what its violation needs', { timeout: SLOW_MACHINE_MS }, async () => {
  const mutation = MUTATIONS.find(({ rule }) => rule === 'T1')
  const alterations = mutation?.alter(createRepeatableIds({ nowMs: () => 0 })) ?? {}
  const steps = planOf(1, [])
  const { violation } = await run(1, steps, alterations)
  if (violation === null) throw new Error('the mutation was not noticed')
  const shortest = await shrink(1, steps, violation, alterations)
  // Somebody whose consent lets the floor know who they are is recognised; nothing else has to happen.
  expect(shortest.steps.length).toBeLessThanOrEqual(3)
  expect(shortest.violation?.property).toBe(violation.property)
})
