import type { Characteristic, ChoiceValue } from '@dangol/domain/catalogue/model.ts'
import { matches } from '@dangol/domain/text/search.ts'
import type { Step } from './groups.ts'

/** Which of everything is shown: all, what is recommended, or only what nobody has chosen yet. */
export type Filter = 'all' | 'recommended' | 'open'

/** What one search found in one characteristic: its values, or the characteristic itself where its own name was meant. */
interface Found {
  readonly characteristic: Characteristic
  readonly values: readonly ChoiceValue[]
}
export interface FoundStep {
  readonly step: Step
  readonly found: readonly Found[]
}

export interface Sieve {
  readonly isRecommended: (characteristicId: string, valueId: string) => boolean
  readonly isPossible: (characteristicId: string, valueId: string) => boolean
  readonly isMade: (characteristicId: string) => boolean
}

/**
 * Everything that a query means under a filter, by step. A query that names a characteristic means all of it; 'recommended'
 * keeps the recommended values, and 'open' keeps what nobody has chosen yet with the values that are still possible.
 */
export function findIn(steps: readonly Step[], query: string, filter: Filter, sieve: Sieve): FoundStep[] {
  return steps.flatMap((step) => {
    const found = step.characteristics.flatMap((each) => foundIn(each, query, filter, sieve))
    return found.length === 0 ? [] : [{ step, found }]
  })
}

/** How many characteristics each filter leaves, for its button. */
export function countOf(steps: readonly Step[], filter: Filter, sieve: Sieve): number {
  return findIn(steps, '', filter, sieve).reduce((sum, one) => sum + one.found.length, 0)
}

function foundIn(each: Characteristic, query: string, filter: Filter, sieve: Sieve): Found[] {
  if (filter === 'open' && sieve.isMade(each.id)) return []
  const values = each.kind === 'choice' ? each.values.filter((value) => passes(each.id, value.id, filter, sieve)) : []
  if (filter === 'recommended' && values.length === 0) return []
  // Without a query the filter alone speaks: which values is a matter of the characteristic's own page.
  if (query.trim() === '') return [{ characteristic: each, values: filter === 'recommended' ? values : [] }]
  if (matches(query, each.title)) return [{ characteristic: each, values }]
  const meant = values.filter((value) => matches(query, value.title))
  return meant.length === 0 ? [] : [{ characteristic: each, values: meant }]
}

function passes(id: string, valueId: string, filter: Filter, sieve: Sieve): boolean {
  if (filter === 'recommended') return sieve.isRecommended(id, valueId)
  return filter === 'open' ? sieve.isPossible(id, valueId) : true
}
