import { expect, test } from 'vitest'
import { createAnnouncer } from './use-announcer.ts'

test('the same words twice change the live region twice, so that they are read twice', () => {
  const announcer = createAnnouncer()
  announcer.say('담았습니다')
  const first = announcer.polite.value
  announcer.say('담았습니다')
  expect(announcer.polite.value).not.toBe(first)
  expect(announcer.polite.value.trim()).toBe('담았습니다')
})

test('an urgent text goes to the region that interrupts', () => {
  const announcer = createAnnouncer()
  announcer.say('시간이 끝나 갑니다', 'urgent')
  expect(announcer.urgent.value).toBe('시간이 끝나 갑니다')
  expect(announcer.polite.value).toBe('')
})
