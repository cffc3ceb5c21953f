import type { StoreLink } from '@dangol/client/store-link.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import type { Catalogue } from '@dangol/protocol/catalogue.ts'
import type { VersionedHistory } from '@dangol/protocol/next-choice.ts'
import { expect, it, onTestFinished } from 'vitest'
import { catalogue } from '../testing/fixtures.ts'
import { openCatalogueCache } from './catalogue-cache.ts'
import { createSalesKeeper } from './sales-keeper.ts'

const FAMILY = 'mug' as FamilyId
const sales = (version: number): VersionedHistory => ({
  version,
  history: { characteristics: [{ id: 'lid', values: ['on'] }], rows: [[0]], buyers: [version + 5] },
})

/** A store that knows the histories of `known`, over a line that a test cuts. */
function keeper(known: Map<FamilyId, VersionedHistory>) {
  const cache = openCatalogueCache(':memory:')
  // Of a model, the keeper reads the id.
  const models = [{ id: FAMILY } as Catalogue['models'][number]]
  const asked: unknown[] = []
  const line = { status: 'online' as 'online' | 'offline' }
  const request = (_name: string, input: object) => {
    asked.push(input)
    const { familyId, haveVersion } = input as { familyId: FamilyId; haveVersion: number | null }
    const newest = known.get(familyId) ?? null
    return Promise.resolve({ ok: true, value: { sales: newest?.version === haveVersion ? null : newest } })
  }
  const time = createTurnedTime()
  // One request is all that the keeper ever makes.
  const link = { request: request as StoreLink['request'], status: () => line.status }
  const kept = createSalesKeeper(link, { ...cache, catalogue: () => ({ ...catalogue(1), models }) }, time)
  onTestFinished(() => {
    kept.close()
    cache.close()
  })
  return { kept, asked, time, line }
}

it('keeps what the store knows of each family on sale, and asks only for newer', async () => {
  const known = new Map([[FAMILY, sales(1)]])
  const { kept, asked } = keeper(known)
  expect(kept.of(FAMILY)).toBeNull()
  await kept.refresh()
  expect(kept.of(FAMILY)).toEqual(sales(1).history)
  known.set(FAMILY, sales(2))
  await kept.refresh()
  await kept.refresh()
  expect(kept.of(FAMILY)).toEqual(sales(2).history)
  expect(asked).toEqual([
    { familyId: FAMILY, haveVersion: null },
    { familyId: FAMILY, haveVersion: 1 },
    { familyId: FAMILY, haveVersion: 2 },
  ])
})

it('goes on with what it has while the store is out of reach', async () => {
  const { kept, line, asked } = keeper(new Map([[FAMILY, sales(1)]]))
  await kept.refresh()
  line.status = 'offline'
  const before = asked.length
  await kept.refresh()
  expect([asked.length, kept.of(FAMILY)]).toEqual([before, sales(1).history])
})

it('asks again every hour', async () => {
  const known = new Map([[FAMILY, sales(1)]])
  const { kept, time } = keeper(known)
  time.pass(60 * 60_000)
  await new Promise((resolve) => setTimeout(resolve))
  expect(kept.of(FAMILY)).toEqual(sales(1).history)
})
