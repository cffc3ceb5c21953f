import { createHandLink } from '@dangol/client/testing/hand-link.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import { expect, it } from 'vitest'
import { visitId } from '../testing/fixtures.ts'
import { createClearedLine } from './cleared-line.ts'

function open() {
  const time = createTurnedTime()
  const link = createHandLink()
  const copy = { isCaughtUp: true }
  const line = createClearedLine({
    // The rest of a link is not used by it.
    link: link as unknown as StoreLink,
    ...{ ids: systemIds, timers: time, isCaughtUp: () => copy.isCaughtUp },
  })
  const told: string[] = []
  line.onStatus((status) => void told.push(status))
  const answer = async (outcome: object) => {
    link.sent.shift()?.answer(outcome)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { time, link, copy, line, told, answer }
}
const OVER = { ok: true, value: { reason: 'timeout', parkedCode: null } }
const refused = (code: string) => ({ ok: false, error: { code } })

it('is not up before it is known which visit the store has here; other topics may lag behind', () => {
  const { link, copy, line } = open()
  copy.isCaughtUp = false
  link.become('catching-up')
  expect(line.status()).toBe('connecting')
  copy.isCaughtUp = true
  expect(line.status()).toBe('catching-up')
})

it('[E2] is not up while the store has a stranger’s visit, and says so the moment that is over', async () => {
  const { line, link, told, answer } = open()
  line.endStranger(visitId(1))
  line.endStranger(visitId(2))
  line.endStranger(visitId(1))
  expect(link.sent.map(({ input }) => input)).toMatchObject([{ visitId: visitId(1) }, { visitId: visitId(2) }])
  await answer(OVER)
  expect(line.status()).toBe('connecting')
  await answer(refused('no-such-visit'))
  expect([line.status(), told.at(-1)]).toEqual(['online', 'online'])
})

it('[E2] tells an end again, each time after a pause, until somebody has heard it', async () => {
  const { time, line, link, answer } = open()
  line.endStranger(visitId(1))
  for (const code of ['unavailable', 'read-only', 'internal']) {
    await answer(refused(code))
    expect([link.sent.length, line.status()]).toEqual([0, 'connecting'])
    time.pass(1_000)
  }
  await answer(OVER)
  time.pass(10_000)
  expect([link.sent.length, line.status()]).toEqual([0, 'online'])
})

it('tells nobody who has stopped listening', async () => {
  const { line, link, answer } = open()
  const heard: string[] = []
  const stop = line.onStatus((status) => void heard.push(status))
  stop()
  line.endStranger(visitId(1))
  await answer(OVER)
  link.become('offline')
  expect(heard).toEqual(['online'])
})
