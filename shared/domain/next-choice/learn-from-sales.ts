import type { ChoiceCharacteristic, Choices, ConfigModel } from '../catalogue/model.ts'
import { EVIDENCE_BUYERS_MIN } from './evidence.ts'
import { NONE } from './history.ts'
import type { SalesHistory } from './history.ts'

/** The newest buyers are enough to learn from, and bound what a kiosk loads to some 200 kB for the largest family. */
export const BUYERS_MAX = 1_500

/** One configured line of an order. */
export interface SoldConfiguration {
  /** Whoever bought it, so that nobody counts twice; null for an order without identity. Goes no further. */
  readonly buyer: string | null
  /** A gift that must stay a surprise teaches nobody anything. */
  readonly secret: boolean
  readonly choices: Choices
}

/**
 * What may leave the shop of what was sold of a family, newest first in: which of today's values were taken together, and by how
 * many people. No text, number or picture, no secret gift, no person, no time and no order of events; each known buyer counts
 * once, with the newest purchase. Nothing at all while there are fewer than EVIDENCE_BUYERS_MIN of them.
 */
export function historyOf(model: ConfigModel, sold: readonly SoldConfiguration[]): SalesHistory {
  const choices = model.characteristics.filter((one): one is ChoiceCharacteristic => one.kind === 'choice')
  const taken = onePerBuyer(sold).map((one) => choices.map(({ id, values }) => indexOf(values, one.choices[id])))
  const counted = new Map<string, { row: number[]; buyers: number }>()
  for (const row of taken.length < EVIDENCE_BUYERS_MIN ? [] : taken) {
    const before = counted.get(row.join())
    if (before === undefined) counted.set(row.join(), { row, buyers: 1 })
    else before.buyers += 1
  }
  const rows = [...counted.keys()].sort().flatMap((key) => counted.get(key) ?? [])
  return withoutUnused({
    characteristics: choices.map(({ id, values }) => ({ id, values: values.map((value) => value.id) })),
    rows: rows.map(({ row }) => row),
    buyers: rows.map(({ buyers }) => buyers),
  })
}

function onePerBuyer(sold: readonly SoldConfiguration[]): SoldConfiguration[] {
  const met = new Set<string>()
  const kept: SoldConfiguration[] = []
  for (const one of sold) {
    if (one.secret || (one.buyer !== null && met.has(one.buyer))) continue
    if (one.buyer !== null) met.add(one.buyer)
    if (kept.push(one) === BUYERS_MAX) break
  }
  return kept
}

/** What is not a value of today's model, a text of an older one above all, is NONE. */
const indexOf = (values: ChoiceCharacteristic['values'], choice: unknown): number =>
  values.findIndex(({ id }) => id === choice)

/** The same without values that nobody took, which a family of a thousand values has many of. */
function withoutUnused({ characteristics, rows, buyers }: SalesHistory): SalesHistory {
  const used = characteristics.map(({ values }, column) =>
    [...values.keys()].filter((value) => rows.some((row) => row[column] === value)),
  )
  return {
    characteristics: characteristics.map(({ id, values }, column) => ({
      id,
      values: (used[column] ?? []).flatMap((value) => values[value] ?? []),
    })),
    rows: rows.map((row) =>
      row.map((value, column) => (value === NONE ? NONE : (used[column]?.indexOf(value) ?? NONE))),
    ),
    buyers,
  }
}
