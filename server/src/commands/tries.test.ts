import { expect, test } from 'vitest'
import { openStoreCore } from '../testing/store-core.ts'
import { createTries } from './tries.ts'

const open = () => {
  const { db, time } = openStoreCore()
  const start = () => createTries({ db, clock: time, what: 'code', most: 3, mostOfAll: 5, windowMs: 1_000 })
  const rows = () => db.prepare('select count(*) from attempts').pluck().get()
  return { time, start, rows, tries: start() }
}

test('a wrong try counts for whoever made it, over a restart, and until its time is over', () => {
  const { tries, start, time } = open()
  tries.note('office-1')
  tries.note('office-1')
  expect([start().left('office-1'), start().left('office-2')]).toEqual([1, 3])
  tries.note('office-1')
  expect(tries.left('office-1')).toBe(0)
  time.advance(1_001)
  expect(tries.left('office-1')).toBe(3)
})

test('who has many names has no more tries for it, and leaves no more rows', () => {
  const { tries, time, rows } = open()
  for (let at = 0; at < 5; at++) tries.note(`address-${at}`)
  expect(tries.left('a-new-address')).toBe(0)
  time.advance(1_001)
  expect(tries.left('a-new-address')).toBe(3)
  tries.note('a-new-address')
  expect(rows()).toBe(1)
})
