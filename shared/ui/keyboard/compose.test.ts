import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eraseLetter, typeLetter } from './compose.ts'

const type = (letters: string) => Array.from(letters).reduce(typeLetter, '')

test.each([
  ['ㄷㅏㄴㄱㅗㄹ', '단골'],
  ['ㄱㅏㅂㅏ', '가바'],
  ['ㄱㅏㅂㅅㅣ', '갑시'],
  ['ㄱㅏㅂㅅ', '값'],
  ['ㄷㅏㄹㄱ', '닭'],
  ['ㄷㅏㄹㄱㅣ', '달기'],
  ['ㅎㅗㅏ', '화'],
  ['ㅇㅡㅣㅈㅏ', '의자'],
  ['ㄲㅗㅊ', '꽃'],
  ['ㅇㅏㄴㄴㅕㅇ', '안녕'],
  ['ㅋㅋㅋ', 'ㅋㅋㅋ'],
  ['ㅇㅝㄹ', '월'],
])('%s is composed to %s', (letters, word) => {
  expect(type(letters)).toBe(word)
})

test('a space, a digit or a Latin letter ends the syllable', () => {
  expect(type('ㄱㅏ ㄴㅏ')).toBe('가 나')
  expect(type('ㄱㅏ1ㄴ')).toBe('가1ㄴ')
  expect(type('Aㄱㅏb')).toBe('A가b')
})

test('erasing takes a syllable apart letter by letter, and other characters whole', () => {
  expect(eraseLetter('값')).toBe('갑')
  expect(eraseLetter('갑')).toBe('가')
  expect(eraseLetter('가')).toBe('ㄱ')
  expect(eraseLetter('ㄱ')).toBe('')
  expect(eraseLetter('화')).toBe('호')
  expect(eraseLetter('A1')).toBe('A')
  expect(eraseLetter('A😀')).toBe('A')
  expect(eraseLetter('')).toBe('')
})

test('whatever is typed can be erased to nothing in at most as many presses', () => {
  const letters = fc.array(
    fc.constantFrom(...Array.from('ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅆ aZ7')),
    {
      maxLength: 12,
    },
  )
  fc.assert(
    fc.property(letters, (typed) => {
      let text = typed.reduce(typeLetter, '')
      for (let presses = 0; presses < typed.length; presses++) text = eraseLetter(text)
      expect(text).toBe('')
    }),
  )
})
