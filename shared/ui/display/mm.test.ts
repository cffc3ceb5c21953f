import { expect, test } from 'vitest'
import { GAP_MM, MAIN_TARGET_MM, pxOf, TARGET_MM, textPx } from './mm.ts'

test.each([
  { screen: '21.5 inch', pitch: 0.248, text: 41, target: 61, main: 81, gap: 11 },
  { screen: '27 inch', pitch: 0.311, text: 33, target: 49, main: 65, gap: 9 },
  { screen: '32 inch', pitch: 0.369, text: 28, target: 41, main: 55, gap: 7 },
  { screen: '43 inch', pitch: 0.49, text: 21, target: 31, main: 41, gap: 6 },
])('[A1 A2] a $screen full-HD screen needs the sizes of the table in recognition-ux 6.2', (row) => {
  expect(textPx(row.pitch)).toBe(row.text)
  expect(pxOf(TARGET_MM, row.pitch)).toBe(row.target)
  expect(pxOf(MAIN_TARGET_MM, row.pitch)).toBe(row.main)
  expect(pxOf(GAP_MM, row.pitch)).toBe(row.gap)
})
