import type { CommandId } from '@dangol/domain/ids/ids.ts'
import { LINK_REQUESTS } from '@dangol/protocol/link-requests.ts'
import type { FeedState, Letter, LetterAction } from '@dangol/protocol/link.ts'
import { expect, it } from 'vitest'
import { createAuditLog } from '../../audit/audit-log.ts'
import { openMemoryDatabase } from '../../db/testing/memory-database.ts'
import { STORE_MIGRATIONS } from '../../db/store-migrations.ts'
import { asId, callerOf, openStoreCore } from '../../testing/store-core.ts'
import { createLogger } from '../../platform/log.ts'
import { createLinkGate } from './link-gate.ts'
import { createProbeWatch } from './probe-watch.ts'
import { createShopLink } from './shop-link.ts'
import type { ShopLinkDeps } from './shop-link.ts'
import { createFakeConnector, healthy } from './testing/fake-connector.ts'
import type { CommerceConnector } from '../connector.ts'

const manager = callerOf('office', 'office-1', 'jieun')

const letter = (position: number): Letter => ({
  ...{ position, kind: 'order', order: { id: asId(`o-${position}`), number: `S-000${position}` } },
  ...{ reason: 'price-changed', detail: '12,000 → 13,000', at: 1, attempts: 1, actions: ['retry', 'cancel'] },
})
const feed: FeedState = {
  ...{ feed: 'orders', source: 'shop', reliability: 'lossy', state: 'current', loaded: 3, total: 3 },
  ...{ readAt: 1, changedAt: 1, error: null, setAside: 0, compared: null },
}

/** The office's requests over desks that a test can look behind. */
function open() {
  const core = openStoreCore()
  const { time, db, once } = core
  const connector = createFakeConnector()
  const came = { goneOn: 0, compared: 0, resolved: [] as [number, LetterAction, string][] }
  const desk = { letters: [letter(1), letter(2)], setAside: 3 }
  const probe = createProbeWatch({
    ...{ clock: time, timers: time, connector, log: createLogger('silent') },
    onCleared: () => (came.goneOn += 1),
  })
  const gate = createLinkGate({ db, clock: time, probe })
  const access = createAuditLog({ db, clock: time, transact: core.transact })
  const deps: ShopLinkDeps = {
    ...{ clock: time, timers: time, timeZone: 'Asia/Seoul', once, access, gate, probe },
    connector: connector as unknown as CommerceConnector,
    host: 'shop.example',
    line: { status: () => ({ state: 'up', since: 5, waiting: 0 }) },
    nameOf: (id) => (id === 'jieun' ? '지은' : id),
    ears: { hinted: () => undefined },
    goOn: () => (came.goneOn += 1),
    mirror: {
      feeds: () => [feed],
      setAside: (max) =>
        Array.from({ length: Math.min(max, desk.setAside) }, (_, n) => ({
          ...{ feed: 'orders' as const, id: String(n), reason: 'state' as const, detail: 'Modifying' },
        })),
      compareSoon: () => (came.compared += 1),
    },
    outbox: {
      state: () => ({
        ...{ waiting: 2, oldestAt: 1, letters: desk.letters.length, max: 2_000 },
        ...{ breaker: 'closed', retryAt: null, sent: 9, sentAt: 2 },
      }),
      letters: (max) => desk.letters.slice(0, max),
      resolve(position, action, by) {
        if (!desk.letters.some((one) => one.position === position)) return 'gone'
        if (action === 'take-over') return 'impossible'
        came.resolved.push([position, action, by])
        desk.letters = desk.letters.filter((one) => one.position !== position)
        return 'done'
      },
    },
  }
  const { handlers } = createShopLink(deps)
  const command = () => ({ commandId: core.ids.next<CommandId>() })
  const recorded = () =>
    access.list({ before: null, subject: null, max: 20 }).map((one) => [one.what, one.result, one.purpose])
  return { ...core, connector, came, desk, probe, gate, handlers, command, recorded, access }
}
type Office = ReturnType<typeof open>

const pause = (office: Office, reason = 'stock-taking') =>
  office.handlers['link:pause'](manager, { ...office.command(), reason })
const resume = (office: Office) => office.handlers['link:resume'](manager, office.command())

it('tells how the link stands, in the shape of the wire', async () => {
  const office = open()
  await office.probe.ask()
  const answer = await office.handlers['link:state'](manager, {})
  expect(answer).toMatchObject({
    ok: true,
    value: { platform: 'vendure', host: 'shop.example', line: 'up', since: 5, paused: null, feeds: [feed] },
  })
  expect(answer.ok && LINK_REQUESTS['link:state'].output.safeParse(answer.value).success).toBe(true)
})

it('a link that is held carries nothing until it is let go, says who holds it and why, and both stand on the record', async () => {
  const office = open()
  await office.probe.ask()
  expect(office.gate.isPaused()).toBe(false)
  expect(await pause(office)).toMatchObject({
    value: { paused: { by: '지은', at: office.time.nowMs(), reason: 'stock-taking' } },
  })
  expect(office.gate.isPaused()).toBe(true)
  expect(await resume(office)).toMatchObject({ value: { paused: null } })
  expect(office.gate.isPaused()).toBe(false)
  expect(office.recorded()).toEqual([
    ['link.resume', 'resumed', null],
    ['link.pause', 'held', 'stock-taking'],
  ])
})

it('resuming lets everything go on at once and looks at the shop again', async () => {
  const office = open()
  await office.probe.ask()
  await pause(office)
  const [{ goneOn }, probes] = [{ ...office.came }, office.connector.probes]
  await resume(office)
  expect([office.came.goneOn - goneOn, office.connector.probes - probes]).toEqual([1, 1])
})

it('whoever held it first holds it; a repeated command holds once', async () => {
  const office = open()
  const input = { ...office.command(), reason: 'stock-taking' }
  await office.handlers['link:pause'](manager, input)
  await office.handlers['link:pause'](manager, input)
  const other = callerOf('office', 'office-2', 'haneul')
  await office.handlers['link:pause'](other, { ...office.command(), reason: 'a second reason' })
  expect(office.gate.held()).toMatchObject({ heldBy: 'jieun', reason: 'stock-taking' })
  expect(office.recorded().map(([, result]) => result)).toEqual(['held-already', 'held'])
})

it('a link that is held is still held when the store server starts again', () => {
  const db = openMemoryDatabase(STORE_MIGRATIONS)
  const start = () => createLinkGate({ db, clock: { nowMs: () => 7 }, probe: { isBlocked: () => false } })
  start().hold('jieun', 'stock-taking')
  expect(start().isPaused()).toBe(true)
  expect(start().release()).toBe(true)
  expect([start().isPaused(), start().release()]).toEqual([false, false])
})

it('[U10] a link with problems is shut though nobody holds it, and opens when they are gone', async () => {
  const office = open()
  office.connector.probeAnswer = healthy({ problems: [{ code: 'sku', detail: 'CUSTOM-1' }] })
  await office.probe.ask()
  expect(office.gate.isPaused()).toBe(true)
  office.connector.probeAnswer = healthy()
  await office.handlers['link:dry-run'](manager, {})
  expect([office.gate.isPaused(), office.came.goneOn]).toEqual([false, 1])
})

it('compares when it is asked to', async () => {
  const office = open()
  await office.handlers['link:compare'](manager, office.command())
  expect([office.came.compared, office.recorded()]).toEqual([1, [['link.compare', 'begun', null]]])
})

it('tries the mapping for one person at a time', async () => {
  const office = open()
  office.connector.probeAnswer = 'silence'
  const first = office.handlers['link:dry-run'](manager, {})
  expect(await office.handlers['link:dry-run'](manager, {})).toEqual({
    ok: false,
    error: { code: 'already-under-way' },
  })
  office.time.advance(20_000)
  expect(await first).toMatchObject({ value: { problems: [{ code: 'unreachable', detail: 'aborted' }] } })
  office.connector.probeAnswer = healthy()
  expect(await office.handlers['link:dry-run'](manager, {})).toMatchObject({ ok: true })
})

it('[U8] a letter is resolved once, by whom and why stands on the record, and the others are told', async () => {
  const office = open()
  const input = { ...office.command(), position: 1, action: 'cancel' as const, reason: 'customer agreed' }
  for (let tries = 0; tries < 2; tries++) {
    const answer = await office.handlers['link:resolve'](manager, input)
    expect(answer).toMatchObject({ ok: true, value: { letters: [{ position: 2 }], whole: true } })
  }
  expect(office.came.resolved).toEqual([[1, 'cancel', 'jieun']])
  expect(office.recorded()).toEqual([['link.resolve', 'cancelled', 'customer agreed']])
  expect(office.access.list({ before: null, subject: 'S-0001', max: 1 })).toHaveLength(1)
})

it('[U8] a letter that is gone, or cannot end that way, is refused and leaves no record', async () => {
  const office = open()
  const resolve = (position: number, action: LetterAction) =>
    office.handlers['link:resolve'](manager, { ...office.command(), position, action, reason: 'some reason' })
  expect(await resolve(9, 'retry')).toMatchObject({ error: { code: 'no-such-letter' } })
  expect(await resolve(1, 'take-over')).toMatchObject({ error: { code: 'not-possible' } })
  expect(office.recorded()).toEqual([])
})

it('[U4] shows rows that were set aside, and says when there are more than it shows', async () => {
  const office = open()
  expect(await office.handlers['link:set-aside'](manager, {})).toMatchObject({ value: { whole: true } })
  office.desk.setAside = 600
  const answer = await office.handlers['link:set-aside'](manager, {})
  expect(answer.ok && [answer.value.rows.length, answer.value.whole]).toEqual([500, false])
})

it('shows as many letters as fit, oldest first, and says when there are more', async () => {
  const office = open()
  office.desk.letters = Array.from({ length: 501 }, (_, n) => letter(n + 1))
  const answer = await office.handlers['link:letters'](manager, {})
  expect(answer.ok && [answer.value.letters.length, answer.value.whole]).toEqual([500, false])
})
