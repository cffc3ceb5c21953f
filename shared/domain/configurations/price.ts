import type { Choices, ConfigModel, PriceRule } from '../catalogue/model.ts'
import { money } from '../money/arithmetic.ts'
import type { Money } from '../money/money.ts'
import type { Localised } from '../text/localised.ts'
import { effectiveChoices } from './effective.ts'
import { lettersOf } from './letters-of.ts'
import { materialMinor } from './material.ts'
import { holds, indexOf } from './model-index.ts'

/** What a configuration costs and of what that is made; the parts add up to the total. */
export interface ConfigurationPrice {
  readonly total: Money
  readonly parts: readonly PricePart[]
}
interface PricePart {
  readonly title: Localised
  /** Minor units of the total's currency; may be negative. */
  readonly minor: number
}

/**
 * Price of one unit with the choices made so far: base, surcharge of each chosen value, rules that hold, letters, material. Choices that
 * do not count cost nothing; parts of nothing are left out, but for the base.
 */
export function priceOf(model: ConfigModel, choices: Choices): ConfigurationPrice {
  const effective = effectiveChoices(model, choices)
  const base = { title: model.title, minor: model.basePriceMinor }
  const surcharges = [...valueParts(model, effective), ...model.priceRules.map((rule) => ruleParts(rule, effective))]
  const parts = [base, ...surcharges.filter((part) => part.minor !== 0)]
  return {
    total: money(
      parts.reduce((minor, part) => minor + part.minor, 0),
      model.currency,
    ),
    parts,
  }
}

function valueParts(model: ConfigModel, effective: Choices): PricePart[] {
  const { values } = indexOf(model)
  return model.characteristics.map((each) => {
    const value = values.get(each.id)?.get(String(effective[each.id]))
    if (value === undefined) return { title: each.title, minor: 0 }
    return { title: titled(each.title, value.title), minor: value.priceMinor ?? 0 }
  })
}

function ruleParts(rule: PriceRule, effective: Choices): PricePart {
  return { title: rule.title, minor: minorOf(rule, effective) }
}

function minorOf(rule: PriceRule, effective: Choices): number {
  switch (rule.kind) {
    case 'when':
      return holds(rule.when, effective) ? rule.addMinor : 0
    case 'per-letter':
      return rule.addMinor * lettersOf(effective[rule.of])
    case 'table':
      return rowOf(rule, effective)?.addMinor ?? 0
    case 'per-unit': {
      const units = effective[rule.of]
      if (typeof units !== 'number' || !holds(rule.when ?? {}, effective)) return 0
      return materialMinor(rule, units)
    }
  }
}

/** The first row that the choices are in. */
const rowOf = (rule: Extract<PriceRule, { kind: 'table' }>, effective: Choices) =>
  rule.rows.find(({ values }) => rule.over.every((id, at) => values[at] !== undefined && values[at] === effective[id]))

/** 'Tank: Midnight blue', in both languages. */
export const titled = (characteristic: Localised, value: Localised): Localised => ({
  ko: `${characteristic.ko}: ${value.ko}`,
  en: `${characteristic.en}: ${value.en}`,
})
