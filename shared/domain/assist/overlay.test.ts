import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AssociateId, ConfigurationId, DeviceId, FamilyId } from '../ids/ids.ts'
import { changesBetween, isSameHand, laterDraft, withChanges, withPending } from './overlay.ts'
import type { Author, Change, SharedDraft } from './shared-draft.ts'

const SHOPPER: Author = { kind: 'shopper' }
const associate = (id: string, device = 'tablet-1'): Author => ({
  ...{ kind: 'associate', id: id as AssociateId, name: id },
  deviceId: device as DeviceId,
})
const JIEUN = associate('jieun')

const draft = (over: Partial<SharedDraft> = {}): SharedDraft => ({
  ...{ id: 'd' as ConfigurationId, familyId: 'shoe' as FamilyId, modelVersion: 1, name: '', revision: 4 },
  ...{ made: { upper: 'black', sole: 'gum' }, hands: {}, history: [], suggestions: [] },
  ...over,
})
const to = (characteristicId: string, choice: string | null): Change => ({ characteristicId, to: choice })

describe('a draft with edits of one’s own on the way', () => {
  it('shows them at once, the later over the earlier', () => {
    const pending = [
      { seen: 4, changes: [to('upper', 'white'), to('sole', null)] },
      { seen: 4, changes: [to('upper', 'red')] },
    ]
    expect(withPending(draft(), pending, JIEUN)).toEqual({ upper: 'red' })
  })

  it('[H1] shows what somebody else put there meanwhile, before the store has said that ours was not taken', () => {
    const hands = { upper: { author: SHOPPER, revision: 5 }, sole: { author: SHOPPER, revision: 4 } }
    const pending = [{ seen: 4, changes: [to('upper', 'white'), to('sole', 'white')] }]
    expect(withPending(draft({ revision: 5, hands }), pending, JIEUN)).toEqual({ upper: 'black', sole: 'white' })
  })

  it('takes its own newer hand for no conflict: two quick edits follow each other', () => {
    const hands = { upper: { author: associate('jieun', 'tablet-2'), revision: 5 } }
    const pending = [{ seen: 4, changes: [to('upper', 'white')] }]
    expect(withPending(draft({ revision: 5, hands }), pending, JIEUN)).toMatchObject({ upper: 'white' })
  })
})

describe('changes between made choices', () => {
  const choices = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('x', 'y', 1))
  it('lead from the one to the other, and are none between equals', () => {
    fc.assert(
      fc.property(choices, choices, (from, next) => {
        expect(withChanges(from, changesBetween(from, next))).toEqual({ ...next })
        expect(changesBetween(next, next)).toEqual([])
      }),
    )
  })
})

describe('two copies of a draft', () => {
  it('are told apart by revision, and only when they are of the same draft', () => {
    const [old, fresh] = [draft(), draft({ revision: 5 })]
    expect([laterDraft(old, fresh), laterDraft(fresh, old), laterDraft(null, fresh)]).toEqual([fresh, fresh, null])
    const another = draft({ id: 'e' as ConfigurationId, revision: 9 })
    expect(laterDraft(old, another)).toBe(old)
  })
})

it('a hand is a person, whatever tablet they hold', () => {
  expect(isSameHand(JIEUN, associate('jieun', 'tablet-2'))).toBe(true)
  expect([isSameHand(JIEUN, SHOPPER), isSameHand(SHOPPER, JIEUN), isSameHand(SHOPPER, SHOPPER)]).toEqual([
    false,
    false,
    true,
  ])
})
