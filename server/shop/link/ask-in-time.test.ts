import { expect, test } from 'vitest'
import { createTurnedClock } from '../testing/turned-clock.ts'
import { askInTime } from './ask-in-time.ts'

test('an answer in time is the answer, and its deadline is called off', async () => {
  const timers = createTurnedClock()
  let ended = false
  const ask = (signal: AbortSignal) => {
    signal.addEventListener('abort', () => (ended = true))
    return Promise.resolve('here')
  }
  expect(await askInTime({ timers, withinMs: 100, ask, silence: 'nobody' })).toBe('here')
  timers.advance(1_000)
  expect(ended).toBe(false)
})

test('whoever does not answer in time is silence and is told to stop, whether or not they listen', async () => {
  const timers = createTurnedClock()
  let signal: AbortSignal | null = null
  const ask = (given: AbortSignal) => {
    signal = given
    return new Promise<string>(() => undefined)
  }
  const answer = askInTime({ timers, withinMs: 100, ask, silence: 'nobody' })
  timers.advance(100)
  expect(await answer).toBe('nobody')
  expect(signal).toMatchObject({ aborted: true })
})
