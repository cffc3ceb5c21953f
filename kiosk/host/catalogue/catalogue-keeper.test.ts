import type { StoreLink } from '@dangol/client/store-link.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import { expect, it, onTestFinished } from 'vitest'
import { catalogue } from '../testing/fixtures.ts'
import { openCatalogueCache } from './catalogue-cache.ts'
import { createCatalogueKeeper } from './catalogue-keeper.ts'

/** A line whose answers the test gives, one by one. */
function keeper() {
  const asked: { haveVersion: unknown; answer: (version: number | null) => void }[] = []
  const cache = openCatalogueCache(':memory:')
  const request = (_name: string, input: object) =>
    new Promise<Answer<'catalogue:get'>>((resolve) =>
      asked.push({
        haveVersion: (input as { haveVersion: unknown }).haveVersion,
        answer: (version) => resolve({ ok: true, value: { catalogue: version === null ? null : catalogue(version) } }),
      }),
    )
  const time = createTurnedTime()
  let changes = 0
  // One request is all that the keeper ever makes.
  const link = { request: request as StoreLink['request'], status: () => 'online' as const }
  const kept = createCatalogueKeeper(link, cache, time, () => (changes += 1))
  onTestFinished(() => kept.close())
  return { kept, asked, time, changes: () => changes }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))

it('a change told while the catalogue is under way is asked for right after', async () => {
  const { kept, asked, changes } = keeper()
  const done = kept.refresh()
  await kept.refresh()
  await kept.refresh()
  expect(asked).toHaveLength(1)
  asked[0]?.answer(3)
  await settled()
  expect(asked.map(({ haveVersion }) => haveVersion)).toEqual([null, 3])
  asked[1]?.answer(4)
  await done
  expect([kept.version(), changes()]).toEqual([4, 2])
})

it('a catalogue that is already the newest changes nothing, and is asked for again every minute', async () => {
  const { kept, asked, time, changes } = keeper()
  void kept.refresh()
  asked[0]?.answer(null)
  await settled()
  expect([kept.version(), changes()]).toEqual([null, 0])
  time.pass(60_000)
  expect(asked).toHaveLength(2)
})
