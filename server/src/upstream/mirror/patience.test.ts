import { describe, expect, test } from 'vitest'
import { createManualTime } from '../../testing/manual-time.ts'
import { createPatience } from './patience.ts'

function open() {
  const time = createManualTime()
  const patience = createPatience({ steady: time.steady, random: () => new Uint8Array([255]) })
  /** Asks as soon as it may, and hears nothing; how long that took. */
  const failOnce = () => {
    const waitMs = patience.waitMs()
    time.advance(waitMs)
    patience.mayAsk()
    patience.heard(false)
    return waitMs
  }
  return { time, patience, failOnce }
}

describe('[U6] with a shop that does not answer', () => {
  test('each failure doubles the time it is left alone, up to a minute; one answer ends it', () => {
    const { patience, failOnce } = open()
    const waits = Array.from({ length: 9 }, failOnce)
    expect(waits).toEqual([0, 1, 2, 4, 8, 16, 32, 60, 60].map((seconds) => seconds * 1_000))
    patience.heard(true)
    expect([patience.waitMs(), patience.mayAsk()]).toEqual([0, true])
  })

  test('questions that fail together are one failure', () => {
    const { patience } = open()
    for (let feed = 0; feed < 6; feed += 1) patience.heard(false)
    expect(patience.waitMs()).toBe(1_000)
  })

  test('after three failures one feed asks first, and the others when it was answered', () => {
    const { patience, failOnce, time } = open()
    for (let n = 0; n < 3; n += 1) failOnce()
    expect(patience.mayAsk()).toBe(false)
    time.advance(patience.waitMs())
    expect([patience.mayAsk(), patience.mayAsk()]).toEqual([true, false])
    patience.unheard()
    expect(patience.mayAsk()).toBe(true)
    patience.heard(true)
    expect([patience.mayAsk(), patience.mayAsk()]).toEqual([true, true])
  })
})
