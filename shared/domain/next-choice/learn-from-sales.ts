import type { Choice, ChoiceCharacteristic, Choices, ConfigModel } from '../catalogue/model.ts'
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
 * once, with the newest purchase. A value that fewer than EVIDENCE_BUYERS_MIN took is not in it: it stands as NONE. Nothing at
 * all is told of fewer buyers than that.
 */
export function historyOf(model: ConfigModel, sold: readonly SoldConfiguration[]): SalesHistory {
  const choices = model.characteristics.filter((one): one is ChoiceCharacteristic => one.kind === 'choice')
  const buyers = onePerBuyer(sold)
  const told = buyers.length < EVIDENCE_BUYERS_MIN ? [] : buyers
  const characteristics = choices.map(({ id, values }) => {
    const taken = Map.groupBy(told, (one) => one.choices[id])
    return {
      id,
      // A text that an older model let people write is no value of today's, and so goes no further.
      values: values.flatMap((value) => ((taken.get(value.id)?.length ?? 0) < EVIDENCE_BUYERS_MIN ? [] : value.id)),
    }
  })
  const rows = told.map((one) => characteristics.map(({ id, values }) => indexOf(values, one.choices[id])))
  return { characteristics, ...counted(rows) }
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

function indexOf(values: readonly string[], choice: Choice | undefined): number {
  return typeof choice === 'string' ? values.indexOf(choice) : NONE
}

/** Each row once, sorted by content so that nobody sees in which order they came. */
function counted(rows: readonly (readonly number[])[]): Pick<SalesHistory, 'rows' | 'buyers'> {
  const alike = [...Map.groupBy(rows, (row) => row.join()).entries()].sort(([a], [b]) => (a < b ? -1 : 1))
  return { rows: alike.flatMap(([, [row]]) => (row ? [row] : [])), buyers: alike.map(([, { length }]) => length) }
}
