import { describe, expect, it } from 'vitest'
import { effectScope } from 'vue'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import { LOCK_AFTER_MS, useIdle } from './use-idle.ts'

function watched() {
  const clock = createTurnedTime()
  const target = new EventTarget()
  const scope = effectScope()
  const tally = { locked: 0 }
  scope.run(() => useIdle({ target, timers: clock, onIdle: () => void (tally.locked += 1) }))
  return { clock, target, scope, tally }
}

describe('a tablet that nobody touches', () => {
  it('[A11] is told so after two minutes, and not before', () => {
    const { clock, tally } = watched()
    clock.pass(LOCK_AFTER_MS - 1)
    expect(tally.locked).toBe(0)
    clock.pass(1)
    expect(tally.locked).toBe(1)
  })

  it.each(['pointerdown', 'keydown', 'wheel'])('starts counting anew at a %s', (act) => {
    const { clock, target, tally } = watched()
    clock.pass(LOCK_AFTER_MS - 1)
    target.dispatchEvent(new Event(act))
    clock.pass(LOCK_AFTER_MS - 1)
    expect(tally.locked).toBe(0)
    clock.pass(1)
    expect(tally.locked).toBe(1)
  })

  it('counts no more once the page is gone', () => {
    const { clock, target, scope, tally } = watched()
    scope.stop()
    target.dispatchEvent(new Event('pointerdown'))
    clock.pass(LOCK_AFTER_MS * 2)
    expect(tally.locked).toBe(0)
  })
})
