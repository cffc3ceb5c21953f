import type { NumberCharacteristic, RuleFormula } from '../../catalogue/model.ts'
import { lastStep, numberAt } from '../steps.ts'

/** Numbers that no rule tells apart: from one to another, both included, or between both where there are no steps. */
export interface Range {
  readonly from: number
  readonly to: number
  /** One of them; the first, unless both ends are left out. */
  readonly sample: number
}

export type Within = Extract<RuleFormula, { is: 'within' }>

/** The numbers of a characteristic, ascending, cut where a rule's bounds begin or end. */
export function rangesOf(number: NumberCharacteristic, bounds: readonly Within[]): Range[] {
  return number.step > 0 ? steppedRanges(number, bounds) : smoothRanges(number, bounds)
}

export function isIn({ from, to, sample }: Range, value: number): boolean {
  const isBetween = sample !== from
  return isBetween ? value > from && value < to : value >= from && value <= to
}

function steppedRanges(number: NumberCharacteristic, bounds: readonly Within[]): Range[] {
  const last = lastStep(number)
  const starts = new Set([0])
  for (const { min, max } of bounds) {
    if (min !== undefined) starts.add(firstStep(number, (value) => value >= min))
    if (max !== undefined) starts.add(firstStep(number, (value) => value > max))
  }
  const sorted = [...starts].filter((step) => step <= last).sort((a, b) => a - b)
  return sorted.map((start, at) => {
    const from = numberAt(number, start)
    return { from, to: numberAt(number, (sorted[at + 1] ?? last + 1) - 1), sample: from }
  })
}

/** The first step whose number passes a test that all later ones pass too; one after the last when none does. */
function firstStep(number: NumberCharacteristic, passes: (value: number) => boolean): number {
  let low = 0
  let high = lastStep(number) + 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (passes(numberAt(number, middle))) high = middle
    else low = middle + 1
  }
  return low
}

/** The bounds themselves, and what lies between two of them. */
function smoothRanges({ min, max }: NumberCharacteristic, bounds: readonly Within[]): Range[] {
  const inner = bounds.flatMap((each) => [each.min, each.max]).filter((each) => each !== undefined)
  if (inner.length === 0) return [{ from: min, to: max, sample: min }]
  const cuts = [...new Set([min, ...inner.filter((each) => each > min && each < max), max])].sort((a, b) => a - b)
  return cuts.flatMap((from, at) => {
    const to = cuts[at + 1]
    const point = { from, to: from, sample: from }
    return to === undefined ? [point] : [point, { from, to, sample: (from + to) / 2 }]
  })
}
