import { expect, test } from 'vitest'
import { gapOf, targetProblems } from './walk-boxes.ts'
import type { Target } from './walk-boxes.ts'

const PITCH_MM = 0.369
const target = (o: Partial<Target> = {}): Target => ({
  ...{ label: 'button "A"', x: 0, y: 0, width: 41, height: 41, main: false, whole: true },
  ...o,
})

test('accepts 15 mm in both directions, and not less in one', () => {
  expect(targetProblems([target()], PITCH_MM)).toEqual([])
  expect(targetProblems([target({ height: 36, width: 300 })], PITCH_MM)).toEqual([
    'button "A": 110.7 × 13.3 mm, needs 15 mm',
  ])
})

test('asks 20 mm of the main action', () => {
  expect(targetProblems([target({ main: true, width: 200, height: 55 })], PITCH_MM)).toEqual([])
  expect(targetProblems([target({ main: true, width: 200, height: 53 })], PITCH_MM)).toEqual([
    'button "A": 73.8 × 19.6 mm, needs 20 mm',
  ])
})

test('asks 2.5 mm between neighbours, beside, below and askew', () => {
  const b = (o: Partial<Target>) => target({ label: 'button "B"', ...o })
  expect(targetProblems([target(), b({ x: 48 })], PITCH_MM)).toEqual([])
  expect(targetProblems([target(), b({ x: 44 })], PITCH_MM)).toEqual([
    'button "A" and button "B": 1.1 mm apart, needs 2.5 mm',
  ])
  expect(targetProblems([target(), b({ y: 42 })], PITCH_MM)).toHaveLength(1)
  expect(targetProblems([target(), b({ x: 45, y: 45 })], PITCH_MM)).toHaveLength(1)
  expect(targetProblems([target(), b({ x: 46, y: 46 })], PITCH_MM)).toEqual([])
})

test('sees targets that lie over one another, but takes one within another as part of it', () => {
  const over = target({ label: 'button "B"', x: 20 })
  expect(targetProblems([target(), over], PITCH_MM)).toEqual(['button "A" and button "B": 0.0 mm apart, needs 2.5 mm'])
  const around = target({ label: 'button "B"', x: -10, y: -10, width: 100, height: 100 })
  expect(targetProblems([target(), around], PITCH_MM)).toEqual([])
})

test('does not compare what is scrolled away with what lies over it', () => {
  expect(targetProblems([target(), target({ label: 'button "B"', x: 20, whole: false })], PITCH_MM)).toEqual([])
})

test('measures the gap between boxes whichever comes first', () => {
  const [a, b] = [target(), target({ x: 44, y: 45 })]
  expect(gapOf(a, b)).toBe(5)
  expect(gapOf(b, a)).toBe(5)
})
