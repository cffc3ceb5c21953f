import { expect, test } from 'vitest'
import { letters } from './letters.ts'

test.each([
  ['다미', 2],
  ['é', 1],
  ['é'.normalize('NFD'), 1],
  ['👩‍🚀', 1],
  ['🇰🇷', 1],
  ['a b', 3],
  ['', 0],
])('%j has %d letters', (text, count) => {
  expect(letters(text)).toHaveLength(count)
})
