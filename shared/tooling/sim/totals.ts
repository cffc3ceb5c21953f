import type { Together } from './checks/together.ts'
import type { Violation } from './checks/violation.ts'
import type { Outcome } from './run.ts'

/** What many simulated shops add up to. */
export interface Totals {
  readonly seeds: number
  readonly events: number
  readonly messages: number
  readonly acknowledged: number
  readonly orders: number
  readonly together: Together
  readonly virtualMs: number
  readonly faults: Readonly<Record<string, number>>
  readonly failures: readonly { readonly seed: number; readonly violation: Violation }[]
}

export const NOTHING: Totals = {
  ...{ seeds: 0, events: 0, messages: 0, acknowledged: 0, orders: 0, virtualMs: 0 },
  together: { edits: 0, suggestions: 0, undos: 0, conflicts: 0 },
  faults: {},
  failures: [],
}

export const withOutcome = (totals: Totals, { seed, violation, ...outcome }: Outcome): Totals =>
  sum(totals, {
    ...outcome,
    seeds: 1,
    virtualMs: outcome.endedAtMs,
    failures: violation === null ? [] : [{ seed, violation }],
  })

export function sum(a: Totals, b: Totals): Totals {
  const faults: Record<string, number> = { ...a.faults }
  for (const [fault, times] of Object.entries(b.faults)) faults[fault] = (faults[fault] ?? 0) + times
  return {
    seeds: a.seeds + b.seeds,
    events: a.events + b.events,
    messages: a.messages + b.messages,
    acknowledged: a.acknowledged + b.acknowledged,
    orders: a.orders + b.orders,
    together: {
      edits: a.together.edits + b.together.edits,
      suggestions: a.together.suggestions + b.together.suggestions,
      undos: a.together.undos + b.together.undos,
      conflicts: a.together.conflicts + b.together.conflicts,
    },
    virtualMs: a.virtualMs + b.virtualMs,
    faults,
    failures: [...a.failures, ...b.failures].sort((one, other) => one.seed - other.seed),
  }
}

/** The figures of a run, for people. */
export function wordsFor(totals: Totals, tookMs: number): string {
  const perSecond = (totals.seeds / tookMs) * 1000
  const hours = totals.virtualMs / 3_600_000
  const together = Object.entries(totals.together)
    .map(([what, times]) => `${what} ${times}`)
    .join(', ')
  const faults = Object.entries(totals.faults).sort(([a], [b]) => a.localeCompare(b))
  return [
    `${totals.seeds} seeds in ${(tookMs / 1000).toFixed(1)} s (${perSecond.toFixed(1)} seeds/s), ${hours.toFixed(1)} hours of trade`,
    `${totals.events} events, ${totals.messages} messages, ${totals.acknowledged} commands acknowledged, ${totals.orders} orders`,
    `together: ${together}`,
    `faults: ${faults.map(([fault, times]) => `${fault} ${times}`).join(', ') || 'none'}`,
    `${totals.failures.length} of ${totals.seeds} seeds with a violation`,
  ].join('\n')
}
