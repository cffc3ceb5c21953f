import type { DayFigures } from '@dangol/protocol/insights.ts'
import { compare } from './comparison.ts'
import type { Comparison } from './comparison.ts'

/** The figures of the office's tiles, in the order of the way from visit to money. */
export const FIGURES = [
  'visits',
  'recognised',
  'engaged',
  'ordered',
  'averageOrderValue',
  'unitsPerTransaction',
  'sales',
] as const
type FigureName = (typeof FIGURES)[number]

/** How a figure is written: a count, an amount in minor units, or a ratio in hundredths. */
export type FigureUnit = 'count' | 'money' | 'hundredths'

export interface Figure {
  readonly name: FigureName
  readonly unit: FigureUnit
  readonly today: number | null
  readonly yesterday: number | null
  readonly comparison: Comparison
}

/** The tiles of a day beside the day before at the same time. */
export function figuresOf(today: DayFigures, yesterday: DayFigures): Figure[] {
  return FIGURES.map((name) => {
    const [now, then] = [valueOf(today, name), valueOf(yesterday, name)]
    return { name, unit: UNIT[name] ?? 'count', today: now, yesterday: then, comparison: compare(now, then) }
  })
}

/** Whether the day before had anything by this time of day to compare with; a store's first day has not. */
export const isComparable = (yesterday: DayFigures): boolean => yesterday.visits > 0 || yesterday.orders > 0

const UNIT: Partial<Record<FigureName, FigureUnit>> = {
  averageOrderValue: 'money',
  sales: 'money',
  unitsPerTransaction: 'hundredths',
}

function valueOf(day: DayFigures, name: FigureName): number | null {
  if (name === 'unitsPerTransaction') return day.unitsPerTransactionHundredths
  if (name === 'averageOrderValue') return day.averageOrderValue?.minor ?? null
  return name === 'sales' ? day.sales.minor : day[name]
}
