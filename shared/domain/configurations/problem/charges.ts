import type { ConfigModel, PriceRule } from '../../catalogue/model.ts'
import { lettersOf } from '../letters-of.ts'
import type { Draft, When } from './draft.ts'
import { addMeasures } from './measures.ts'
import type { Measure } from './measures.ts'
import { addRowVariable, knownRows } from './rows.ts'

/** So many minor units, or working days, while something holds. */
interface Charge {
  /** Id of the price or lead-time rule; of the characteristic, where a value has its own price or time. */
  readonly by: string
  /** Row of a table of prices. */
  readonly row?: number
  readonly when: When
  readonly amount: number
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
    measures: addMeasures(draft, model),
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
