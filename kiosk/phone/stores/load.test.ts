import { expect, test } from 'vitest'
import { answersInOrder } from './load.ts'

test('an answer that a later question has overtaken counts no more', () => {
  const ask = answersInOrder()
  const [first, second, third] = [ask(), ask(), ask()]
  expect([first(), third(), second()]).toEqual([true, true, false])
  expect(ask()()).toBe(true)
})
