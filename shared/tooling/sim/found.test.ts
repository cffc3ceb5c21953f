import { expect, test } from 'vitest'
import { foundAsText, readFound } from './found.ts'
import { SLOW_MACHINE_MS } from './patience.ts'
import { run } from './run.ts'

test.each(readFound())(
  'what was found once does not come back: $name',
  { timeout: SLOW_MACHINE_MS },
  async ({ seed, steps, why }) => {
    const { violation } = await run(seed, steps)
    expect(violation, why).toBeNull()
  },
)

test('what is printed to be pasted is what is read', () => {
  for (const found of readFound()) {
    const { name, ...rest } = found
    expect({ name, ...(JSON.parse(foundAsText(found)) as object) }).toEqual({ name, ...rest })
  }
})
