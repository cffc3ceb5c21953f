import { expect, test } from 'vitest'
import { like, say, startsWith, wordsOf } from './walk-words.ts'

test('fills the places of a text and chooses the plural form by n', () => {
  expect(say('{n} more', { n: 3 })).toBe('3 more')
  expect(say('Choose the last one | Choose {n} more', { n: 1 })).toBe('Choose the last one')
  expect(say('Choose the last one | Choose {n} more', { n: 4 })).toBe('Choose 4 more')
  expect(say('{name} is here')).toBe('{name} is here')
})

test('matches a whole text whatever stands in its places', () => {
  expect('See all 12').toMatch(like('See all {n}'))
  expect('Please see all 12').not.toMatch(like('See all {n}'))
  expect('12가지 모두 보기 전에').not.toMatch(like('{n}가지 모두 보기'))
  expect('Basket, 1 item').toMatch(like('Basket, {n} item | Basket, {n} items'))
  expect('Basket, 2 items').toMatch(like('Basket, {n} item | Basket, {n} items'))
})

test('takes signs of a text literally', () => {
  expect('왜 안 되나요?').toMatch(like('왜 안 되나요?'))
  expect('왜 안 되나요').not.toMatch(like('왜 안 되나요?'))
  expect('Total (all) 3').toMatch(startsWith('Total (all)'))
})

test('has the words of both languages', () => {
  expect(wordsOf('ko').kiosk.frame.finish).toBe('마치기')
  expect(wordsOf('en').kiosk.frame.finish).toBe('Finish')
  expect('바람 러너 189,000원부터').toMatch(startsWith('바람 러너'))
})
