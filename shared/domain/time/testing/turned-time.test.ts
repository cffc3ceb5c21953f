import { expect, test } from 'vitest'
import { createTurnedTime } from './turned-time.ts'

test('what falls due runs in its order, at its own instant, also when it was set on the way', () => {
  const time = createTurnedTime(0)
  const seen: string[] = []
  const note = (what: string) => () => void seen.push(`${what} ${time.nowMs()}`)
  time.every(40, note('tick'))
  time.after(50, () => {
    note('once')()
    time.after(10, note('after once'))
  })
  time.pass(100)
  expect(seen).toEqual(['tick 40', 'once 50', 'after once 60', 'tick 80'])
  expect(time.nowMs()).toBe(100)
})

test('a cancelled timer never runs, not even when another cancels it in the same turn', () => {
  const time = createTurnedTime(0)
  let ran = 0
  time.after(10, () => cancel())
  const cancel = time.after(20, () => (ran += 1))
  time.pass(1000)
  expect(ran).toBe(0)
})
