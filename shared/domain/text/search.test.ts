import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matches } from './search.ts'

const black = { ko: '매트 검정색', en: 'Matt Black' }

test.each([
  '검정',
  '검정색',
  'ㄱㅈㅅ',
  'ㅁㅌㄱㅈ',
  '검ㅈ',
  'ㄱ정',
  'black',
  'MATT b',
  'mattblack',
  '매트검정',
  ' ',
  '',
])('%j finds it', (query) => expect(matches(query, black)).toBe(true))

test.each(['ㄱㅅㅈ', '검정색이', '흰', 'white', 'ㅏ', 'ㄲㅈㅅ', 'blackmatt'])('%j does not', (query) =>
  expect(matches(query, black)).toBe(false),
)

test('doubled consonants are consonants of their own', () => {
  expect(matches('ㄸㄱ', { ko: '딸기', en: 'Strawberry' })).toBe(true)
  expect(matches('ㄷㄱ', { ko: '딸기', en: 'Strawberry' })).toBe(false)
})

test('decomposed input, as some keyboards send it, finds the same', () => {
  expect(matches('검정'.normalize('NFD'), black)).toBe(true)
})

test('every part of a text finds the text', () => {
  const word = fc.array(fc.integer({ min: 0xac00, max: 0xd7a3 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(word, fc.nat(), fc.nat(), (codes, a, b) => {
      const ko = String.fromCodePoint(...codes)
      const [from, to] = [a % codes.length, b % codes.length].sort((x, y) => x - y)
      expect(matches(ko.slice(from, (to ?? 0) + 1), { ko, en: '' })).toBe(true)
    }),
  )
})
