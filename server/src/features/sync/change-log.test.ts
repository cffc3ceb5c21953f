import { describe, expect, test } from 'vitest'
import { planOf } from '../../testing/query-plan.ts'
import { openStoreCore } from '../../testing/store-core.ts'
import { LOG_AGE_MAX_MS, createChangeLog } from './change-log.ts'

const open = () => {
  const core = openStoreCore()
  const append = (topic: 'floor' | 'kiosk:kiosk-1', type = 'thing.changed') =>
    core.transact(() => core.log.append({ type, commandId: null, topic, puts: [] }))
  return { ...core, append }
}

describe('the change log', () => {
  test('refuses an entry outside the transaction of its change', () => {
    const { log } = open()
    expect(() => log.append({ type: 'thing.changed', commandId: null, topic: 'floor', puts: [] })).toThrow('outside')
  })

  test('[G4] each entry names the one before it in its own topic', () => {
    const { log, append } = open()
    append('floor')
    append('kiosk:kiosk-1')
    append('floor')
    expect(log.entriesSince('floor', 0, 10).map(({ seq, prev }) => [seq, prev])).toEqual([
      [1, 0],
      [3, 1],
    ])
    expect(log.entriesSince('kiosk:kiosk-1', 0, 10).map(({ seq, prev }) => [seq, prev])).toEqual([[2, 0]])
    expect(log.span('floor')).toEqual({ head: 3, floor: 0 })
  })

  test('entries are dropped after a day, and numbers never start again', () => {
    const { log, append, time } = open()
    append('floor')
    append('floor')
    time.advance(LOG_AGE_MAX_MS + 1)
    log.prune()
    expect(log.span('floor')).toEqual({ head: 2, floor: 2 })
    append('floor')
    expect(log.entriesSince('floor', 2, 10).map(({ seq, prev }) => [seq, prev])).toEqual([[3, 2]])
  })

  test('a forgotten topic keeps its head but none of its entries', () => {
    const { log, append, transact, db } = open()
    append('kiosk:kiosk-1')
    append('floor')
    transact(() => log.forget('kiosk:kiosk-1'))
    expect(log.span('kiosk:kiosk-1')).toEqual({ head: 1, floor: 1 })
    expect(db.prepare('select topic from log').all()).toEqual([{ topic: 'floor' }])
  })

  test('a thing can be taken out of it, and nobody sees a gap', () => {
    const { log, append, transact, db, time } = open()
    const put = (id: string) => ({ kind: 'wan', id, value: { state: 'up', since: 0, waiting: 0 } }) as const
    const change = (ids: string[], dels: string[] = []) => {
      const gone = dels.map((id) => ({ kind: 'wan', id }))
      transact(() =>
        log.append({ type: 'wan.changed', commandId: null, topic: 'floor', puts: ids.map(put), dels: gone }),
      )
    }
    change(['before'])
    time.advance(1)
    change(['a', 'b'])
    append('kiosk:kiosk-1')
    change([], ['a'])
    transact(() => log.redact('floor', { kind: 'wan', id: 'a' }, time.nowMs()))
    const entries = log.entriesSince('floor', 0, 10)
    expect(entries.map(({ puts, dels }) => [...puts, ...dels].map(({ id }) => id))).toEqual([['before'], ['b'], ['a']])
    expect(entries.map(({ seq, prev }) => [seq, prev])).toEqual([
      [1, 0],
      [2, 1],
      [4, 2],
    ])
    const naming = 'select seq from log where +topic = ? and at >= ? and instr(body, ?) > 0'
    expect(planOf(db, naming)).toMatch(/log_by_age/)
  })

  test('the history keeps its name over a restart', () => {
    const { db, time, log } = open()
    const again = createChangeLog({ db, clock: time, newEpoch: () => 'another' })
    expect(again.epoch()).toBe(log.epoch())
  })
})
