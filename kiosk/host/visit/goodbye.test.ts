import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import { expect, it } from 'vitest'
import { memberVisit, orderView, visitId } from '../testing/fixtures.ts'
import { createGoodbye, GOODBYE_MS, GOODBYE_WITH_CODE_MS } from './goodbye.ts'

function open() {
  const time = createTurnedTime()
  const changes = { count: 0 }
  const goodbye = createGoodbye(time, time, () => void (changes.count += 1))
  return { time, goodbye, changes }
}

it('goes by itself, and a code that came meanwhile starts its own time', () => {
  const { time, goodbye } = open()
  goodbye.show({ ...memberVisit(1), orders: [orderView(42)] }, 'shopper')
  expect(goodbye.shown()).toMatchObject({ orderNumbers: ['S-0042'], parkedCode: null })
  time.pass(GOODBYE_MS - 1)
  goodbye.heard(visitId(1), 'K7PQ')
  time.pass(GOODBYE_WITH_CODE_MS - 1)
  expect(goodbye.shown()?.parkedCode).toBe('K7PQ')
  time.pass(1)
  expect(goodbye.shown()).toBeNull()
})

it('an end that was heard without a code prolongs nothing, and takes no code away', () => {
  const { time, goodbye } = open()
  goodbye.show(memberVisit(1), 'shopper')
  goodbye.waits(visitId(1))
  expect(goodbye.shown()?.waits).toBe(true)
  time.pass(1_000)
  goodbye.heard(visitId(1), null)
  expect(goodbye.shown()).toMatchObject({ waits: false, endsAt: time.nowMs() - 1_000 + GOODBYE_MS })
  goodbye.heard(visitId(1), 'K7PQ')
  goodbye.heard(visitId(1), null)
  expect(goodbye.shown()?.parkedCode).toBe('K7PQ')
})

it('[A7] after a time-out no code is shown, whenever it comes', () => {
  const { goodbye } = open()
  goodbye.show(memberVisit(1), 'timeout')
  goodbye.heard(visitId(1), 'K7PQ')
  expect(goodbye.shown()?.parkedCode).toBeNull()
})

it('[A8] what is heard of another visit, or too late, changes nothing', () => {
  const { time, goodbye, changes } = open()
  goodbye.show(memberVisit(2), 'shopper')
  const before = goodbye.shown()
  goodbye.heard(visitId(1), 'K7PQ')
  goodbye.waits(visitId(1))
  expect(goodbye.shown()).toBe(before)
  time.pass(GOODBYE_MS)
  const seen = changes.count
  goodbye.heard(visitId(2), 'K7PQ')
  goodbye.clear()
  expect([goodbye.shown(), changes.count]).toEqual([null, seen])
})

it('the goodbye of the next visit is not ended by the timer of the one before', () => {
  const { time, goodbye } = open()
  goodbye.show(memberVisit(1), 'shopper')
  time.pass(GOODBYE_MS - 1)
  goodbye.show(memberVisit(2), 'shopper')
  time.pass(GOODBYE_MS - 1)
  expect(goodbye.shown()).not.toBeNull()
})
