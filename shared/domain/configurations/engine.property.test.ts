import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CharacteristicId, Choices, ConfigModel, ValueId } from '../catalogue/model.ts'
import { effectiveChoices, wellFormedChoices } from './effective.ts'
import { openConfigurator } from './engine.ts'
import { compileProblem } from '../solver/compile/compile.ts'
import { problemOf } from './problem-of.ts'
import { arbitraryCase } from './testing/arbitrary-model.ts'
import { agrees, around, choiceCharacteristics, isMet, isValid, productsOf, SOME } from './testing/brute-force.ts'
import type { Product } from './testing/brute-force.ts'

const RUNS = { numRuns: 300 }

/** The choices of what hangs together with one characteristic. */
const choicesAround = (model: ConfigModel, choices: Choices, id: CharacteristicId): Choices => {
  const reached = around(model, id)
  return Object.fromEntries(Object.entries(choices).filter(([other]) => reached.has(other)))
}

/** Products with this value that agree with the other choices, by enumeration. */
const witnesses = (model: ConfigModel, choices: Choices, id: CharacteristicId, value: ValueId): Product[] =>
  productsOf(model).filter(
    (product) => product[id] === value && agrees(model, product, choicesAround(model, choices, id), id),
  )

/** Choices as a product: one text or picture is as good as another. */
const productOf = (model: ConfigModel, choices: Choices): Product =>
  Object.fromEntries(
    model.characteristics.map(({ id, kind }) => {
      const choice = choices[id] ?? null
      return [id, choice !== null && (kind === 'text' || kind === 'picture') ? SOME : choice]
    }),
  )

/** Whether some product agrees with all of the choices. */
const isPossible = (model: ConfigModel, choices: Choices): boolean =>
  productsOf(model).some((product) => agrees(model, product, choices))

describe('the configurator against brute-force enumeration', () => {
  test('a value is open exactly when some whole product has it together with the other choices', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, choices }) => {
        const wished = wellFormedChoices(model, choices)
        const counting = effectiveChoices(model, choices)
        const configurator = openConfigurator(model)
        // One choice after the other, as a shopper makes them: every look starts from the one before.
        for (const step of stepsTo(wished)) {
          const view = configurator.look(step)
          const effective = effectiveChoices(model, step)
          const isClash = !isPossible(model, step)
          for (const each of choiceCharacteristics(model)) {
            for (const { id } of each.values) {
              const kind = view.characteristics.get(each.id)?.values.get(id)?.kind
              const isOpen = witnesses(model, step, each.id, id).length > 0
              const expected = effective[each.id] === id ? 'chosen' : isOpen ? 'open' : 'excluded'
              // Choices that clash grey out no more than what hangs together with them; how little, the explanation proves.
              if (isClash && kind === 'open')
                expect(productsOf(model).some((product) => product[each.id] === id)).toBe(true)
              else expect(kind, `${each.id}=${id}`).toBe(expected)
            }
          }
        }
        expect(chosenIn(configurator.look(choices))).toEqual(counting)
      }),
      RUNS,
    )
  })

  test('the answer does not depend on what was asked before', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, choices }) => {
        const warmed = openConfigurator(model)
        warmed.look({})
        warmed.complete(choices, 'price')
        for (const id of Object.keys(choices)) {
          expect(warmed.look({ [id]: choices[id] ?? '' }).outlook.variants).not.toBe(0n)
          warmed.repairs(choices, id, 'v0')
        }
        expect(told(model, choices)).toEqual(told({ ...model }, choices))
      }),
      { numRuns: 60 },
    )
  })

  test('the answer is the same from a diagram and from a search', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, choices }) => {
        const searched = { ...model }
        const { problem } = problemOf(model)
        const parts = compileProblem(problem, { nodes: 0, steps: 0 }).compiled.parts
        openConfigurator(searched, { parts: parts.map((part) => ({ ...part, diagram: null })) })
        const [byDiagram, bySearch] = [told(model, choices), told(searched, choices)]
        // A search cannot count, nor price every value at once.
        expect({ ...bySearch, variants: null, prices: null }).toEqual({ ...byDiagram, variants: null, prices: null })
      }),
      { numRuns: 60 },
    )
  })

  test('an explanation excludes the value by itself, and none of it can be left out', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, choices }) => {
        fc.pre(productsOf(model).length > 0)
        const wished = wellFormedChoices(model, choices)
        for (const [id, characteristic] of openConfigurator(model).look(choices).characteristics) {
          for (const [value, state] of characteristic.values) {
            if (state.kind !== 'excluded') continue
            const excludes = (own: readonly string[], constraints: readonly string[]) =>
              !productsOf(narrowed(model, constraints)).some(
                (product) =>
                  product[id] === value &&
                  agrees(model, product, Object.fromEntries(own.map((each) => [each, wished[each] ?? ''])), id),
              )
            const every = model.constraints.map((each) => each.id)
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
        const isWhole = isValid(model, productOf(model, effectiveChoices(model, wished)))
        expect(view.complete).toBe(isWhole)
        if (!isWhole) expect(view.missing.length + view.violated.length).toBeGreaterThan(0)
      }),
      RUNS,
    )
  })

  test('completing keeps every choice and ends in a valid product whenever there is one', () => {
    fc.assert(
      fc.property(arbitraryCase, fc.constantFrom('defaults', 'price', 'date'), ({ model, choices, isCyclic }, by) => {
        const completed = openConfigurator(model).complete(choices, by)
        if (!isPossible(model, wellFormedChoices(model, choices))) return
        // A text or picture is never made up; with one it is whole.
        const missing = openConfigurator(model).look(completed).missing
        const made = model.characteristics.filter(({ id, kind }) => kind !== 'choice' && missing.includes(id))
        const whole = { ...completed, ...Object.fromEntries(made.map(({ id }) => [id, SOME])) }
        expect(isValid(model, productOf(model, whole))).toBe(true)
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
            const candidates = productsOf(model).filter((product) => product[each.id] === value)
            const [repair = null, ...others] = openConfigurator(model).repairs(choices, each.id, value)
            expect(repair === null).toBe(candidates.length === 0)
            if (repair === null) continue
            const own = choicesAround(model, before, each.id)
            const least = Math.min(...candidates.map((product) => overruled(model, product, own, each.id)))
            const costs = [repair, ...others].map(({ choices: next, dropped }) => {
              const after = effectiveChoices(model, next)
              expect(after[each.id]).toBe(value)
              const stands = openConfigurator(model).look(next).characteristics.get(each.id)?.values.get(value)?.kind
              expect(stands).toBe('chosen')
              if (isPossible(model, wellFormedChoices(model, choices)))
                expect(isPossible(model, wellFormedChoices(model, next))).toBe(true)
              expect(Object.keys(before).filter((id) => !(id in after))).toEqual(dropped)
              return Object.keys(own).filter((id) => id !== each.id && id in after && after[id] !== before[id]).length
            })
            expect(costs[0]).toBeLessThanOrEqual(least)
            expect(openConfigurator(model).repair(choices, each.id, value)).toEqual(repair)
            const altered = alteredIn(before, effectiveChoices(model, repair.choices)).filter((id) => id !== each.id)
            expect(repair.changed.toSorted()).toEqual(altered.toSorted())
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  test('mending gives up as few choices as any product does', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, choices }) => {
        const before = effectiveChoices(model, choices)
        const mended = openConfigurator(model).mend(choices)
        const least = Math.min(...productsOf(model).map((product) => overruled(model, product, before, '')))
        if (least === Infinity) {
          expect(mended).toBeNull()
          return
        }
        const next = mended?.choices ?? choices
        const after = effectiveChoices(model, next)
        expect(isPossible(model, wellFormedChoices(model, mended === null ? before : next))).toBe(true)
        const altered = Object.keys(before).filter((id) => id in after && after[id] !== before[id])
        expect(altered.length).toBeLessThanOrEqual(least)
        if (mended === null) return
        expect(mended.choices).toEqual(wellFormedChoices(model, mended.choices))
        expect(Object.keys(before).filter((id) => !(id in after))).toEqual(mended.dropped.filter((id) => id in before))
        expect(openConfigurator(model).mend(mended.choices)).toBeNull()
      }),
      { numRuns: 200 },
    )
  })
})

/** Choices made one after the other. */
const stepsTo = (choices: Choices): Choices[] =>
  [[], ...Object.entries(choices)].map((_, count) => Object.fromEntries(Object.entries(choices).slice(0, count)))

const chosenIn = ({ characteristics }: ReturnType<ReturnType<typeof openConfigurator>['look']>): Choices =>
  Object.fromEntries(
    [...characteristics].flatMap(([id, { chosen }]) => (chosen === null ? [] : [[id, chosen] as const])),
  )

/** Everything that a configurator says of choices. */
function told(model: ConfigModel, choices: Choices) {
  const configurator = openConfigurator(model)
  const { characteristics, missing, violated, outlook } = configurator.look(choices)
  return {
    missing,
    violated,
    outlook: [outlook.price, outlook.partDays],
    variants: outlook.variants,
    prices: [...characteristics].flatMap(([id, { values }]) =>
      [...values.keys()].map((value) => outlook.priceFrom(id, value)),
    ),
    completed: (['defaults', 'price', 'date'] as const).map((by) => configurator.complete(choices, by)),
    values: [...characteristics].flatMap(([id, { values }]) =>
      [...values].map(([value, state]) => [
        id,
        value,
        state.kind,
        ...(state.kind === 'excluded' ? [state.because, state.conflictsWith] : []),
        configurator.repairs(choices, id, value),
      ]),
    ),
  }
}

const narrowing = new WeakMap<ConfigModel, Map<string, ConfigModel>>()

/** The model with these constraints only; the same object each time, for its products are kept by it. */
function narrowed(model: ConfigModel, constraints: readonly string[]): ConfigModel {
  const known = narrowing.get(model) ?? new Map<string, ConfigModel>()
  narrowing.set(model, known)
  const key = constraints.toSorted().join()
  const cut = known.get(key) ?? {
    ...model,
    constraints: model.constraints.filter(({ id }) => constraints.includes(id)),
  }
  known.set(key, cut)
  return cut
}

const without = (all: readonly string[], one: string): string[] => all.filter((each) => each !== one)

const alteredIn = (before: Choices, after: Choices): string[] =>
  Object.keys(after).filter((id) => after[id] !== before[id])

/** Choices that a product overrules although they apply in it. */
const overruled = (model: ConfigModel, product: Product, choices: Choices, except: CharacteristicId): number =>
  model.characteristics.filter((each) => {
    const choice = choices[each.id]
    if (choice === undefined || each.id === except || product[each.id] === choice || product[each.id] === SOME)
      return false
    return product[each.id] !== null || isMet(each.onlyIf ?? {}, product)
  }).length
