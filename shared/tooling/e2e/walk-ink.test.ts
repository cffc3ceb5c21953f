import { expect, test } from 'vitest'
import { inkProblems } from './walk-ink.ts'

const PITCH_MM = 0.369

test('accepts letters of 7.25 mm ink and names those that are lower', () => {
  expect(inkProblems([{ text: '주문', capitalPx: 20, hangulPx: 24 }], PITCH_MM)).toEqual([])
  expect(inkProblems([{ text: '주문', capitalPx: 15, hangulPx: 18 }], PITCH_MM)).toEqual([
    '"주문": letters of 5.54 mm, needs 7.25 mm',
  ])
})

test('goes by the lower of the two scripts', () => {
  expect(inkProblems([{ text: 'A가', capitalPx: 18, hangulPx: 21 }], PITCH_MM)).toEqual([
    '"A가": letters of 6.64 mm, needs 7.25 mm',
  ])
})

test('names a repeated text once, and a long one by its beginning', () => {
  const low = { text: 'x'.repeat(60), capitalPx: 10, hangulPx: 12 }
  const [first, ...rest] = inkProblems([low, low], PITCH_MM)
  expect(first).toContain(`"${'x'.repeat(39)}…"`)
  expect(rest).toEqual([])
})
