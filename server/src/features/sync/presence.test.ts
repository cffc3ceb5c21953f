import type { VisitId } from '@dangol/domain/ids/ids.ts'
import { PRESENCE_LASTS_MS } from '@dangol/protocol/assist.ts'
import type { Presence } from '@dangol/protocol/assist.ts'
import { expect, test } from 'vitest'
import { createManualTime } from '../../testing/manual-time.ts'
import { asId, callerOf } from '../../testing/store-core.ts'
import type { Caller } from '../../transport/handler.ts'
import { createPresence, PRESENCE_EVERY_MS } from './presence.ts'

const VISIT = asId<VisitId>('019a0000-0000-7000-8000-000000000001')
const kiosk = callerOf('kiosk', 'kiosk-1')
const tablet = callerOf('tablet', 'tablet-1', 'jieun')

function open() {
  const time = createManualTime()
  const told: (string | null)[] = []
  const joined: [string, string | null][] = []
  const mayRead = new Set(['kiosk-1', 'tablet-1'])
  const presence = createPresence({
    mayRead: (caller) => mayRead.has(caller.deviceId),
    staff: { nameOf: (id) => `이름 ${id}` },
    steady: time.steady,
    timers: time,
    tell: (_topic, { looking }) => void told.push(looking),
    tellOne: (caller, { looking }: Presence) => void joined.push([caller.deviceId, looking]),
  })
  const look = (caller: Caller, looking: string | null) => presence.handler(caller, { visitId: VISIT, looking })
  const join = () => {
    joined.splice(0)
    presence.joined(tablet, `visit:${VISIT}`)
    return [...joined]
  }
  return { time, told, look, join, mayRead }
}

test('[P1] what comes faster than it may is told later, and only the last of it', () => {
  const { time, told, look } = open()
  for (let at = 0; at < 10; at++) expect(look(kiosk, `place-${at}`)).toEqual({ ok: true, value: null })
  expect(told).toEqual(['place-0'])
  time.advance(PRESENCE_EVERY_MS)
  expect(told).toEqual(['place-0', 'place-9'])
})

test('[P1] no device is told of more than twenty times a second, however often it says so', () => {
  const { time, told, look } = open()
  for (let at = 0; at < 1_000; at++) {
    void look(kiosk, `place-${at}`)
    time.advance(1)
  }
  expect(told.length).toBeLessThanOrEqual(21)
  expect(told.length).toBeGreaterThanOrEqual(19)
})

test('[P1] who joins is told what is true now, and nothing ten seconds after the last word', () => {
  const { time, look, join } = open()
  void look(kiosk, 'colour')
  time.advance(PRESENCE_LASTS_MS - 1)
  expect(join()).toEqual([['tablet-1', 'colour']])
  void look(kiosk, 'handle')
  time.advance(PRESENCE_LASTS_MS - 1)
  expect(join()).toEqual([['tablet-1', 'handle']])
  time.advance(1)
  expect(join()).toEqual([])
})

test('[P1] [T3] nobody is shown to look who may not any more, not even by a word that was waiting', () => {
  const { time, told, look, join, mayRead } = open()
  void look(tablet, 'colour')
  void look(tablet, 'handle')
  mayRead.delete('tablet-1')
  time.advance(PRESENCE_EVERY_MS)
  expect([told, join()]).toEqual([['colour'], []])
  expect(look(tablet, 'name')).toEqual({ ok: false, error: { code: 'not-agreed' } })
})

test('[P1] a tablet that nobody holds looks as nobody', () => {
  const { look } = open()
  expect(look(callerOf('tablet', 'tablet-1'), 'colour')).toMatchObject({ error: { code: 'not-agreed' } })
})
