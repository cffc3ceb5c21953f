import fc from 'fast-check'
import type { ChoiceCharacteristic, Choices, Condition, ConfigModel, Constraint } from '../../catalogue/model.ts'
import { choiceOf, modelOf, said } from './models.ts'

/** A small random model and choices made of it, some of them stale or unknown. `isCyclic` where conditions may go in circles. */
export interface Case {
  readonly model: ConfigModel
  readonly choices: Choices
  readonly isCyclic: boolean
}

/** How many values each characteristic has, and where its condition may point. */
interface Shape {
  readonly widths: readonly number[]
  readonly direction: 'earlier' | 'later' | 'any'
}

export const arbitraryCase: fc.Arbitrary<Case> = fc
  .record<Shape>({
    widths: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 5 }),
    direction: fc.constantFrom('earlier', 'later', 'any'),
  })
  .chain((shape) =>
    fc
      .record({
        characteristics: fc.tuple(...allOf(shape).map((at) => characteristicOf(shape, at))),
        constraints: fc.array(constraintOf(shape), { maxLength: 5 }),
        picks: fc.tuple(...allOf(shape).map((at) => fc.option(fc.constantFrom(...valuesOf(shape, at), 'gone')))),
      })
      .map(({ characteristics, constraints, picks }) => ({
        model: modelOf({
          characteristics,
          constraints: constraints.map((each, at): Constraint => ({ ...each, id: `k${at}`, why: said(`k${at}`) })),
        }),
        choices: Object.fromEntries(picks.flatMap((pick, at) => (pick === null ? [] : [[idOf(at), pick] as const]))),
        isCyclic: shape.direction === 'any',
      })),
  )

const idOf = (at: number): string => `c${at}`
const allOf = (shape: Shape): number[] => [...shape.widths.keys()]
const valuesOf = (shape: Shape, at: number): string[] =>
  Array.from({ length: shape.widths[at] ?? 1 }, (_, value) => `v${value}`)

function characteristicOf(shape: Shape, at: number): fc.Arbitrary<ChoiceCharacteristic> {
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
    })
    .map(({ required, onlyIf, preset }) =>
      choiceOf(idOf(at), valuesOf(shape, at), {
        required,
        ...(onlyIf !== undefined && { onlyIf }),
        ...(preset !== undefined && { default: preset }),
      }),
    )
}

function conditionOver(shape: Shape, ats: readonly number[]): fc.Arbitrary<Condition> {
  return fc
    .subarray([...ats], { minLength: 1, maxLength: Math.min(2, ats.length) })
    .chain((chosen) =>
      fc.tuple(...chosen.map((at) => fc.subarray(valuesOf(shape, at)).map((list) => [idOf(at), list] as const))),
    )
    .map((entries) => Object.fromEntries(entries))
}

type Bare<C> = C extends unknown ? Omit<C, 'id' | 'why'> : never

function constraintOf(shape: Shape): fc.Arbitrary<Bare<Constraint>> {
  const condition = conditionOver(shape, allOf(shape))
  const requires = fc.record({ kind: fc.constant('requires' as const), if: condition, then: condition })
  // A table that forbids nothing ties nothing together; the engine sees that, the enumeration does not.
  return fc.oneof(tableOf(shape, 'allow', 0, 8), tableOf(shape, 'forbid', 1, 3), requires)
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
