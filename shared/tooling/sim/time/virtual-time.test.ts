import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMachine } from './machine.ts'
import { createVirtualTime } from './virtual-time.ts'

test('what is due happens in the order of its time, and of its asking within one instant', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }), (delays) => {
      const time = createVirtualTime()
      const happened: [number, number][] = []
      delays.forEach((delay, at) => time.after(delay, () => happened.push([delay, at])))
      while (time.step(100));
      expect(happened).toEqual(
        delays.map((delay, at) => [delay, at] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]),
      )
    }),
  )
})

test('a machine that sleeps fires once on waking what fell due, and never after its plug was pulled', () => {
  const time = createVirtualTime()
  const machine = createMachine(time)
  const life = machine.begin()
  let fired = 0
  life.timers.every(10, () => void (fired += 1))
  machine.sleep()
  while (time.step(95));
  expect(fired).toBe(0)
  machine.wake()
  while (time.step(96));
  expect(fired).toBe(1)
  life.end()
  while (time.step(500));
  expect(fired).toBe(1)
})

test('a clock that is set moves no timer', () => {
  const time = createVirtualTime()
  const machine = createMachine(time)
  const before = machine.clock.nowMs()
  let firedAt = -1
  machine.begin().timers.after(50, () => void (firedAt = machine.steady.nowMs()))
  machine.jump(-4 * 24 * 60 * 60_000)
  while (time.step(100));
  expect(firedAt).toBe(50)
  machine.setRight()
  expect(machine.clock.nowMs()).toBe(before + 100)
})
