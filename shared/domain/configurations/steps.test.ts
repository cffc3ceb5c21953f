import { expect, test } from 'vitest'
import { lastStep, numberAt, stepOf } from './steps.ts'

const tenths = { min: -1, max: 1, step: 0.1 }

test('numbers are on steps whatever their binary form, and come back as they are written', () => {
  for (let step = 0; step <= lastStep(tenths); step++) {
    const value = numberAt(tenths, step)
    expect(String(value).length).toBeLessThan(5)
    expect(stepOf(tenths, value)).toBe(step)
    expect(stepOf(tenths, value + 1e-9)).toBe(step === lastStep(tenths) ? null : step)
  }
  expect(lastStep(tenths)).toBe(20)
  expect(numberAt(tenths, 13)).toBe(0.3)
})

test('between steps and out of bounds there is nothing', () => {
  expect(stepOf(tenths, 0.25)).toBeNull()
  expect(stepOf(tenths, 1.1)).toBeNull()
  expect(stepOf(tenths, Number.NaN)).toBeNull()
})

test('a last step that does not reach the upper bound', () => {
  expect(lastStep({ min: 0, max: 1, step: 0.3 })).toBe(3)
  expect(numberAt({ min: 0, max: 1, step: 0.3 }, 3)).toBe(0.9)
})

test('decimals may be many', () => {
  expect(numberAt({ min: 0, max: 1e-6, step: 1e-7 }, 3)).toBe(3e-7)
})
