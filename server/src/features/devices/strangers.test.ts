import { expect, test } from 'vitest'
import { CannotWrite } from '../../db/writability.ts'
import type { Transact } from '../../db/transact.ts'
import { openStoreCore } from '../../testing/store-core.ts'
import { createStrangersBook, STRANGERS_EVERY_MS } from './strangers.ts'

const open = () => {
  const core = openStoreCore()
  const { time, transact, log, appended } = core
  const disk = { isFull: false }
  const write: Transact = (run) => {
    if (disk.isFull) throw new CannotWrite('the disk takes no more')
    return transact(run)
  }
  const book = createStrangersBook({ clock: time, timers: time, transact: write, log })
  const told = () => appended.filter(({ topic }) => topic === 'fleet').flatMap(({ entry }) => entry.puts)
  return { book, time, told, disk }
}

test('[A12] however many are turned away, the office hears of it now and then: how many, when and from where', () => {
  const { book, time, told } = open()
  expect(book.puts()).toEqual([])
  for (let at = 0; at < 500; at++) book.turnedAway('10.0.0.66')
  expect(told()).toEqual([])
  time.advance(STRANGERS_EVERY_MS)
  const value = { throttled: 500, at: time.nowMs() - STRANGERS_EVERY_MS, from: '10.0.0.66' }
  expect(told()).toEqual([{ kind: 'strangers', id: 'door', value }])
  expect(book.puts()).toEqual(told())
  time.advance(10 * STRANGERS_EVERY_MS)
  expect(told()).toHaveLength(1)
})

test('[D2] a store that cannot write tells of them once it can', () => {
  const { book, time, told, disk } = open()
  disk.isFull = true
  book.turnedAway('10.0.0.66')
  time.advance(3 * STRANGERS_EVERY_MS)
  disk.isFull = false
  time.advance(STRANGERS_EVERY_MS)
  expect(told()).toMatchObject([{ value: { throttled: 1 } }])
})

test('a server that stops tells nothing more', () => {
  const { book, time, told } = open()
  book.turnedAway('10.0.0.66')
  book.stop()
  time.advance(STRANGERS_EVERY_MS)
  book.turnedAway('10.0.0.66')
  time.advance(STRANGERS_EVERY_MS)
  expect(told()).toEqual([])
})
