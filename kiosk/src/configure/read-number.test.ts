import { expect, test } from 'vitest'
import { readNumber } from './read-number.ts'

test.each([
  ['42', 42],
  [' 1,5 ', 1.5],
  ['-3', -3],
  ['0.10', 0.1],
])('%j is the number %d', (text, number) => expect(readNumber(text)).toBe(number))

test.each(['', '-', '1.', '.5', '1e9', '12cm', '1.2.3', 'Infinity'])('%j is none', (text) =>
  expect(readNumber(text)).toBeNull(),
)
