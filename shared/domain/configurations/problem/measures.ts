import type {
  Characteristic,
  CharacteristicId,
  Condition,
  ConfigModel,
  NumberCharacteristic,
  PriceRule,
} from '../../catalogue/model.ts'
import type { Literal } from '../../solver/problem.ts'
import { indexOf } from '../model-index.ts'
import { lastStep, numberAt, stepOf } from '../steps.ts'
import type { Draft, When } from './draft.ts'
import type { StateVariable } from './states.ts'

export type MeasureRule = Extract<PriceRule, { kind: 'per-letter' | 'per-unit' }>
type PerUnit = Extract<PriceRule, { kind: 'per-unit' }>

/** A price by what is typed: known once it is, and between bounds before. */
export interface Measure {
  readonly of: CharacteristicId
  /** All of them count, together. */
  readonly rules: readonly MeasureRule[]
  readonly when: When
  /** What may be chosen while this counts. Null for letters: they count as typed. */
  readonly range: MeasureRange | null
}

interface MeasureRange {
  readonly from: number
  readonly to: number
  /** Numbers of which one costs least and one most. */
  readonly points: readonly number[]
  readonly mayBeLeftOut: boolean
  /** False where there are too many numbers to look at each, and prices that rise and fall with them. */
  readonly isExact: boolean
}

/** Numbers looked at one by one where prices rise and fall together. */
const POINTS_MAX = 10_000
/** Conditions of such prices of one number: every combination of them is a case. */
const CONDITIONS_MAX = 4

/** What letters and quantities cost. Prices that only rise, or only fall, with a number are added up one by one. */
export function addMeasures(draft: Draft, model: ConfigModel): Measure[] {
  const rules = model.priceRules.filter((rule) => rule.kind === 'per-letter' || rule.kind === 'per-unit')
  return [...new Set(rules.map((rule) => rule.of))].flatMap((id) => {
    const each = indexOf(model).characteristics.get(id)
    if (each === undefined || each.kind === 'choice') return []
    const own = rules.filter((rule) => rule.of === id)
    const perUnit = own.filter((rule) => rule.kind === 'per-unit')
    const letters = own.filter((rule) => rule.kind === 'per-letter').map((rule) => ({ rules: [rule], literals: [] }))
    const opposed = isOpposed(perUnit)
    const cases = opposed
      ? combined(draft, perUnit)
      : perUnit.map((rule) => ({ rules: [rule], ...literalsOf(draft, rule) }))
    return [...letters, ...cases].flatMap((one) => measuresIn(draft, each, one, opposed))
  })
}

interface Case {
  readonly rules: readonly MeasureRule[]
  /** Null for never. */
  readonly literals: readonly Literal[] | null
}

const literalsOf = (draft: Draft, { when }: { readonly when?: Condition }) => ({ literals: draft.literals(when ?? {}) })

const isOpposed = (rules: readonly PerUnit[]): boolean =>
  rules.some(({ minorPer }) => minorPer > 0) && rules.some(({ minorPer }) => minorPer < 0)

/** One case per combination of the conditions that hold: what falls with a number and what rises with it are weighed together. */
function combined(draft: Draft, rules: readonly PerUnit[]): Case[] {
  const conditions = rules.map((rule) => draft.allOf(literalsOf(draft, rule).literals))
  const keys = [...new Set(conditions.map((when) => JSON.stringify(when)))]
  if (keys.length > CONDITIONS_MAX) return rules.map((rule) => ({ rules: [rule], ...literalsOf(draft, rule) }))
  return Array.from({ length: 2 ** keys.length }, (_, chosen): Case => {
    const isHeld = (when: When) => (chosen >> keys.indexOf(JSON.stringify(when))) % 2 === 1
    const literals: Literal[] = []
    for (const when of new Set(conditions)) {
      if (when === 'always' || when === 'never') {
        if (isHeld(when) !== (when === 'always')) return { rules: [], literals: null }
      } else literals.push(isHeld(when) ? when : draft.complement(when))
    }
    return { rules: rules.filter((_, at) => isHeld(conditions[at] ?? 'never')), literals }
  }).filter((one) => one.rules.length > 0)
}

function measuresIn(draft: Draft, each: Characteristic, { rules, literals }: Case, opposed: boolean): Measure[] {
  const { id } = each
  const isMaterial = each.kind === 'number' && rules[0]?.kind === 'per-unit'
  const during = (state: Literal[]): When => draft.allOf(literals === null ? null : [...literals, ...state])
  const variable = draft.byId.get(id)
  const whole = isMaterial ? rangeOf(each, each.min, lastNumber(each), opposed, !each.required) : null
  if (variable === undefined) return [{ of: id, rules, when: during([]), range: whole }]
  return variable.states.flatMap((state, value): Measure[] => {
    const measure = { of: id, rules, when: during([{ variable: variable.at, values: [value] }]) }
    if (state.is === 'asked') return [{ ...measure, range: whole }]
    if (state.is === 'set') return [{ ...measure, range: null }]
    if (state.is !== 'range') return []
    const { from, to } = state.range
    return [{ ...measure, range: isMaterial ? rangeOf(each, from, to, opposed, false) : null }]
  })
}

const lastNumber = (each: NumberCharacteristic): number => (each.step > 0 ? numberAt(each, lastStep(each)) : each.max)

function rangeOf(
  each: NumberCharacteristic,
  from: number,
  to: number,
  opposed: boolean,
  mayBeLeftOut: boolean,
): MeasureRange {
  const [first, last] = [stepOf(each, from) ?? 0, stepOf(each, to) ?? 0]
  const isListed = opposed && each.step > 0 && last - first < POINTS_MAX
  const points = isListed
    ? Array.from({ length: last - first + 1 }, (_, step) => numberAt(each, first + step))
    : [from, to]
  return { from, to, points, mayBeLeftOut, isExact: !opposed || isListed }
}

/** Whether a variable knows how far a number goes. */
export const isRanged = (variable: StateVariable | undefined): boolean =>
  variable?.states.some(({ is }) => is === 'range') ?? false
