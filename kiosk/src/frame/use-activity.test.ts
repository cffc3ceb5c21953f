import { expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { testHost, visitOf } from '../testing/host.ts'
import { IDLE_MS, REPORT_EVERY_MS, useActivity } from './use-activity.ts'

function watched() {
  const host = testHost()
  const glass = new EventTarget()
  const onIdle = vi.fn()
  const scope = effectScope()
  scope.run(() => host.app.runWithContext(() => useActivity(glass, onIdle)))
  const touch = () => glass.dispatchEvent(new Event('pointerdown'))
  const reports = () => host.asked.filter((one) => one.name === 'visit:activity').length
  return { host, glass, touch, onIdle, scope, reports }
}

test('many touches are one report, and a key counts as a touch', async () => {
  const { host, glass, touch, reports } = watched()
  host.push(visitOf(1))
  touch()
  touch()
  expect(reports()).toBe(1)
  await host.pass(REPORT_EVERY_MS)
  glass.dispatchEvent(new Event('keydown'))
  expect(reports()).toBe(2)
})

test('while the warning is up a touch is no activity: only an extension answers it', () => {
  const { host, touch, reports } = watched()
  host.push({ ...visitOf(1), warning: { endsAt: 1_020_000, extensionsLeft: 10 } })
  touch()
  expect(reports()).toBe(0)
})

test('without a visit the attract loop returns after the idle time, counted from the last touch', async () => {
  const { host, touch, onIdle } = watched()
  await host.pass(IDLE_MS - 1)
  touch()
  await host.pass(IDLE_MS - 1)
  expect(onIdle).not.toHaveBeenCalled()
  await host.pass(1)
  expect(onIdle).toHaveBeenCalledTimes(1)
})

test('within a visit the host keeps the clock, not the screen', async () => {
  const { host, onIdle } = watched()
  host.push(visitOf(1))
  await host.pass(IDLE_MS * 2)
  expect(onIdle).not.toHaveBeenCalled()
})

test('a screen that is gone listens no more', () => {
  const { host, touch, scope, reports } = watched()
  host.push(visitOf(1))
  scope.stop()
  touch()
  expect(reports()).toBe(0)
})
