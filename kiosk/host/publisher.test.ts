import { setImmediate as turn } from 'node:timers/promises'
import type { KioskState } from '@dangol/protocol/bridge.ts'
import { expect, it } from 'vitest'
import { createPublisher } from './publisher.ts'

function open() {
  let at = 0
  // Only the time of the state matters here.
  const publisher = createPublisher(() => ({ at: ++at }) as KioskState)
  const told: number[] = []
  const stop = publisher.listen((state) => void told.push(state.at))
  return { publisher, told, stop }
}

it('tells at once how things stand', () => {
  expect(open().told).toEqual([1])
})

it('tells once for everything that changed in one go', async () => {
  const { publisher, told } = open()
  publisher.soon()
  publisher.soon()
  expect(told).toEqual([1])
  await turn()
  expect(told).toEqual([1, 2])
})

it('tells before whoever waits for the change goes on', async () => {
  const { publisher, told } = open()
  const answered = async (): Promise<string> => {
    publisher.soon()
    return Promise.resolve('answer')
  }
  await answered()
  expect(told).toEqual([1, 2])
})

it('tells nobody who has stopped listening, and nobody after the close', async () => {
  const { publisher, told, stop } = open()
  publisher.soon()
  stop()
  await turn()
  expect(told).toEqual([1])
  publisher.listen(({ at }) => void told.push(at))
  publisher.soon()
  publisher.close()
  await turn()
  expect(told).toEqual([1, 2])
})
