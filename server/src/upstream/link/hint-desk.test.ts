import { expect, it } from 'vitest'
import { createManualTime } from '../../testing/manual-time.ts'
import { createHintDesk, HINTS_KNOWN_MAX } from './hint-desk.ts'
import { createFakeConnector } from './testing/fake-connector.ts'

const signed = { 'x-sign': 'right' }

function open() {
  const time = createManualTime()
  const heard: string[] = []
  const desk = createHintDesk({
    ...{ clock: time, connector: createFakeConnector() },
    ears: { hinted: ({ id }) => void heard.push(id) },
  })
  return {
    time,
    heard,
    hear: (id: string, headers: object = signed) => desk.hear({ ...headers }, Buffer.from(id)),
    desk,
  }
}

it('[U7] a signed message is heard once, however often it comes', () => {
  const { hear, heard, desk, time } = open()
  expect([hear('a'), hear('a'), hear('b')]).toEqual([true, true, true])
  expect(heard).toEqual(['a', 'b'])
  expect(desk.counts()).toEqual({ heard: 2, refused: 0, lastAt: time.nowMs() })
})

it('[U7] what the shop has not signed is ignored and counted', () => {
  const { hear, heard, desk } = open()
  expect(hear('a', { 'x-sign': 'wrong' })).toBe(false)
  expect([heard, desk.counts()]).toEqual([[], { heard: 0, refused: 1, lastAt: null }])
})

it('remembers a bounded number of messages, the newest ones', () => {
  const { hear, heard } = open()
  for (let n = 0; n <= HINTS_KNOWN_MAX; n++) hear(String(n))
  hear(String(HINTS_KNOWN_MAX))
  hear('0')
  expect(heard.slice(-2)).toEqual([String(HINTS_KNOWN_MAX), '0'])
})
