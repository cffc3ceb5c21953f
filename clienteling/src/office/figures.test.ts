import type { DayFigures } from '@dangol/protocol/insights.ts'
import { describe, expect, it } from 'vitest'
import { krw } from '../testing/samples.ts'
import { FIGURES, figuresOf, isComparable } from './figures.ts'

const day = (over: Partial<DayFigures> = {}): DayFigures => ({
  ...{ visits: 10, recognised: 6, engaged: 5, ordered: 2, orders: 2 },
  ...{ sales: krw(90_000), averageOrderValue: krw(45_000), unitsPerTransactionHundredths: 150 },
  ...over,
})

describe('the tiles of a day', () => {
  it('come in one order, each with its unit', () => {
    const figures = figuresOf(day(), day())
    expect(figures.map(({ name }) => name)).toEqual(FIGURES)
    expect(figures.map(({ unit }) => unit)).toEqual([
      'count',
      'count',
      'count',
      'count',
      'money',
      'hundredths',
      'money',
    ])
    expect(figures.map(({ today }) => today)).toEqual([10, 6, 5, 2, 45_000, 150, 90_000])
  })

  it('compare each figure with the same one of yesterday', () => {
    const sales = figuresOf(day(), day({ sales: krw(60_000) })).find(({ name }) => name === 'sales')
    expect(sales?.comparison).toEqual({ kind: 'up', by: 30_000, percent: 50 })
  })

  it('have no average without an order, and compare nothing with it', () => {
    const figures = figuresOf(day({ averageOrderValue: null, unitsPerTransactionHundredths: null }), day())
    const average = figures.find(({ name }) => name === 'averageOrderValue')
    expect(average).toMatchObject({ today: null, yesterday: 45_000, comparison: { kind: 'none' } })
  })
})

describe('the day before', () => {
  const nothing = day({ visits: 0, recognised: 0, engaged: 0, ordered: 0, orders: 0, sales: krw(0) })

  it('cannot be compared with while it had neither a visit nor an order', () => {
    expect(isComparable(nothing)).toBe(false)
  })

  it('can be from its first visit on, and by an order alone', () => {
    expect(isComparable({ ...nothing, visits: 1 })).toBe(true)
    expect(isComparable({ ...nothing, orders: 1 })).toBe(true)
  })
})
