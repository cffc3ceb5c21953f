import type { OfficeView } from '@dangol/protocol/insights.ts'
import { percentOf } from './comparison.ts'

export type Stage = OfficeView['funnel'][number]['stage']

/** One stage of the way from visit to order. */
export interface FunnelStep {
  readonly stage: Stage
  readonly visits: number
  /** Of all visits, in per cent: the length of the bar. */
  readonly ofAll: number
  /** Of the stage before, in per cent; null for the first stage and after a stage that nobody reached. */
  readonly kept: number | null
  /** Visits of the stage before that stopped there. */
  readonly lost: number
}

/** The funnel with its drop-offs. Each stage is a subset of the one before; one that claims more is shown as kept whole. */
export function funnelSteps(funnel: OfficeView['funnel']): FunnelStep[] {
  const all = funnel[0]?.visits ?? 0
  return funnel.map(({ stage, visits }, index) => {
    const before = funnel[index - 1]?.visits
    return {
      stage,
      visits,
      ofAll: Math.min(100, percentOf(visits, all) ?? 0),
      kept: before === undefined ? null : percentOf(Math.min(visits, before), before),
      lost: before === undefined ? 0 : Math.max(0, before - visits),
    }
  })
}

/**
 * Where most visits stop, or null when none does. Of equal ones the earlier, since what is lost there is lost for all that
 * follow.
 */
export function biggestDrop(steps: readonly FunnelStep[]): { from: Stage; to: Stage; lost: number } | null {
  let biggest: { from: Stage; to: Stage; lost: number } | null = null
  for (const [index, step] of steps.entries()) {
    const before = steps[index - 1]
    if (before && step.lost > (biggest?.lost ?? 0)) biggest = { from: before.stage, to: step.stage, lost: step.lost }
  }
  return biggest
}
