import type { PriceRule } from '@dangol/domain/catalogue/model.ts'
import { isReachable } from './compiled-model.ts'
import type { CompiledModel } from './compiled-model.ts'
import type { Finding } from './report.ts'

/** Rows of price tables that are looked at; real ones have hundreds. */
const ROWS_MAX = 50_000

/** Prices, lead times and parts that no product can come to. */
export function unreachableFindings(compiled: CompiledModel): Finding[] {
  const { priceRules, leadTimes, components } = compiled.model
  return [
    ...priceRules.flatMap((rule) => ofPrice(compiled, rule)),
    ...leadTimes
      .filter(({ when }) => !isReachable(compiled, when))
      .map(({ id, part }) => ({ kind: 'unreachable-lead-time' as const, name: id, title: part, rules: [] })),
    ...(components ?? [])
      .filter(({ when }) => when !== undefined && !isReachable(compiled, when))
      .map(({ id, part }) => ({ kind: 'unreachable-component' as const, name: id, title: part, rules: [] })),
  ]
}

function ofPrice(compiled: CompiledModel, rule: PriceRule): Finding[] {
  const finding = (name: string): Finding => ({ kind: 'unreachable-price', name, title: rule.title, rules: [] })
  switch (rule.kind) {
    case 'when':
      return isReachable(compiled, rule.when) ? [] : [finding(rule.id)]
    case 'per-letter':
      return isReachable(compiled, {}, rule.of) ? [] : [finding(rule.id)]
    case 'per-unit':
      return isReachable(compiled, rule.when ?? {}, rule.of) ? [] : [finding(rule.id)]
    case 'table': {
      const dead = rule.rows
        .slice(0, ROWS_MAX)
        .filter(({ values }) => !isReachable(compiled, together(rule.over, values)))
      if (dead.length === rule.rows.length) return [finding(rule.id)]
      return dead.map(({ values }) => finding(`${rule.id} (${values.join(', ')})`))
    }
  }
}

const together = (over: readonly string[], values: readonly string[]) =>
  Object.fromEntries(over.map((id, at) => [id, [values[at] ?? '']]))
