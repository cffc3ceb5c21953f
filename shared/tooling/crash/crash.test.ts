import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FAULT_KINDS } from './kinds.ts'
import { readGoods } from './load/goods.ts'
import type { Goods } from './load/shopping.ts'
import { ROUND_MS } from './patience.ts'
import { openSite } from './site.ts'
import type { Site } from './site.ts'

/** A few rounds of the crash run, one disturbance each; `npm run crash -- --rounds N` runs as many as one likes. */
let folder: string
let site: Site
let goods: Goods

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dangol-crash-test-'))
  site = await openSite(folder)
  goods = readGoods(site)
}, ROUND_MS)
afterAll(async () => {
  await site.close()
  rmSync(folder, { recursive: true, force: true })
}, ROUND_MS)

/** Runs one round; where this machine cannot, says so. */
async function round(kindName: string, seed: number) {
  const kind = FAULT_KINDS.find(({ name }) => name === kindName)
  const run = kind?.make(site)
  if (run === undefined) throw new Error(`no kind of fault is called ${kindName}`)
  if (!run.ok) {
    process.stderr.write(`Not run: ${kindName}: ${run.error.why}\n`)
    return
  }
  const result = await run.value({ site, goods, seed, folder: join(folder, `${kindName}-${seed}`), strikesMax: 1 })
  expect(result.violations).toEqual([])
  expect(result.acknowledged).toBeGreaterThan(0)
}

describe.concurrent('a store under load, looked at from outside', { timeout: ROUND_MS }, () => {
  test.each([1, 2, 3, 4, 5])('[C1] [C2] killed: what it acknowledged is there, once (%i)', (seed) =>
    round('kill -9 store', seed),
  )

  test.each([
    ['power, all data', 11],
    ['power, synced only', 12],
    ['power, synced only', 13],
    ['power, torn pages', 14],
    ['power, torn pages', 15],
    ['sync fails', 16],
  ])('[C2] [D1] without power: what it acknowledged is there, once (%s, %i)', round)

  test.each([
    ['disk full', 21],
    ['disk read-only', 22],
  ])("[D2] with a disk that takes nothing it says 'read-only', and goes on by itself (%s, %i)", round)

  test('[C1] behind a line that swallows, every command still takes effect once', () => round('line half open', 31))

  test('[W1] with a clock that jumps by days nothing is lost or done twice', () => round('clock jumps', 41))
})
