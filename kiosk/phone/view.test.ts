import { expect, test } from 'vitest'
import { pathOf, viewOf } from './view.ts'

test.each([
  '/',
  '/make',
  '/make/cruiser',
  '/make/cruiser/0190-x',
  '/code',
  '/orders',
  '/account',
  '/c/AB12-CD34',
  '/k',
  '/k/BCDFGHJK',
])('%s is a view and its own address', (path) => {
  expect(pathOf(viewOf(path))).toBe(path)
})

test('the page of a QR code in capitals is the page of an approval', () => {
  expect(viewOf('/K/BCDFGHJK')).toEqual({ kind: 'approve', code: 'BCDFGHJK' })
})

test('an unknown address shows the shelf', () => {
  expect(viewOf('/elsewhere/at/all')).toEqual({ kind: 'shelf' })
})
