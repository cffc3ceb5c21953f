import type { Author, Edit, SharedDraft } from '@dangol/domain/assist/shared-draft.ts'
import type { AssociateId, ConfigurationId, DeviceId, EditId } from '@dangol/domain/ids/ids.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { mug } from '@dangol/domain/configurations/testing/mug.ts'
import { expect, test } from 'vitest'
import { handOf, isSameBy, othersSince, SHOPPER } from './shared-hand.ts'

const configurator = openConfigurator(mug)
const JIEUN: Author = {
  ...{ kind: 'associate', id: 'jieun' as AssociateId, name: '지은' },
  deviceId: 'tablet-1' as DeviceId,
}
const draft = (over: Partial<SharedDraft>): SharedDraft => ({
  ...{ id: 'd' as ConfigurationId, familyId: mug.id, modelVersion: mug.version, name: '', revision: 3 },
  ...{ made: {}, hands: {}, history: [], suggestions: [], ...over },
})

test('what nobody made is filled in, and gives way to what somebody made', () => {
  const made = { handle: 'brass' }
  const hand = handOf(configurator, draft({ made, hands: { handle: { author: JIEUN, revision: 3 } } }), made, new Map())
  expect(hand.choices).toEqual({ glaze: 'ink', handle: 'brass' })
  expect([...hand.by]).toEqual([['handle', 'associate']])
})

test('who made what before it was shared is still known, and the order of making is kept', () => {
  const made = { name: '지은', glaze: 'ink', handle: 'round' }
  const before = new Map([
    ['handle', 'shopper'],
    ['glaze', 'saved'],
  ] as const)
  const hands = { handle: { author: JIEUN, revision: 2 }, name: { author: SHOPPER, revision: 1 } }
  const hand = handOf(configurator, draft({ made, hands }), made, before)
  expect([...hand.by]).toEqual([
    ['glaze', 'saved'],
    ['name', 'shopper'],
    ['handle', 'associate'],
  ])
})

test('an edit on its way is the shopper’s own, and the last', () => {
  const hands = { glaze: { author: JIEUN, revision: 3 }, handle: { author: SHOPPER, revision: 2 } }
  const shared = draft({ made: { glaze: 'celadon', handle: 'round' }, hands })
  const hand = handOf(configurator, shared, { glaze: 'ink', handle: 'round' }, new Map())
  expect([...hand.by]).toEqual([
    ['handle', 'shopper'],
    ['glaze', 'shopper'],
  ])
})

test('news is what others did after the last look', () => {
  const edit = (revision: number, author: Author): Edit => ({
    ...{ id: `${revision}` as EditId, author, revision, at: 0, changes: [], undoes: null },
  })
  const shared = draft({ history: [edit(1, JIEUN), edit(2, SHOPPER), edit(3, JIEUN)] })
  expect(othersSince(shared, 1, SHOPPER).map(({ revision }) => revision)).toEqual([3])
})

test('hands are the same when the same people made the same things in the same order', () => {
  const one = new Map([
    ['glaze', 'shopper'],
    ['handle', 'saved'],
  ] as const)
  expect(isSameBy(one, new Map(one))).toBe(true)
  expect(isSameBy(one, new Map([...one].reverse()))).toBe(false)
  expect(isSameBy(one, new Map([...one].slice(1)))).toBe(false)
})
