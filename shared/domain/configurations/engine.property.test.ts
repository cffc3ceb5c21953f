import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CharacteristicId, Choices, ConfigModel, ValueId } from '../catalogue/model.ts'
import { effectiveChoices, wellFormedChoices } from './effective.ts'
import { openConfigurator } from './engine.ts'
import { scopeOfConstraint } from './scope.ts'
import { arbitraryCase as anyCase } from './testing/arbitrary-model.ts'
import { agrees, around, choiceCharacteristics, isMet, isValid, productsOf } from './testing/brute-force.ts'
import type { Product } from './testing/brute-force.ts'

const RUNS = { numRuns: 400 }

const arbitraryCase = anyCase.filter(
  ({ model }) =>
    model.constraints.every((each) => each.kind !== 'formula') &&
    model.characteristics.every((each) => each.kind === 'choice'),
)

/** The model cut down to what hangs together with one characteristic. */
function partAround(model: ConfigModel, id: CharacteristicId): ConfigModel {
  const reached = around(model, id)
  return {
    ...model,
    characteristics: model.characteristics.filter((each) => each.kind === 'choice' && reached.has(each.id)),
    constraints: model.constraints.filter((each) => scopeOfConstraint(each).some((one) => reached.has(one))),
  }
}

/** Products with this value that agree with the other choices, by enumeration. */
const witnesses = (model: ConfigModel, choices: Choices, id: CharacteristicId, value: ValueId): Product[] =>
  productsOf(partAround(model, id)).filter(
    (product) => product[id] === value && agrees(partAround(model, id), product, choices, id),
  )

const productOf = (model: ConfigModel, choices: Choices): Product =>
  Object.fromEntries(choiceCharacteristics(model).map(({ id }) => [id, (choices[id] as ValueId | undefined) ?? null]))

/** Whether every part of the model has a product that agrees with the choices. */
const isPossible = (model: ConfigModel, choices: Choices): boolean =>
  choiceCharacteristics(model).every(({ id }) => {
    const part = partAround(model, id)
    return productsOf(part).some((product) => agrees(part, product, choices))
  })

describe('the configurator against brute-force enumeration', () => {
  test('a value is open exactly when some whole product has it together with the other choices', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, choices }) => {
        const view = openConfigurator(model).look(choices)
        const wished = wellFormedChoices(model, choices)
        const counting = effectiveChoices(model, choices)
        for (const each of choiceCharacteristics(model)) {
          for (const { id } of each.values) {
            const isOpen = witnesses(model, wished, each.id, id).length > 0
            const expected = counting[each.id] === id ? 'chosen' : isOpen ? 'open' : 'excluded'
            expect(view.characteristics.get(each.id)?.values.get(id)?.kind, `${each.id}=${id}`).toBe(expected)
          }
        }
      }),
      RUNS,
    )
  })

  test('the answer does not depend on what was asked before', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, choices }) => {
        const warmed = openConfigurator(model)
        warmed.look({})
        for (const id of Object.keys(choices)) warmed.look({ [id]: choices[id] ?? '' })
        const kinds = (candidate: ConfigModel) =>
          [...openConfigurator(candidate).look(choices).characteristics.values()].flatMap((each) =>
            [...each.values.values()].map((state) => state.kind),
          )
        expect(kinds(model)).toEqual(kinds({ ...model }))
      }),
      { numRuns: 100 },
    )
  })

  test('an explanation excludes the value by itself, and none of it can be left out', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, choices }) => {
        const wished = wellFormedChoices(model, choices)
        for (const [id, characteristic] of openConfigurator(model).look(choices).characteristics) {
          for (const [value, state] of characteristic.values) {
            if (state.kind !== 'excluded') continue
            const part = partAround(model, id)
            const excludes = (own: readonly string[], constraints: readonly string[]) =>
              !productsOf({
                ...part,
                constraints: part.constraints.filter((each) => constraints.includes(each.id)),
              }).some(
                (product) =>
                  product[id] === value &&
                  agrees(part, product, Object.fromEntries(own.map((each) => [each, wished[each] ?? ''])), id),
              )
            const every = part.constraints.map((each) => each.id)
            const because = state.because.map((reason) => reason.constraintId)
            expect(excludes(state.conflictsWith, because)).toBe(true)
            for (const left of state.conflictsWith)
              expect(excludes(without(state.conflictsWith, left), every)).toBe(false)
            for (const left of because) expect(excludes(state.conflictsWith, without(because, left))).toBe(false)
          }
        }
      }),
      RUNS,
    )
  })

  test('choices are complete exactly when they are a whole valid product', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, choices }) => {
        const wished = wellFormedChoices(model, choices)
        const view = openConfigurator(model).look(wished)
        expect(view.complete).toBe(isValid(model, productOf(model, effectiveChoices(model, wished))))
      }),
      RUNS,
    )
  })

  test('completing keeps every choice and ends in a valid product whenever there is one', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, choices, isCyclic }) => {
        const completed = openConfigurator(model).complete(choices)
        if (!isPossible(model, wellFormedChoices(model, choices))) return
        expect(isValid(model, productOf(model, completed))).toBe(true)
        expect(openConfigurator(model).look(completed).complete).toBe(true)
        // Two characteristics that each apply because of the other may both lapse.
        if (!isCyclic) expect(completed).toMatchObject(effectiveChoices(model, choices))
      }),
      RUNS,
    )
  })

  test('a repair makes the value possible and overrules as few choices as any product does', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, choices }) => {
        const before = effectiveChoices(model, choices)
        for (const each of choiceCharacteristics(model)) {
          for (const { id: value } of each.values) {
            const part = partAround(model, each.id)
            const candidates = productsOf(part).filter((product) => product[each.id] === value)
            const repair = openConfigurator(model).repair(choices, each.id, value)
            expect(repair === null).toBe(candidates.length === 0)
            if (repair === null) continue
            const after = effectiveChoices(model, repair.choices)
            expect(after[each.id]).toBe(value)
            expect(
              productsOf(part).some((product) => agrees(part, product, wellFormedChoices(model, repair.choices))),
            ).toBe(true)
            const least = Math.min(...candidates.map((product) => overruled(part, product, before, each.id)))
            const own = Object.keys(before).filter((id) => id !== each.id && id in productOf(part, {}))
            expect(own.filter((id) => id in after && after[id] !== before[id]).length).toBeLessThanOrEqual(least)
            expect(Object.keys(before).filter((id) => !(id in after))).toEqual(repair.dropped)
            const altered = alteredIn(before, after).filter((id) => id !== each.id)
            expect(repair.changed.toSorted()).toEqual(altered.toSorted())
          }
        }
      }),
      RUNS,
    )
  })
})

const without = (all: readonly string[], one: string): string[] => all.filter((each) => each !== one)

const alteredIn = (before: Choices, after: Choices): string[] =>
  Object.keys(after).filter((id) => after[id] !== before[id])

/** Choices that a product overrules although they apply in it. */
const overruled = (model: ConfigModel, product: Product, choices: Choices, except: CharacteristicId): number =>
  choiceCharacteristics(model).filter((each) => {
    const choice = choices[each.id]
    if (choice === undefined || each.id === except || product[each.id] === choice) return false
    return product[each.id] !== null || isMet(each.onlyIf ?? {}, product)
  }).length
