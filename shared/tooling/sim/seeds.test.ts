import { expect, test } from 'vitest'
import { runMany } from './many.ts'
import { SLOW_MACHINE_MS } from './patience.ts'
import { FAULTS } from './plan.ts'
import { wordsFor } from './totals.ts'

const SEEDS = 200

test(
  `${SEEDS} shops with all that can go wrong: acknowledged is there [C2], once [C1] [O1], in order [O2] [L4], nobody else's [T2], and all agree when quiet [L5]`,
  { timeout: SLOW_MACHINE_MS },
  async () => {
    const started = performance.now()
    const totals = await runMany(1, SEEDS)
    console.log(wordsFor(totals, performance.now() - started))
    expect(totals.failures).toEqual([])
    expect(totals.seeds).toBe(SEEDS)
    // A simulation in which nothing happens, or nothing goes wrong, shows nothing.
    expect(totals.acknowledged).toBeGreaterThan(40 * SEEDS)
    expect(totals.orders).toBeGreaterThan(SEEDS)
    expect(totals.together.edits).toBeGreaterThan(SEEDS / 2)
    expect(totals.together.conflicts).toBeGreaterThan(SEEDS / 4)
    expect(Object.keys(totals.faults).sort()).toEqual(Object.keys(FAULTS).sort())
  },
)
