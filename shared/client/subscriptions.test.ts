import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import type { LogEntry } from '@dangol/protocol/sync.ts'
import { expect, test } from 'vitest'
import { createReplica } from './replica.ts'
import { createSubscriptions } from './subscriptions.ts'
import { createHandLink } from './testing/hand-link.ts'

const CATALOGUE = { kind: 'catalogue', id: 'catalogue', value: { version: 1 } } as const
const snapshot = (head: number, epoch = 'one') => ({
  ok: true,
  value: { kind: 'snapshot', epoch, head, puts: [CATALOGUE] },
})
const refused = (code: string) => ({ ok: false, error: { code } })
const entry = (seq: number, prev: number): LogEntry => ({
  ...{ seq, prev, at: 1, type: 'thing.changed', puts: [], dels: [] },
})

/** Topics over a line whose answers the test gives. */
function open() {
  const time = createTurnedTime()
  const hand = createHandLink()
  const line = { isUp: true }
  const subscriptions = createSubscriptions({
    ...{ timers: time, isUp: () => line.isUp, onChange: () => undefined },
    request: (name, input) => hand.request(name, input),
  })
  const replica = createReplica()
  const floor = subscriptions.add('floor', replica)
  return {
    ...{ time, line, subscriptions, replica, floor },
    /** What was asked and has no answer, by cursor. */
    asked: () => hand.sent.map(({ input }) => (input as { cursor: unknown }).cursor),
    answer: async (outcome: object) => {
      hand.sent.shift()?.answer(outcome)
      await new Promise((resolve) => setImmediate(resolve))
    },
    tell: (...entries: LogEntry[]) => subscriptions.heard('log:appended', { topic: 'floor', epoch: 'one', entries }),
    size: () => replica.contents().catalogue.size,
  }
}

test('[L4] a gap is asked for from the cursor, and what the gap hid is not guessed', async () => {
  const { answer, tell, asked, floor } = open()
  await answer(snapshot(5))
  expect(floor.status()).toBe('live')
  tell(entry(6, 5))
  tell(entry(9, 8))
  expect([asked(), floor.status()]).toEqual([[{ epoch: 'one', seq: 6 }], 'catching-up'])
})

test('an answer to what was asked before the line fell is dropped', async () => {
  const { answer, asked, subscriptions, floor, size } = open()
  subscriptions.lineLost()
  subscriptions.lineUp()
  expect(asked()).toEqual([null, null])
  await answer(snapshot(5))
  expect([floor.status(), size()]).toEqual(['catching-up', 0])
  await answer(snapshot(7))
  expect([floor.status(), subscriptions.cursor()]).toEqual(['live', { epoch: 'one', seq: 7 }])
})

test('what failed is asked again after a pause, and not into a line that is gone', async () => {
  const { answer, asked, time, line, subscriptions } = open()
  await answer(refused('internal'))
  expect(asked()).toEqual([])
  time.pass(1_000)
  expect(asked()).toEqual([null])
  await answer(refused('unavailable'))
  line.isUp = false
  subscriptions.lineLost()
  time.pass(60_000)
  expect(asked()).toEqual([])
})

test('a server that says start over and over is asked gently', async () => {
  const { answer, asked, time } = open()
  const wrong = { kind: 'entries', epoch: 'one', after: { epoch: 'other', seq: 3 }, head: 9, entries: [] }
  await answer({ ok: true, value: wrong })
  expect(asked()).toEqual([])
  time.pass(1_000)
  expect(asked()).toEqual([null])
})

test('[T3] a right that ends takes the copy; whoever was asking just then asks again, and nobody else', async () => {
  const { answer, asked, floor, size, subscriptions } = open()
  await answer(snapshot(5))
  expect(size()).toBe(1)
  subscriptions.heard('log:revoked', { topic: 'floor' })
  expect([floor.status(), size(), asked()]).toEqual(['refused', 0, []])
  subscriptions.lineUp()
  subscriptions.heard('log:revoked', { topic: 'floor' })
  expect(asked()).toEqual([null, null])
  await answer(snapshot(6))
  expect([floor.status(), size()]).toEqual(['catching-up', 0])
  await answer(snapshot(6))
  expect([floor.status(), size()]).toEqual(['live', 1])
})

test('[T3] what was on its way when the right ended is not looked at, readable or not', async () => {
  const { answer, tell, asked, subscriptions, floor } = open()
  await answer(refused('not-entitled'))
  tell(entry(6, 5))
  subscriptions.heard('log:appended', { topic: 'floor', nonsense: true })
  subscriptions.heard('log:head', { topic: 'floor', epoch: 'one', head: 9 })
  expect([asked(), floor.status()]).toEqual([[], 'refused'])
})

test('[L5] a head further on is asked for; one that is known already, or comes while asking, is not', async () => {
  const { answer, asked, subscriptions } = open()
  const head = (at: number) => subscriptions.heard('log:head', { topic: 'floor', epoch: 'one', head: at })
  head(9)
  expect(asked()).toEqual([null])
  await answer(snapshot(5))
  head(5)
  expect(asked()).toEqual([])
  head(6)
  expect(asked()).toEqual([{ epoch: 'one', seq: 5 }])
})

test('a topic that is not followed any more neither asks nor hears; followed anew it starts over', async () => {
  const { answer, asked, time, subscriptions, floor, replica } = open()
  expect(() => subscriptions.add('floor', replica)).toThrow(/followed already/)
  await answer(refused('internal'))
  floor.stop()
  time.pass(60_000)
  expect([asked(), subscriptions.settled(), subscriptions.cursor()]).toEqual([[], true, null])
  subscriptions.add('floor', replica)
  floor.stop()
  expect([asked(), subscriptions.settled()]).toEqual([[null], false])
})
