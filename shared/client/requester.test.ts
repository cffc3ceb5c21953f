import type { CommandId } from '@dangol/domain/ids/ids.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import { MESSAGE_BYTES_MAX } from '@dangol/protocol/limits.ts'
import { expect, test } from 'vitest'
import type { LineState } from './line.ts'
import { createRequester, REQUESTS_UNDER_WAY_MAX } from './requester.ts'
import { systemIds } from './system-ids.ts'

const ACK_MS = 1_000
const DEADLINE_MS = 3_500
const UNAVAILABLE = { ok: false, error: { code: 'unavailable' } }
const DONE = { ok: true, value: null }

function open(state: LineState = 'up') {
  const time = createTurnedTime()
  const sent: { input: unknown; acknowledge: (answer: unknown) => void }[] = []
  const line = { state }
  const requester = createRequester({
    sender: { state: () => line.state, send: (_name, input, acknowledge) => void sent.push({ input, acknowledge }) },
    ...{ timers: time, ackTimeoutMs: ACK_MS, commandDeadlineMs: DEADLINE_MS },
  })
  const become = (next: LineState): void => {
    line.state = next
    if (next === 'up') requester.lineUp()
    if (next === 'coming') requester.lineLost()
    if (next === 'down') requester.lineDown()
  }
  const command = (text = '') => {
    const input = { commandId: systemIds.next<CommandId>(), visitId: text as never, step: 'cart' as const }
    return requester.request('visits:report-step', input)
  }
  const question = () => requester.request('catalogue:get', { haveVersion: null })
  return { time, sent, become, command, question, abandon: () => requester.abandon() }
}

test('[C1] a command is sent again after every silence, the same each time, until its deadline', async () => {
  const { time, sent, command } = open()
  const answer = command()
  time.pass(ACK_MS * 3)
  expect(sent.length).toBe(4)
  expect(new Set(sent.map(({ input }) => input)).size).toBe(1)
  time.pass(DEADLINE_MS)
  expect([await answer, sent.length]).toEqual([UNAVAILABLE, 4])
})

test('[C1] the answer to any of its sendings is its answer, and a second one changes nothing', async () => {
  const { time, sent, command } = open()
  const answer = command()
  time.pass(ACK_MS)
  sent[0]?.acknowledge(DONE)
  sent[1]?.acknowledge({ ok: false, error: { code: 'no-such-visit' } })
  expect(await answer).toEqual(DONE)
  time.pass(DEADLINE_MS)
  expect(sent.length).toBe(2)
})

test('a question is asked once, and not again on the next line', async () => {
  const { time, sent, become, question } = open()
  const late = question()
  time.pass(ACK_MS)
  expect(await late).toEqual(UNAVAILABLE)
  const cut = question()
  become('coming')
  become('up')
  expect([await cut, sent.length]).toEqual([UNAVAILABLE, 2])
})

test('[C1] what was sent goes out again on the next line; what was not is refused when none is in sight', async () => {
  const { sent, become, command, question } = open()
  const first = command()
  become('coming')
  const [second, asked] = [command(), question()]
  become('down')
  expect(await Promise.all([second, asked])).toEqual([UNAVAILABLE, UNAVAILABLE])
  become('up')
  expect(sent.length).toBe(2)
  sent[1]?.acknowledge(DONE)
  expect(await first).toEqual(DONE)
})

test('no time-out of an old line sends anything while the line is away', () => {
  const { time, sent, become, command } = open()
  void command()
  become('coming')
  time.pass(ACK_MS)
  expect(sent.length).toBe(1)
  become('up')
  time.pass(ACK_MS)
  expect(sent.length).toBe(3)
})

test('while a line is coming everything waits for it; without one it is refused at once', async () => {
  const { sent, become, command, question } = open('coming')
  const answers = [command(), question()]
  expect(sent).toEqual([])
  become('up')
  expect(sent.length).toBe(2)
  become('down')
  expect(await command()).toEqual(UNAVAILABLE)
  expect([sent.length, answers.length]).toEqual([2, 2])
})

test('[C4] nothing of the person before is said again in the name of the next', async () => {
  const { time, sent, become, command, abandon } = open()
  const answer = command()
  abandon()
  expect(await answer).toEqual(UNAVAILABLE)
  become('coming')
  become('up')
  time.pass(DEADLINE_MS)
  expect(sent.length).toBe(1)
})

test('so many are under way and no more; one that is answered makes room', async () => {
  const { sent, question } = open()
  for (let at = 0; at < REQUESTS_UNDER_WAY_MAX; at++) void question()
  expect([await question(), sent.length]).toEqual([UNAVAILABLE, REQUESTS_UNDER_WAY_MAX])
  sent[0]?.acknowledge({ ok: false, error: { code: 'no-catalogue-yet' } })
  void question()
  expect(sent.length).toBe(REQUESTS_UNDER_WAY_MAX + 1)
})

test('[M1] what would cost the connection is never sent, counted in bytes and not in characters', async () => {
  const { sent, command } = open()
  const tooLarge = { ok: false, error: { code: 'malformed', detail: 'too large' } }
  expect(await command('x'.repeat(MESSAGE_BYTES_MAX))).toEqual(tooLarge)
  expect(await command('단'.repeat(MESSAGE_BYTES_MAX / 2))).toEqual(tooLarge)
  void command('x'.repeat(MESSAGE_BYTES_MAX / 2))
  expect(sent.length).toBe(1)
})
