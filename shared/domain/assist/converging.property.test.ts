import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Choice, Choices } from '../catalogue/model.ts'
import { openConfigurator } from '../configurations/engine.ts'
import { arbitraryCase } from '../configurations/testing/arbitrary-model.ts'
import { agrees, productsOf } from '../configurations/testing/brute-force.ts'
import { wellFormedChoices } from '../configurations/effective.ts'
import type { SuggestionId } from '../ids/ids.ts'
import { canBeCompleted } from './completable.ts'
import { isSameHand, withChanges } from './overlay.ts'
import type { Author, SharedDraft } from './shared-draft.ts'
import { takeSuggestion, withSuggestion } from './suggestions.ts'
import { configurator, CUP, draftOf, inHands, JIEUN, JOON, set, SHOPPER } from './testing/in-hands.ts'

const PEOPLE = [SHOPPER, JIEUN, JOON]
const WISHES: Readonly<Record<string, readonly (Choice | null)[]>> = {
  body: ['steel', 'glass', 'clay', null],
  colour: ['plain', 'blue', 'red', null],
  handle: ['bare', 'named', null],
  lid: ['flat', 'spout', null],
  height: [8, 12, null],
}

type Step =
  | { kind: 'edit'; who: number; changes: Record<string, Choice | null>; sees: boolean }
  | { kind: 'undo'; who: number }
  | { kind: 'suggest'; who: number; changes: Record<string, Choice | null> }

const changesOf = fc
  .uniqueArray(fc.constantFrom(...Object.keys(WISHES)), { minLength: 1, maxLength: 4 })
  .chain((ids) =>
    fc
      .tuple(...ids.map((id) => fc.constantFrom(...(WISHES[id] ?? []))))
      .map((wishes) => Object.fromEntries(ids.map((id, at) => [id, wishes[at] ?? null]))),
  )
const who = fc.nat(PEOPLE.length - 1)
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ kind: fc.constant('edit' as const), who, changes: changesOf, sees: fc.boolean() }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), who }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('suggest' as const), who, changes: changesOf }) },
  ),
  { maxLength: 25 },
)

const isPossible = (made: Choices): boolean => productsOf(CUP).some((product) => agrees(CUP, product, made))
const replayed = (base: Choices, { history }: SharedDraft): Choices =>
  history.reduce((made, { changes }) => withChanges(made, changes), base)

/** Everyone edits on top of what they last looked at; the store puts it in one order. */
function playAll(all: readonly Step[], afterEach: (draft: SharedDraft) => void = () => undefined) {
  const cup = inHands()
  const seen = PEOPLE.map(() => 0)
  for (const [at, step] of all.entries()) {
    const author = PEOPLE[step.who] ?? SHOPPER
    if (step.kind === 'undo') cup.undo(author)
    else if (step.kind === 'suggest') {
      const suggestion = { id: `s${at}` as SuggestionId, author, at, changes: set(step.changes) }
      const draft = withSuggestion(cup.draft(), suggestion) ?? cup.draft()
      cup.keep(takeSuggestion(draft, suggestion, cup.next(), configurator))
    } else {
      if (step.sees) seen[step.who] = cup.draft().revision
      accountFor(cup, author, step.changes, seen[step.who] ?? 0)
    }
    afterEach(cup.draft())
  }
  return cup
}

/** An edit, of which each change either stands or is told to its author. */
function accountFor(
  cup: ReturnType<typeof inHands>,
  author: Author,
  changes: Record<string, Choice | null>,
  seen: number,
) {
  const before = cup.draft()
  const { draft, notTaken } = cup.edit(author, changes, seen)
  const missing = new Map(notTaken.map((each) => [each.characteristicId, each]))
  for (const [id, wanted] of Object.entries(changes)) {
    const told = missing.get(id)
    if (told === undefined) expect(draft.made[id] ?? null).toBe(wanted)
    else expect(told).toMatchObject({ wanted, now: before.made[id] ?? null })
    if (told?.why === 'changed-meanwhile') expect(told.by !== null && !isSameHand(told.by, author)).toBe(true)
  }
  const untouched = Object.keys(WISHES).filter((id) => !(id in changes) || missing.has(id))
  for (const id of untouched) expect([draft.made[id], draft.hands[id]]).toEqual([before.made[id], before.hands[id]])
}

describe('any number of people at one draft', () => {
  test('[H1] no edit goes without its author seeing it, in whatever order edits, undos and suggestions come', () => {
    fc.assert(fc.property(steps, (all) => void playAll(all)))
  })

  test('[H2] what stands can always be completed', () => {
    fc.assert(fc.property(steps, (all) => void playAll(all, ({ made }) => expect(isPossible(made)).toBe(true))))
  })

  test('[H5] the same edits in the same order are the same draft at the same revision, and the history tells how', () => {
    const property = fc.property(steps, (all) => {
      const cup = playAll(all)
      expect(playAll(all).draft()).toEqual(cup.draft())
      expect(replayed({}, cup.draft())).toEqual(cup.made())
      expect(cup.draft().history.map(({ revision }) => revision)).toEqual(
        Array.from({ length: cup.draft().revision }, (_, at) => at + 1),
      )
    })
    fc.assert(property)
  })

  test('[H2] the order within an edit says nothing', () => {
    const property = fc.property(steps, changesOf, (all, changes) => {
      const turned = Object.fromEntries(Object.entries(changes).toReversed())
      const [one, other] = [playAll(all), playAll(all)]
      const [a, b] = [one.edit(JIEUN, changes, 0), other.edit(JIEUN, turned, 0)]
      expect(b.draft).toEqual(a.draft)
      expect(new Set(b.notTaken.map((each) => JSON.stringify(each)))).toEqual(
        new Set(a.notTaken.map((each) => JSON.stringify(each))),
      )
    })
    fc.assert(property)
  })

  test('[H3] everything taken back, the newest first, is the draft as it began', () => {
    const edits = steps.map((all) => all.filter(({ kind }) => kind === 'edit'))
    const property = fc.property(edits, (all) => {
      const cup = playAll(all)
      const authors = cup.draft().history.map(({ author }) => author)
      for (const author of authors.toReversed()) expect(cup.undo(author)?.notTaken).toEqual([])
      expect(cup.made()).toEqual({})
      for (const author of PEOPLE) expect(cup.undo(author)).toBeNull()
    })
    fc.assert(property)
  })

  test('[H3] people who kept to characteristics of their own take everything back in whatever order', () => {
    const own = [['height'], ['lid'], ['colour']]
    const property = fc.property(steps, fc.array(who, { minLength: 60, maxLength: 60 }), (all, order) => {
      const apart = all.flatMap((step) => {
        if (step.kind !== 'edit') return []
        const kept = Object.entries(step.changes).filter(([id]) => own[step.who]?.includes(id))
        return kept.length === 0 ? [] : [{ ...step, changes: Object.fromEntries(kept) }]
      })
      const cup = playAll(apart)
      for (const at of [...order, ...all.map(() => 0), ...all.map(() => 1), ...all.map(() => 2)]) {
        cup.undo(PEOPLE[at] ?? SHOPPER)
      }
      expect(cup.made()).toEqual({})
    })
    fc.assert(property)
  })
})

describe('of any model', () => {
  test('[H2] choices can be completed exactly when a product keeps them, and an edit never leads elsewhere', () => {
    const property = fc.property(arbitraryCase, ({ model, choices, isCyclic }) => {
      const by = openConfigurator(model)
      const isKept = (made: Choices) => productsOf(model).some((product) => agrees(model, product, made))
      const typed = wellFormedChoices(model, choices)
      // Conditions in a circle let choices lapse that stand now; no model that was checked has any.
      if (!isCyclic || canBeCompleted(by, typed)) expect(canBeCompleted(by, typed)).toBe(isKept(typed))
      if (!isKept({})) return
      const hands = inHands(draftOf({ familyId: model.id }), by)
      const { notTaken } = hands.edit(JIEUN, typed)
      expect(isKept(hands.made())).toBe(true)
      expect(Object.keys(hands.made()).length + notTaken.length).toBe(Object.keys(typed).length)
    })
    fc.assert(property, { numRuns: 80 })
  })
})
