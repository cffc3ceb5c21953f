import fc from 'fast-check'
import { expect, test } from 'vitest'
import { letters } from '../text/letters.ts'
import { maskName } from './mask.ts'

test.each([
  ['김민지', '김*지'],
  ['남궁민수', '남**수'],
  ['김지', '김*'],
  ['김', '*'],
  ['김 민지', '김*지'],
  ['김민지'.normalize('NFD'), '김*지'],
  ['李小龍', '李*龍'],
  ['Emma Stone', 'E*** S.'],
  ['Emma', 'E***'],
  ['  Emma   Jean  Stone ', 'E*** S.'],
  ['J Stone', '* S.'],
  ['J', '*'],
  ['Élodie Ångström', 'É***** Å.'],
  ['👩‍🚀', '*'],
  ['👩‍🚀🌙', '👩‍🚀*'],
  ['👩‍🚀🌙 🇰🇷x', '👩‍🚀* 🇰🇷.'],
  ['Emma 김', 'E*** 김.'],
  ['12346', '1****'],
  ['', '*'],
  [' \t', '*'],
])('%j is shown as %j', (name, masked) => {
  expect(maskName(name)).toBe(masked)
})

test('at most two letters of a name are shown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (name) => {
      expect(letters(maskName(name)).filter((letter) => !['*', '.', ' '].includes(letter)).length).toBeLessThanOrEqual(
        2,
      )
    }),
  )
})
