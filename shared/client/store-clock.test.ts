import { describe, expect, test } from 'vitest'
import { createStoreClock } from './store-clock.ts'

const STORE_MS = 1_900_000_000_000

/** A device whose wall clock is `offMs` off, and whose steady clock began somewhere else altogether. */
function open(offMs = 0) {
  let passedMs = 0
  let jumpedMs = 0
  const store = createStoreClock({
    clock: { nowMs: () => STORE_MS + passedMs + offMs + jumpedMs },
    steady: { nowMs: () => 777 + passedMs },
  })
  return {
    store,
    storeNow: () => STORE_MS + passedMs,
    pass: (ms: number) => void (passedMs += ms),
    jump: (ms: number) => void (jumpedMs += ms),
    steadyNow: () => 777 + passedMs,
  }
}

describe('the store’s time on a device', () => {
  test('is the wall clock’s until the store has said its own', () => {
    const { store } = open(5_000)
    expect([store.nowMs(), store.offsetMs(), store.roundTripMs()]).toEqual([STORE_MS + 5_000, null, null])
  })

  test('[W1] is what the store said, and goes on evenly whatever happens to the wall clock', () => {
    const { store, storeNow, pass, jump } = open(-4 * 24 * 3_600_000)
    store.told(storeNow())
    pass(60_000)
    expect(store.nowMs()).toBe(storeNow())
    jump(9 * 24 * 3_600_000)
    expect(store.nowMs()).toBe(storeNow())
    expect(store.offsetMs()).toBe(5 * 24 * 3_600_000)
  })

  test('takes the answer to have been given half-way, and learns how long the way is', () => {
    const { store, storeNow, pass, steadyNow } = open(250)
    const askedMs = steadyNow()
    pass(20)
    const at = storeNow()
    pass(20)
    store.answered(at, askedMs)
    expect([store.nowMs(), store.roundTripMs(), store.offsetMs()]).toEqual([storeNow(), 40, 250])
    store.told(storeNow())
    expect(store.nowMs()).toBe(storeNow() + 20)
  })
})
