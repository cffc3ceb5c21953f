import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Characteristic, Choice, Choices, ConfigModel } from '../catalogue/model.ts'
import { solutionsOf } from '../solver/testing/brute-force.ts'
import { Costs } from './costs.ts'
import type { Total } from './costs.ts'
import { wellFormedChoices } from './effective.ts'
import { priceOf } from './price.ts'
import { isIn } from './problem/ranges.ts'
import type { State } from './problem/states.ts'
import { problemOf } from './problem-of.ts'
import type { ModelProblem } from './problem-of.ts'
import { arbitraryCase } from './testing/arbitrary-model.ts'
import { isMet, productsOf } from './testing/brute-force.ts'
import type { Product } from './testing/brute-force.ts'
import { choiceOf, cup, modelOf, said } from './testing/models.ts'

const isSmall = ({ problem }: ModelProblem): boolean =>
  problem.variables.reduce((all, { values }) => all * values.length, 1) <= 20_000

/** The states of a solution, one line per characteristic that the problem has. */
const statesOf = ({ variables, problem }: ModelProblem, solution: Int32Array): string =>
  variables.map(({ at }) => problem.variables[at]?.values[solution[at] ?? 0]).join(' ')

describe('solutions of the problem', () => {
  test('are the whole valid products, each once', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model }) => {
        const written = problemOf(model)
        fc.pre(isSmall(written))
        const solutions = solutionsOf(written.problem).map((solution) => statesOf(written, solution))
        const products = new Set(productsOf(model).map((product) => spelled(model, written, product)))
        expect(solutions.toSorted()).toEqual([...products].sort())
      }),
      { numRuns: 150 },
    )
  })

  test('cost what their products cost, whatever is typed, and take as long', () => {
    fc.assert(
      fc.property(arbitraryCase, ({ model, choices }) => {
        const written = problemOf(model)
        fc.pre(isSmall(written))
        const typed = wellFormedChoices(model, choices)
        const costs = new Costs(written)
        const { lowest, highest } = costs.prices(typed)
        for (const solution of solutionsOf(written.problem)) {
          const made = madeOf(model, written, solution, typed)
          const prices = made.map((each) => priceOf(model, each).total.minor - model.basePriceMinor)
          expect(totalOf(written, lowest, solution)).toBe(Math.min(...prices))
          expect(totalOf(written, highest, solution)).toBe(Math.max(...prices))
          expect(totalOf(written, costs.days(), solution)).toBe(daysOf(model, made[0] ?? {}))
        }
      }),
      { numRuns: 150 },
    )
  })

  test('a rule that names what the model does not have is refused by name', () => {
    const why = said('why')
    const broken = (constraint: ConfigModel['constraints'][number]) => () =>
      problemOf(cup({ constraints: [constraint] }))
    expect(broken({ id: 'k', kind: 'forbid', over: ['wings'], rows: [['big']], why })).toThrow("k names 'wings'")
    expect(broken({ id: 'k', kind: 'allow', over: ['body'], rows: [['a', 'b']], why })).toThrow('constraint k')
    expect(broken({ id: 'k', kind: 'requires', if: { name: ['a'] }, then: {}, why })).toThrow("k names 'name'")
    expect(broken({ id: 'k', kind: 'formula', formula: { is: 'chosen', id: 'wings' }, why })).toThrow("k names 'wings'")
  })

  test('a wide table over what may be left out needs no row for each way of leaving it out', () => {
    const many = Array.from({ length: 200 }, (_, at) => `v${at}`)
    const columns = ['a', 'b', 'c'].map((id) => choiceOf(id, many, { required: false }))
    const rows = many.map((value) => [value, value, value])
    const { problem } = problemOf(
      modelOf({
        characteristics: columns,
        constraints: [{ id: 'k', kind: 'allow', over: ['a', 'b', 'c'], rows, why: said('k') }],
      }),
    )
    expect(problem.rules.every((rule) => rule.kind !== 'allow' || rule.rows.length < 1_000)).toBe(true)
    expect(problem.rules.every(({ name }) => name === 'k')).toBe(true)
  })
})

/** A product in the words of the problem's states. */
function spelled(model: ConfigModel, { variables, problem }: ModelProblem, product: Product): string {
  return variables
    .map(({ characteristic: each, at, states, lapsed, none, stateOf }) => {
      const choice = product[each.id] ?? null
      const applies = Object.entries(each.onlyIf ?? {}).every(([id, values]) =>
        values.some((value) => value === product[id]),
      )
      const asked = states.findIndex((state) => state.is === 'asked')
      const value = !applies ? lapsed : asked >= 0 ? asked : choice === null ? none : stateOf(choice)
      return problem.variables[at]?.values[value]
    })
    .join(' ')
}

/** Choices that are the solution: with texts as they were typed, and with each number that it may stand for. */
function madeOf(model: ConfigModel, { variables }: ModelProblem, solution: Int32Array, typed: Choices): Choices[] {
  const states = new Map(variables.map((each) => [each.characteristic.id, each.states[solution[each.at] ?? 0]]))
  let made: Choices[] = [{}]
  for (const each of model.characteristics) {
    const all = madeIn(each, states.get(each.id), typed[each.id])
    made = made.flatMap((before) =>
      all.map((choice) => (choice === undefined ? before : { ...before, [each.id]: choice })),
    )
  }
  return made
}

function madeIn(each: Characteristic, state: State | undefined, own: Choice | undefined): (Choice | undefined)[] {
  if (state?.is === 'none' || state?.is === 'lapsed') return [undefined]
  if (state?.is === 'value') return [state.id]
  if (each.kind !== 'number') return [own]
  const isRange = state?.is === 'range'
  if (own !== undefined && (!isRange || isIn(state.range, Number(own)))) return [own]
  const numbers = [0, 1, 2, 3].filter((number) => !isRange || isIn(state.range, number))
  return each.required || isRange ? numbers : [...numbers, undefined]
}

const totalOf = ({ starts }: ModelProblem, { cost, fixed }: Total, solution: Int32Array): number =>
  [...solution]
    .map((value, at) => cost.of[(starts[at] ?? 0) + value] ?? 0)
    .reduce((total, each) => (cost.combine === 'sum' ? total + each : Math.max(total, each)), fixed)

function daysOf(model: ConfigModel, made: Choices): number {
  const values = model.characteristics.flatMap((each) =>
    each.kind === 'choice' ? each.values.filter(({ id }) => made[each.id] === id) : [],
  )
  const rules = model.leadTimes.filter(({ when }) => isMet(when, made))
  return Math.max(0, ...values.map(({ leadDays }) => leadDays ?? 0), ...rules.map(({ days }) => days))
}
