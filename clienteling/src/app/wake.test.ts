import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import { expect, it } from 'vitest'
import { ASLEEP_AFTER_MS, watchSleep } from './wake.ts'

function open() {
  const time = createTurnedTime()
  let sleptMs = 0
  let woken = 0
  let look: () => void = () => undefined
  watchSleep({
    clock: { nowMs: () => time.nowMs() + sleptMs },
    timers: time,
    onSight: (again) => ((look = again), () => undefined),
    onWake: () => (woken += 1),
  })
  return { time, look: () => look(), sleep: (ms: number) => (sleptMs += ms), woken: () => woken }
}

it('[L3] a page that slept takes up its line anew at the first moment it runs again', () => {
  const page = open()
  page.sleep(3_600_000)
  page.look()
  page.look()
  expect(page.woken()).toBe(1)
})

it('notices it by its own timers too, where the browser says nothing', () => {
  const page = open()
  page.sleep(ASLEEP_AFTER_MS)
  page.time.pass(2_000)
  expect(page.woken()).toBe(1)
})

it('leaves a page alone that was awake all the time', () => {
  const page = open()
  page.time.pass(3_600_000)
  page.look()
  expect(page.woken()).toBe(0)
})
