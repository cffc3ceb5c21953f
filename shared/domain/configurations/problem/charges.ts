import type { CharacteristicId, ConfigModel, NumberCharacteristic, PriceRule } from '../../catalogue/model.ts'
import type { Literal } from '../../solver/problem.ts'
import { lettersOf } from '../letters-of.ts'
import { indexOf } from '../model-index.ts'
import { lastStep, numberAt } from '../steps.ts'
import type { Draft, When } from './draft.ts'
import { addRowVariable, knownRows } from './rows.ts'

/** So many minor units, or working days, while something holds. */
export interface Charge {
  /** Id of the price or lead-time rule; of the characteristic, where a value has its own price or time. */
  readonly by: string
  /** Row of a table of prices. */
  readonly row?: number
  readonly when: When
  readonly amount: number
}

/** A price by what is typed: known once it is, and between bounds before. */
export interface Measure {
  readonly rule: Extract<PriceRule, { kind: 'per-letter' | 'per-unit' }>
  readonly when: When
  /** What is chosen lies within, while this counts. Null for letters: they count as typed. */
  readonly range: { readonly from: number; readonly to: number; readonly mayBeLeftOut: boolean } | null
}

export interface Charges {
  /** Minor units, without the base price. */
  readonly prices: readonly Charge[]
  readonly measures: readonly Measure[]
  /** Working days of the parts: the slowest counts. */
  readonly days: readonly Charge[]
}

/** Prices and lead times of a model as amounts per literal, with auxiliary variables where a combination is priced. */
export function addCharges(draft: Draft, model: ConfigModel): Charges {
  return {
    prices: [
      ...valueCharges(draft, model, 'priceMinor'),
      ...model.priceRules.flatMap((rule) => ruleCharges(draft, rule)),
    ],
    measures: model.priceRules.flatMap((rule) => measuresOf(draft, model, rule)),
    days: [
      ...valueCharges(draft, model, 'leadDays'),
      ...model.leadTimes.map(({ id, when, days }) => ({
        by: id,
        when: draft.allOf(draft.literals(when)),
        amount: days,
      })),
    ],
  }
}

function valueCharges(draft: Draft, model: ConfigModel, of: 'priceMinor' | 'leadDays'): Charge[] {
  return model.characteristics.flatMap((each) =>
    (each.kind === 'choice' ? each.values : []).flatMap((value) => {
      const amount = value[of] ?? 0
      const when = draft.literal(each.id, (state) => state.is === 'value' && state.id === value.id)
      return amount === 0 || when === null ? [] : [{ by: each.id, when, amount }]
    }),
  )
}

function ruleCharges(draft: Draft, rule: PriceRule): Charge[] {
  switch (rule.kind) {
    case 'when':
      return [{ by: rule.id, when: draft.allOf(draft.literals(rule.when)), amount: rule.addMinor }]
    case 'table':
      return tableCharges(draft, rule)
    case 'per-letter': {
      // Of a characteristic with values the letters of the value's id count: whoever writes such a rule gets what it says.
      const known = draft.byId.get(rule.of)
      return (known?.states ?? []).flatMap((state, value) => {
        if (known === undefined || state.is !== 'value') return []
        const amount = rule.addMinor * lettersOf(state.id)
        return [{ by: rule.id, when: { variable: known.at, values: [value] }, amount }]
      })
    }
    case 'per-unit':
      return []
  }
}

function tableCharges(draft: Draft, rule: Extract<PriceRule, { kind: 'table' }>): Charge[] {
  const { columns, rows } = knownRows(draft, { over: rule.over, rows: rule.rows.map(({ values }) => values) })
  const amountOf = (row: number) => rule.rows[row]?.addMinor ?? 0
  const isWhole = columns.length === rule.over.length && columns.length > 0
  const when = new Map<number, When>()
  const [only, ...others] = columns
  if (isWhole && only !== undefined && others.length === 0) {
    for (const [row, values] of rows) when.set(row, { variable: only.at, values: [...values] })
  } else if (isWhole && rows.size > 0) {
    const { variable, valueOf } = addRowVariable(draft, `price:${rule.id}`, columns, rows)
    for (const [row, value] of valueOf) when.set(row, { variable, values: [value] })
  }
  return rule.rows.map((_, row) => ({ by: rule.id, row, when: when.get(row) ?? 'never', amount: amountOf(row) }))
}

function measuresOf(draft: Draft, model: ConfigModel, rule: PriceRule): Measure[] {
  if (rule.kind !== 'per-letter' && rule.kind !== 'per-unit') return []
  const each = indexOf(model).characteristics.get(rule.of)
  if (each === undefined || each.kind === 'choice') return []
  const condition = rule.kind === 'per-unit' ? draft.literals(rule.when ?? {}) : []
  const during = (literals: readonly Literal[]) => draft.allOf(condition === null ? null : [...condition, ...literals])
  const states = draft.byId.get(rule.of)?.states ?? []
  const within = rule.kind === 'per-unit' && each.kind === 'number' ? wholeRange(each) : null
  const speaks = states.flatMap((state, value): Measure[] => {
    const here = during([{ variable: draft.byId.get(rule.of)?.at ?? 0, values: [value] }])
    if (state.is === 'asked') return [{ rule, when: here, range: within }]
    if (state.is === 'set') return [{ rule, when: here, range: null }]
    if (state.is !== 'range') return []
    return [{ rule, when: here, range: within && { ...state.range, mayBeLeftOut: false } }]
  })
  return states.length > 0 ? speaks : [{ rule, when: during([]), range: within }]
}

function wholeRange(each: NumberCharacteristic): Measure['range'] {
  const to = each.step > 0 ? numberAt(each, lastStep(each)) : each.max
  return { from: each.min, to, mayBeLeftOut: !each.required }
}

/** Characteristics whose typed choice has a price of its own. */
export const measuredIds = ({ measures }: Charges): readonly CharacteristicId[] => [
  ...new Set(measures.map(({ rule }) => rule.of)),
]
