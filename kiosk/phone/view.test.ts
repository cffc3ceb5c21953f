import { expect, test } from 'vitest'
import { pathOf, viewOf } from './view.ts'

test.each(['/', '/make', '/make/cruiser', '/make/cruiser/0190-x', '/code', '/orders', '/account', '/c/AB12-CD34'])(
  '%s is a view and its own address',
  (path) => {
    expect(pathOf(viewOf(path))).toBe(path)
  },
)

test('an unknown address shows the shelf', () => {
  expect(viewOf('/elsewhere/at/all')).toEqual({ kind: 'shelf' })
})
