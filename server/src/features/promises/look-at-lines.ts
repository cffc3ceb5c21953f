import type { StockLevel } from '@dangol/domain/catalogue/sku.ts'
import type { LocationId, Sku } from '@dangol/domain/ids/ids.ts'
import { CONFIGURED_FULFILMENTS, promiseConfigured } from '@dangol/domain/promises/configured.ts'
import { nearestSource, possibleFulfilments, promiseStocked } from '@dangol/domain/promises/stocked.ts'
import type { Store } from '@dangol/domain/stores/store.ts'
import type { Demand, Promised } from '../../ports/selling.ts'

/** What the store knows at the moment of the question. */
export interface Standing {
  readonly store: Store
  readonly today: string
  /** Units the workshop has accepted before these lines. */
  readonly unitsAhead: number
  /** The online shop cannot be asked, so what rests on other places or the workshop may yet change. */
  readonly cutOff: boolean
  readonly levelsOf: (sku: Sku) => StockLevel[]
}
export interface Sourced extends Promised {
  /** Where the goods come from; null for what is made, and for what cannot be had. */
  readonly source: LocationId | null
}

/**
 * Promises lines that are ordered together: each takes its units before the next is looked at. What is carried out goes
 * first, because only this shelf can serve it. Answers in the order asked.
 */
export function lookAtLines(demands: readonly Demand[], standing: Standing): Sourced[] {
  const taken = new Map<string, number>()
  let unitsAhead = standing.unitsAhead
  const answers: { at: number; sourced: Sourced }[] = []
  const inOrder = demands.map((demand, at) => ({ demand, at }))
  for (const { demand, at } of inOrder.toSorted((a, b) => rank(a.demand) - rank(b.demand) || a.at - b.at)) {
    if (demand.kind === 'configured') {
      answers.push({ at, sourced: lookAtConfigured(demand, standing, unitsAhead + demand.quantity - 1) })
      unitsAhead += demand.quantity
    } else {
      const sourced = lookAtStocked(demand, standing, taken)
      answers.push({ at, sourced })
      if (sourced.source !== null) {
        const key = placeKey(demand.sku, sourced.source)
        taken.set(key, (taken.get(key) ?? 0) + demand.quantity)
      }
    }
  }
  return answers.toSorted((a, b) => a.at - b.at).map(({ sourced }) => sourced)
}

const rank = (demand: Demand): number => (demand.fulfilment === 'carry-out' ? 0 : 1)
export const placeKey = (sku: Sku, locationId: LocationId): string => `${sku}\n${locationId}`

function lookAtConfigured(
  demand: Extract<Demand, { kind: 'configured' }>,
  { store, today, cutOff }: Standing,
  unitsAhead: number,
): Sourced {
  const fulfilment = demand.fulfilment ?? CONFIGURED_FULFILMENTS[0] ?? 'pick-up'
  const possible = CONFIGURED_FULFILMENTS.includes(fulfilment)
  const { model, choices } = demand
  const promise = possible
    ? promiseConfigured({ model, choices, store, today, unitsAhead, fulfilment, provisional: cutOff })
    : null
  return { fulfilment, fulfilments: CONFIGURED_FULFILMENTS, promise, source: null }
}

function lookAtStocked(
  demand: Extract<Demand, { kind: 'stocked' }>,
  { store, today, cutOff, levelsOf }: Standing,
  taken: ReadonlyMap<string, number>,
): Sourced {
  const levels = levelsOf(demand.sku).map((level) => ({
    ...level,
    held: level.held + (taken.get(placeKey(level.sku, level.locationId)) ?? 0),
  }))
  const question = { quantity: demand.quantity, levels, store }
  const fulfilments = possibleFulfilments(question)
  const fulfilment = demand.fulfilment ?? fulfilments[0] ?? 'pick-up'
  const source = fulfilments.includes(fulfilment) ? (nearestSource(question)?.id ?? null) : null
  if (source === null) return { fulfilment, fulfilments, promise: null, source }
  // This store is the authority for its own shelf: nobody has to confirm what lies on it.
  const provisional = cutOff && source !== store.home
  return { fulfilment, fulfilments, promise: promiseStocked({ ...question, today, fulfilment, provisional }), source }
}
