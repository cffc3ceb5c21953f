import { describe, expect, test } from 'vitest'
import type { SuggestionId } from '../ids/ids.ts'
import { SUGGESTED_CHANGES_MAX, SUGGESTIONS_MAX } from './shared-draft.ts'
import type { SharedDraft, Suggestion } from './shared-draft.ts'
import { takeSuggestion, withoutSuggestion, withSuggestion } from './suggestions.ts'
import { configurator, draftOf, inHands, JIEUN, set, SHOPPER } from './testing/in-hands.ts'

const suggestion = (id: string, changes: Parameters<typeof set>[0]): Suggestion => ({
  ...{ id: id as SuggestionId, author: JIEUN, at: 1 },
  changes: set(changes),
})
const added = (draft: SharedDraft, ...all: Suggestion[]): SharedDraft =>
  all.reduce((now, each) => withSuggestion(now, each) ?? expect.fail('too many'), draft)

describe('a suggestion', () => {
  test('changes nothing until it is decided', () => {
    const draft = added(draftOf(), suggestion('one', { colour: 'red' }))
    expect(draft).toMatchObject({ revision: 0, made: {}, suggestions: [{ id: 'one' }] })
    expect(added(draft, suggestion('one', { colour: 'red' }))).toBe(draft)
    expect(withoutSuggestion(draft, 'one' as SuggestionId)).toEqual(draftOf())
  })

  test('[H3] that is taken is the edit of who suggested it: theirs to take back, not the shopper’s', () => {
    const one = suggestion('one', { colour: 'red' })
    const cup = inHands(added(draftOf(), one))
    cup.keep(takeSuggestion(cup.draft(), one, cup.next(), configurator))
    expect(cup.draft()).toMatchObject({
      made: { colour: 'red' },
      hands: { colour: { author: JIEUN } },
      suggestions: [],
    })
    expect(cup.undo(SHOPPER)).toBeNull()
    cup.undo(JIEUN)
    expect(cup.made()).toEqual({})
  })

  test('[H2] is taken on what stands now, and what does not fit any more is said', () => {
    const one = suggestion('one', { colour: 'red', height: 9 })
    const cup = inHands(added(draftOf(), one))
    cup.edit(SHOPPER, { body: 'glass' })
    const { draft, notTaken } = takeSuggestion(cup.draft(), one, cup.next(), configurator)
    expect(notTaken).toMatchObject([{ characteristicId: 'colour', why: 'ruled-out' }])
    expect(draft).toMatchObject({ made: { body: 'glass', height: 9 }, suggestions: [] })
  })

  test('[H2] of which nothing fits stays a suggestion', () => {
    const one = suggestion('one', { colour: 'red' })
    const cup = inHands(added(draftOf(), one))
    cup.edit(SHOPPER, { body: 'glass' })
    expect(takeSuggestion(cup.draft(), one, cup.next(), configurator).draft).toBe(cup.draft())
  })

  test('that says what stands already is done with', () => {
    const one = suggestion('one', { colour: 'red' })
    const cup = inHands(added(draftOf({ made: { colour: 'red' } }), one))
    expect(takeSuggestion(cup.draft(), one, cup.next(), configurator).draft).toMatchObject({
      revision: 0,
      suggestions: [],
    })
  })

  test('is one of so many that a shopper can be asked about', () => {
    const many = Array.from({ length: SUGGESTIONS_MAX }, (_, at) => suggestion(`${at}`, { colour: 'red' }))
    expect(withSuggestion(added(draftOf(), ...many), suggestion('more', { colour: 'red' }))).toBeNull()
    const one = { characteristicId: 'colour', to: 'red' }
    const huge = { ...suggestion('huge', {}), changes: Array.from({ length: SUGGESTED_CHANGES_MAX }, () => one) }
    expect(withSuggestion(added(draftOf(), huge), suggestion('more', { colour: 'red' }))).toBeNull()
  })
})
