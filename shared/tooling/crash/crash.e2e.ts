import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FAULT_KINDS } from './kinds.ts'
import { readGoods } from './load/goods.ts'
import type { Goods } from './load/shopping.ts'
import { ROUND_MS } from './patience.ts'
import { openSite } from './site.ts'
import type { Site } from './site.ts'

/** The rounds that need the built screen: a kiosk that loses its host, its power or its browser. */
let folder: string
let site: Site
let goods: Goods

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dangol-crash-e2e-'))
  site = await openSite(folder)
  goods = readGoods(site)
}, ROUND_MS)
afterAll(async () => {
  await site.close()
  rmSync(folder, { recursive: true, force: true })
}, ROUND_MS)

test.each([
  ['kill -9 kiosk', 2445357],
  ['kiosk power, torn pages', 559346073],
  ['kill -9 browser', 3],
])(
  '[C1] [O2] [E3] what the screen was told is kept, once, and nothing of a member (%s, %i)',
  { timeout: ROUND_MS },
  async (name, seed) => {
    const run = FAULT_KINDS.find((kind) => kind.name === name)?.make(site)
    if (run === undefined) throw new Error(`no kind of fault is called ${name}`)
    if (!run.ok) return void process.stderr.write(`Not run: ${name}: ${run.error.why}\n`)
    const result = await run.value({ site, goods, seed, folder: join(folder, `${seed}`), strikesMax: 1 })
    expect(result.violations).toEqual([])
    expect(result.acknowledged).toBeGreaterThan(0)
  },
)
