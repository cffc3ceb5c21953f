import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AssociateId, ConfigurationId, DeviceId, EditId, FamilyId } from '../ids/ids.ts'
import { changesBetween, isSameHand, lastStanding, laterDraft, withChanges, withPending } from './overlay.ts'
import type { Author, Change, Edit, SharedDraft } from './shared-draft.ts'

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
const edit = (id: string, author: Author, revision: number, characteristicId: string, undoes?: string): Edit => ({
  ...{ id: id as EditId, author, revision, at: 0, undoes: (undoes ?? null) as EditId | null },
  changes: [{ ...to(characteristicId, 'x'), from: null }],
})

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

describe('what undoing would take back', () => {
  const hands = { upper: { author: JIEUN, revision: 3 }, sole: { author: SHOPPER, revision: 4 } }

  it('[H3] is the own last edit of which something still stands', () => {
    const history = [edit('1', JIEUN, 3, 'upper'), edit('2', JIEUN, 2, 'sole'), edit('3', SHOPPER, 4, 'sole')]
    expect(lastStanding(draft({ hands, history }), JIEUN)?.id).toBe('1')
    expect(lastStanding(draft({ hands, history }), SHOPPER)?.id).toBe('3')
    expect(lastStanding(draft({ hands, history }), associate('minsu'))).toBeNull()
  })

  it('[H3] is nothing that was taken back already, and no taking back', () => {
    const history = [edit('1', JIEUN, 3, 'upper'), edit('2', JIEUN, 3, 'upper', '1')]
    expect(lastStanding(draft({ hands, history }), JIEUN)).toBeNull()
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
