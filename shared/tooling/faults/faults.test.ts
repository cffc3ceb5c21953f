import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { canRunVendure } from '../vendure/for-tests.ts'
import { runFaults } from './run.ts'

/** Half an hour's trouble in little: the whole run is `npm run faults`. */
const SMALL = { orders: 20, changes: 80, keep: false }
const TIMEOUT_MS = 900_000

test.runIf(canRunVendure())(
  '[U1] [U3] [U5] [U7] whatever happens to a real shop, its line and the store: each order is there once, and the copy is the shop',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dangol-faults-test-'))
    const report = await runFaults({ ...SMALL, seed: 1, folder, say: () => undefined })
    expect(report.violations).toEqual([])
    expect(report.orders).toBe(SMALL.orders)
    expect(report.changes).toBeGreaterThanOrEqual(SMALL.changes)
    rmSync(folder, { recursive: true, force: true })
  },
  TIMEOUT_MS,
)
