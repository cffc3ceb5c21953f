import fc from 'fast-check'
import type { ConfigModel, PriceRule } from '../../catalogue/model.ts'
import { allOf, conditionOver, idOf, valuesOf } from './shape.ts'
import type { Shape } from './shape.ts'
import { said } from './models.ts'

type Bare<R> = R extends unknown ? Omit<R, 'id' | 'title'> : never
const minor = fc.integer({ min: -20, max: 50 })

/** Up to three price rules of every kind. */
export function arbitraryPriceRules(shape: Shape): fc.Arbitrary<PriceRule[]> {
  const condition = conditionOver(shape, allOf(shape))
  const when = fc.record({ kind: fc.constant('when' as const), when: condition, addMinor: minor })
  const letters = fc.record({
    kind: fc.constant('per-letter' as const),
    of: fc.constantFrom('text', idOf(0)),
    addMinor: minor,
  })
  const units = fc
    .record({ when: fc.option(condition, { nil: undefined }), minorPer: minor, unitsPer: fc.constantFrom(1, 2, 0.3) })
    .map(({ when, ...rest }) => ({
      kind: 'per-unit' as const,
      of: 'number',
      ...(when !== undefined && { when }),
      ...rest,
    }))
  const rule: fc.Arbitrary<Bare<PriceRule>> = fc.oneof(when, tableOf(shape), letters, units)
  return fc
    .array(rule, { maxLength: 3 })
    .map((rules) => rules.map((each, at): PriceRule => ({ ...each, id: `p${at}`, title: said(`p${at}`) })))
}

function tableOf(shape: Shape): fc.Arbitrary<Bare<PriceRule>> {
  return fc.subarray(allOf(shape), { minLength: 1, maxLength: Math.min(3, shape.widths.length) }).chain((over) => {
    const row = fc.record({
      values: fc.tuple(...over.map((at) => fc.constantFrom(...valuesOf(shape, at), 'gone'))),
      addMinor: minor,
    })
    return fc.array(row, { maxLength: 4 }).map((rows) => ({ kind: 'table' as const, over: over.map(idOf), rows }))
  })
}

export const arbitraryLeadTimes = (shape: Shape): fc.Arbitrary<ConfigModel['leadTimes']> =>
  fc
    .array(fc.record({ when: conditionOver(shape, allOf(shape)), days: fc.nat(20) }), { maxLength: 2 })
    .map((rules) => rules.map((each, at) => ({ ...each, id: `l${at}`, part: said(`l${at}`) })))
