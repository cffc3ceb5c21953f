import type { Change } from '@dangol/domain/assist/shared-draft.ts'
import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import type { VisitId } from '@dangol/domain/ids/ids.ts'
import { expect, test } from 'vitest'
import { testId } from '../testing/host.ts'
import { JIEUN, sharedStore } from '../testing/shared-store.ts'
import { useDrafting } from './drafting.ts'
import { GATHER_MS, MARKED_MS, useHands } from './hands.ts'

const to = (characteristicId: string, choice: string | null): Change => ({ characteristicId, to: choice })

async function together() {
  const store = sharedStore()
  const [drafting, hands] = [useDrafting(), useHands()]
  drafting.open(mug, '내 머그', null)
  store.agree('co-edit')
  await store.pass(0)
  return { store, drafting, hands }
}

test('what somebody else changed is marked at once with their name, and for a moment only', async () => {
  const { store, hands } = await together()
  store.atTablet(to('glaze', 'ink'))
  expect(hands.markOn('glaze')).toBe('지은')
  await store.pass(MARKED_MS - 1)
  store.atTablet(to('glaze', 'celadon'))
  await store.pass(1)
  expect(hands.markOn('glaze')).toBe('지은')
  await store.pass(MARKED_MS)
  expect(hands.markOn('glaze')).toBeNull()
})

test('a burst of changes is told as one, once it pauses, with the last of each', async () => {
  const { store, hands } = await together()
  store.atTablet(to('glaze', 'ink'))
  store.atTablet(to('handle', 'brass'))
  await store.pass(GATHER_MS - 1)
  store.atTablet(to('handle', 'round'))
  expect(hands.news).toBeNull()
  await store.pass(GATHER_MS)
  expect(hands.news).toMatchObject({ name: '지은', isUndone: false })
  expect(hands.news?.changes.map(({ characteristicId, to: choice }) => [characteristicId, choice])).toEqual([
    ['glaze', 'ink'],
    ['handle', 'round'],
  ])
  hands.close()
  expect(hands.news).toBeNull()
})

test('the shopper’s own edits are no news', async () => {
  const { store, drafting, hands } = await together()
  drafting.choose('glaze', 'ink')
  await store.pass(GATHER_MS)
  expect(hands.markOn('glaze')).toBeNull()
  expect(hands.news).toBeNull()
})

test('[P1] who looks where is shown while something is shared, and is gone with it', async () => {
  const { store, hands } = await together()
  const looking = { visitId: testId<VisitId>(1), deviceId: JIEUN.deviceId, author: JIEUN, looking: 'glaze' }
  store.push({ presence: [looking] })
  expect(hands.lookerAt('glaze')).toBe('지은')
  expect(hands.lookerAt('handle')).toBeNull()
  store.agree(null)
  expect(hands.lookerAt('glaze')).toBeNull()
})
