import fc from 'fast-check'
import type { Characteristic, Choice, Choices, ConfigModel, Constraint } from '../../catalogue/model.ts'
import { arbitraryFormula } from './arbitrary-formula.ts'
import { arbitraryLeadTimes, arbitraryPriceRules } from './arbitrary-prices.ts'
import { choiceOf, modelOf, numberOf, pictureOf, said, textOf } from './models.ts'
import { allOf, conditionOver, idOf, valuesOf } from './shape.ts'
import type { Shape } from './shape.ts'

/** A small random model and choices made of it, some of them stale or unknown. `isCyclic` where conditions may go in circles. */
export interface Case {
  readonly model: ConfigModel
  readonly choices: Choices
  readonly isCyclic: boolean
}

export const arbitraryCase: fc.Arbitrary<Case> = fc
  .record<Shape>({
    widths: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 5 }),
    direction: fc.constantFrom('earlier', 'later', 'any'),
    others: fc.subarray(['number', 'text', 'picture']),
  })
  .chain((shape) =>
    fc
      .record({
        valued: fc.tuple(...allOf(shape).map((at) => characteristicOf(shape, at))),
        others: fc.tuple(...shape.others.map((kind) => otherOf(shape, kind))),
        constraints: fc.array(constraintOf(shape), { maxLength: 5 }),
        picks: fc.tuple(...allOf(shape).map((at) => fc.option(fc.constantFrom(...valuesOf(shape, at), 'gone')))),
        typed: fc.tuple(...shape.others.map((kind) => fc.option(fc.constantFrom(...TYPED[kind])))),
        priceRules: arbitraryPriceRules(shape),
        leadTimes: arbitraryLeadTimes(shape),
        basePriceMinor: fc.nat(100),
      })
      .map(({ valued, others, constraints, picks, typed, ...rest }) => ({
        model: modelOf({
          ...rest,
          characteristics: [...valued, ...others],
          constraints: constraints.map((each, at): Constraint => ({ ...each, id: `k${at}`, why: said(`k${at}`) })),
        }),
        choices: Object.fromEntries([
          ...picks.flatMap((pick, at) => (pick === null ? [] : [[idOf(at), pick] as const])),
          ...typed.flatMap((each, at) => (each === null ? [] : [[shape.others[at] ?? '', each] as const])),
        ]),
        isCyclic: shape.direction === 'any',
      })),
  )

/** What is typed now and then does not fit. */
const TYPED: Readonly<Record<Shape['others'][number], readonly Choice[]>> = {
  number: [0, 1, 2, 2.5, 9],
  text: ['ab', 'a', '7'],
  picture: [`picture:${'0'.repeat(64)}`, 'picture:me'],
}

function characteristicOf(shape: Shape, at: number): fc.Arbitrary<Characteristic> {
  const isParent = {
    earlier: (other: number) => other < at,
    later: (other: number) => other > at,
    any: (other: number) => other !== at,
  }
  const parents = allOf(shape).filter(isParent[shape.direction])
  return fc
    .record({
      required: fc.boolean(),
      onlyIf:
        parents.length === 0
          ? fc.constant(undefined)
          : fc.option(conditionOver(shape, parents), { nil: undefined, freq: 2 }),
      preset: fc.option(fc.constantFrom(...valuesOf(shape, at)), { nil: undefined }),
      prices: fc.array(fc.integer({ min: -9, max: 30 }), { minLength: 3, maxLength: 3 }),
      days: fc.array(fc.nat(9), { minLength: 3, maxLength: 3 }),
    })
    .map(({ required, onlyIf, preset, prices, days }) => {
      const plain = choiceOf(idOf(at), valuesOf(shape, at), {
        required,
        ...(onlyIf !== undefined && { onlyIf }),
        ...(preset !== undefined && { default: preset }),
      })
      const values = plain.values.map((value, n) => ({ ...value, priceMinor: prices[n] ?? 0, leadDays: days[n] ?? 0 }))
      return { ...plain, values }
    })
}

function otherOf(shape: Shape, kind: Shape['others'][number]): fc.Arbitrary<Characteristic> {
  const onlyIf = fc.option(conditionOver(shape, allOf(shape)), { nil: undefined })
  return fc.record({ required: fc.boolean(), onlyIf }).map(({ required, onlyIf }) => {
    const more = { required, ...(onlyIf !== undefined && { onlyIf }) }
    if (kind === 'number') return numberOf(kind, { min: 0, max: 3, step: 1, ...more })
    return kind === 'text' ? textOf(kind, more) : pictureOf(kind, more)
  })
}

type Bare<C> = C extends unknown ? Omit<C, 'id' | 'why'> : never

function constraintOf(shape: Shape): fc.Arbitrary<Bare<Constraint>> {
  const condition = conditionOver(shape, allOf(shape))
  const requires = fc.record({ kind: fc.constant('requires' as const), if: condition, then: condition })
  const formula = fc.record({ kind: fc.constant('formula' as const), formula: arbitraryFormula(shape) })
  return fc.oneof(tableOf(shape, 'allow', 0, 8), tableOf(shape, 'forbid', 1, 3), requires, formula)
}

function tableOf(
  shape: Shape,
  kind: 'allow' | 'forbid',
  minLength: number,
  maxLength: number,
): fc.Arbitrary<Bare<Constraint>> {
  return fc
    .subarray(allOf(shape), { minLength: 1, maxLength: Math.min(3, shape.widths.length) })
    .chain((over) =>
      fc
        .array(fc.tuple(...over.map((at) => fc.constantFrom(...valuesOf(shape, at)))), { minLength, maxLength })
        .map((rows) => ({ kind, over: over.map(idOf), rows })),
    )
}
