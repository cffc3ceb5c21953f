import { expect, test } from 'vitest'
import { readOptions } from './options.ts'

const refusal = (...args: string[]) => {
  const read = readOptions(args)
  return read.ok ? null : read.error.why
}

test('without numbers it is what the promise is about: 500 orders, 2,000 changes', () => {
  expect(readOptions(['upstream'])).toEqual({
    ok: true,
    value: { seed: 1, orders: 500, changes: 2_000, keep: false },
  })
})

test('numbers are taken as they are said', () => {
  expect(readOptions(['upstream', '--seed=-7', '--orders', '3', '--changes', '9', '--keep'])).toEqual({
    ok: true,
    value: { seed: -7, orders: 3, changes: 9, keep: true },
  })
})

test('what cannot be meant is refused with a sentence', () => {
  expect(refusal()).toBe('Say what to disturb: upstream.')
  expect(refusal('downstream')).toBe('Say what to disturb: upstream.')
  expect(refusal('upstream', '--seed', 'x')).toBe('--seed is a whole number.')
  expect(refusal('upstream', '--orders', '0')).toContain('--orders is a whole number')
  expect(refusal('upstream', '--changes', '1.5')).toContain('--changes is a whole number')
  expect(refusal('upstream', '--sead', '1')).toContain('--sead')
})
