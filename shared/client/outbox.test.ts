import type { CommandId, ConfigurationId, VisitId } from '@dangol/domain/ids/ids.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import type { Answer, WaitingRequest } from '@dangol/protocol/requests.ts'
import { expect, onTestFinished, test } from 'vitest'
import { OUTBOX_MAX, createOutbox } from './outbox.ts'
import type { Outbox, OutboxOptions, OutboxStore, WaitingCommand } from './outbox.ts'
import { systemIds } from './system-ids.ts'
import { createHandLink } from './testing/hand-link.ts'
import { memoryOutboxStore } from './testing/memory-outbox-store.ts'
import { OUTBOX_STORE_PROMISES } from './testing/outbox-store-contract.ts'

type Outcome = Answer<WaitingRequest>
const DONE = { ok: true, value: null } as Outcome
const refused = (code: string) => ({ ok: false, error: { code } }) as Outcome
const settled = () => new Promise((resolve) => setTimeout(resolve))

/** A line whose answers the test gives one by one, and its outboxes over one disk. */
function shop() {
  const time = createTurnedTime()
  const disk = new Map<string, WaitingCommand>()
  const link = createHandLink()
  const open = (more: Partial<OutboxOptions> = {}): Outbox => {
    const outbox = createOutbox({ store: memoryOutboxStore(disk), link, clock: time, timers: time, ...more })
    onTestFinished(() => outbox.close())
    return outbox
  }
  /** Answers the oldest sending that has no answer yet. */
  const answer = async (outcome: Outcome): Promise<void> => {
    link.sent.shift()?.answer(outcome)
    await settled()
  }
  return { time, disk, sent: link.sent, become: link.become, open, answer }
}

const visitId = systemIds.next<VisitId>()
function end(outbox: Outbox, aggregate = 'kiosk') {
  const commandId = systemIds.next<CommandId>()
  return { commandId, outcome: outbox.send('visits:end', { commandId, visitId, reason: 'timeout' }, aggregate) }
}
const ids = (outbox: Outbox) => outbox.waiting().map(({ id }) => id)

for (const { title, holds } of OUTBOX_STORE_PROMISES) {
  test(`a store in memory: ${title}`, async () => {
    const disk = new Map<string, WaitingCommand>()
    await holds({ open: () => Promise.resolve(memoryOutboxStore(disk)) })
  })
}

test('[C2] a command is on the disk before it is sent, and leaves it only after its outcome', async () => {
  const { disk, sent, open, answer } = shop()
  const seen: boolean[] = []
  const store = memoryOutboxStore(disk)
  const slow: OutboxStore = { ...store, put: (command) => settled().then(() => store.put(command)) }
  const outbox = open({ store: slow })
  const { commandId, outcome } = end(outbox)
  await Promise.resolve()
  seen.push(sent.length === 0)
  await settled()
  await settled()
  expect([...seen, sent[0]?.command, disk.has(commandId)]).toEqual([true, commandId, true])
  await answer(DONE)
  expect(await outcome).toEqual(DONE)
  expect([disk.size, outbox.waiting(), outbox.undone()]).toEqual([0, [], []])
})

test('[O2] commands of one aggregate go one after the other, those of others beside them', async () => {
  const { sent, open, answer } = shop()
  const outbox = open()
  const [one, two, other] = [end(outbox, 'a'), end(outbox, 'a'), end(outbox, 'b')]
  await settled()
  expect(sent.map(({ command }) => command)).toEqual([one.commandId, other.commandId])
  await answer(DONE)
  expect(sent.map(({ command }) => command)).toEqual([other.commandId, two.commandId])
})

test('[C1] what had no outcome is sent again under its own id, after longer and longer pauses', async () => {
  const { time, sent, open, answer } = shop()
  const outbox = open()
  const { commandId, outcome } = end(outbox)
  for (const pauseMs of [500, 1_000, 2_000, 4_000, 8_000, 8_000]) {
    await settled()
    expect(sent.map(({ command }) => command)).toEqual([commandId])
    await answer(refused('unavailable'))
    time.pass(pauseMs - 1)
    await settled()
    expect([sent.length, outbox.waiting().length]).toEqual([0, 1])
    time.pass(1)
  }
  await settled()
  await answer(DONE)
  expect(await outcome).toEqual(DONE)
})

test.each(['read-only', 'too-many-requests', 'unavailable'])(
  "[D2] '%s' is no outcome: it goes on waiting",
  async (code) => {
    const { time, open, answer } = shop()
    const outbox = open()
    const { commandId } = end(outbox)
    await settled()
    await answer(refused(code))
    expect(ids(outbox)).toEqual([commandId])
    time.pass(500)
    await settled()
    await answer(DONE)
    expect(ids(outbox)).toEqual([])
  },
)

test('nothing is sent without a line, and everything as soon as there is one', async () => {
  const { sent, open, become, answer, time } = shop()
  const outbox = open()
  await settled()
  end(outbox, 'a')
  await settled()
  await answer(refused('unavailable'))
  become('offline')
  end(outbox, 'b')
  await settled()
  expect(outbox.heldUp()).toHaveLength(2)
  time.pass(60_000)
  await settled()
  expect(sent).toEqual([])
  become('catching-up')
  await settled()
  expect(sent).toHaveLength(2)
})

test('a lane that gets no outcome starves no other', async () => {
  const { time, sent, open } = shop()
  const outbox = open()
  const stuck = Array.from({ length: 12 }, (_, at) => end(outbox, `stuck ${at}`).commandId)
  const { commandId } = end(outbox, 'honest')
  const reached = new Set<CommandId>()
  for (let round = 0; round < 12 && !reached.has(commandId); round++) {
    await settled()
    for (const { command, answer } of sent.splice(0)) {
      reached.add(command)
      answer(refused('unavailable'))
    }
    await settled()
    time.pass(8_000)
  }
  expect(reached.has(commandId)).toBe(true)
  expect(ids(outbox)).toEqual([...stuck, commandId])
})

test('[O2] after a restart it goes on where it was, in the order made', async () => {
  const { disk, sent, open, become, answer } = shop()
  become('offline')
  const before = open()
  const made = [end(before), end(before), end(before)].map(({ commandId }) => commandId)
  await settled()
  before.close()
  const after = open()
  await after.loaded()
  expect(ids(after)).toEqual(made)
  const last = end(after).commandId
  become('online')
  for (const expected of [...made, last]) {
    await settled()
    expect(sent.map(({ command }) => command)).toEqual([expected])
    await answer(DONE)
  }
  expect(disk.size).toBe(0)
})

test('[C3] what nobody can confirm any more is told until it was seen, also over a restart', async () => {
  const { disk, open, become, answer } = shop()
  become('offline')
  const first = open()
  const { commandId, outcome } = end(first)
  await settled()
  become('online')
  await settled()
  await answer(refused('forgotten'))
  expect(await outcome).toEqual(refused('forgotten'))
  expect(first.undone()).toMatchObject([{ command: { id: commandId }, code: 'forgotten' }])
  expect([first.waiting(), disk.size]).toEqual([[], 1])
  first.close()
  const second = open()
  await settled()
  await answer(refused('forgotten'))
  expect(second.undone()).toMatchObject([{ command: { id: commandId } }])
  second.seen()
  await settled()
  expect([second.undone(), disk.size]).toEqual([[], 0])
})

test('a refusal at once is told to its maker alone', async () => {
  const { disk, open, answer } = shop()
  const outbox = open()
  const { outcome } = end(outbox)
  await settled()
  await answer(refused('no-such-visit'))
  expect(await outcome).toEqual(refused('no-such-visit'))
  expect([outbox.undone(), disk.size]).toEqual([[], 0])
})

test('a maker who went on is told by the outbox, unless it is no news', async () => {
  for (const isNews of [true, false]) {
    const { disk, open, answer } = shop()
    const outbox = open({ isNews: () => isNews })
    const commandId = systemIds.next<CommandId>()
    const kept = await outbox.keep('visits:end', { commandId, visitId, reason: 'timeout' }, 'kiosk')
    kept?.leave()
    await answer(refused('no-such-visit'))
    expect([outbox.undone().length, disk.size]).toEqual(isNews ? [1, 1] : [0, 0])
  }
})

test('what was made believing in a refused command falls with it and is never sent', async () => {
  const { disk, sent, open, become, answer } = shop()
  become('offline')
  const outbox = open({ restsOn: (later, before) => later.request === before.request && later.n > before.n })
  const first = end(outbox)
  const rests = end(outbox)
  const configurationId = systemIds.next<ConfigurationId>()
  const discard = { commandId: systemIds.next<CommandId>(), visitId, configurationId }
  void outbox.send('configurations:discard', discard, 'kiosk')
  await settled()
  become('online')
  await settled()
  await answer(refused('no-such-visit'))
  expect(await rests.outcome).toEqual(refused('no-such-visit'))
  expect(outbox.undone().map(({ command }) => command.id)).toEqual([rests.commandId, first.commandId])
  expect(sent.map(({ command }) => command)).toEqual([discard.commandId])
  await answer(DONE)
  expect(disk.size).toBe(2)
})

test('[M3] it holds so many and no more; what does not fit is refused to its maker', async () => {
  const { open, become } = shop()
  become('offline')
  const outbox = open()
  for (let made = 0; made < OUTBOX_MAX; made++) end(outbox)
  expect(await end(outbox).outcome).toEqual(refused('unavailable'))
  await settled()
  expect(outbox.waiting()).toHaveLength(OUTBOX_MAX)
})

test('what could not be kept is refused, and never sent', async () => {
  const { sent, open } = shop()
  const outbox = open({ store: { ...memoryOutboxStore(), put: () => Promise.reject(new Error('the disk is full')) } })
  expect(await end(outbox).outcome).toEqual(refused('unavailable'))
  await settled()
  expect([sent.length, outbox.waiting().length]).toEqual([0, 0])
})

test('the same command made twice is kept once and has one outcome', async () => {
  const { sent, open, answer } = shop()
  const outbox = open()
  const input = { commandId: systemIds.next<CommandId>(), visitId, reason: 'timeout' as const }
  const both = Promise.all([outbox.send('visits:end', input, 'kiosk'), outbox.send('visits:end', input, 'kiosk')])
  await settled()
  expect([sent.length, outbox.waiting().length, outbox.heldUp().length]).toEqual([1, 1, 0])
  await answer(DONE)
  expect(await both).toEqual([DONE, DONE])
})

test('it sends only when it is its turn', async () => {
  const { sent, open } = shop()
  let begin: () => void = () => undefined
  const outbox = open({ turn: (mine) => (begin = mine) })
  end(outbox)
  await settled()
  expect([sent.length, outbox.waiting().length]).toEqual([0, 1])
  begin()
  await settled()
  expect(sent).toHaveLength(1)
})

test('it tells when anything changes', async () => {
  const { open, answer } = shop()
  const outbox = open()
  const counts: number[] = []
  outbox.onChange(() => counts.push(outbox.waiting().length))
  end(outbox)
  await settled()
  await answer(DONE)
  expect(counts).toEqual([1, 0])
})
