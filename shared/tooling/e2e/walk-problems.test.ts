import { expect, test } from 'vitest'
import { gathered } from './walk-problems.ts'

test('names a problem once with every screen it stands on', () => {
  const found = new Map([
    ['kiosk home', ['too small', 'too close']],
    ['kiosk cart', ['too small']],
    ['office day', []],
  ])
  expect(gathered(found)).toEqual(['too small — kiosk home, kiosk cart', 'too close — kiosk home'])
})

test('says nothing when there is nothing', () => {
  expect(gathered(new Map([['kiosk home', []]]))).toEqual([])
})
