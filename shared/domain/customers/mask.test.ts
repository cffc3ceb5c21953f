import fc from 'fast-check'
import { expect, test } from 'vitest'
import { letters } from '../text/letters.ts'
import { maskAddress, maskName } from './mask.ts'

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

test.each([
  ['101동 1502호', '***동 ****호'],
  ['래미안 101동 1502호', '*** ***동 ****호'],
  ['3층', '*층'],
  ['지하 1층 B02호', '** *층 ***호'],
  ['성수이로12길 34-5', '******길 ****'],
  ['101동, 1502호', '***동, ****호'],
  ['101동'.normalize('NFD'), '***동'],
  ['Apt 1502', 'Apt ****'],
  ['Flat 4B, Rose House', 'Flat *** **** House'],
  ['Unit 3 Floor 12', 'Unit * Floor **'],
  ['Apt. 7', 'Apt. *'],
  ['34 Seongsui-ro 12-gil', '** *********** ******'],
  ['동', '*'],
  ['👩‍🚀호', '*호'],
])('the door %j is shown as %j', (door, masked) => {
  expect(maskAddress(['서울 성동구 성수이로 66', door])).toEqual(['서울 성동구 성수이로 66', masked])
})

test('of three lines the last is masked, and one alone is masked as a last one', () => {
  expect(maskAddress(['Seoul', '34 Seongsui-ro', 'Apt 9'])).toEqual(['Seoul', '34 Seongsui-ro', 'Apt *'])
  expect(maskAddress(['Apt 9'])).toEqual(['Apt *'])
  expect(maskAddress([])).toEqual([])
})

test('no digit of a door is ever shown, in whatever script', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (door) => {
      expect(maskAddress([door])[0]).not.toMatch(/\p{Number}/u)
    }),
  )
})
