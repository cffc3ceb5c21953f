import { describe, expect, test } from 'vitest'
import { openStoreCore } from '../../testing/store-core.ts'
import { createCommits } from '../../db/transact.ts'
import { CannotWrite } from '../../db/writability.ts'
import { createChangeLog } from './change-log.ts'
import { createChunks } from './chunks.ts'
import { EPOCHS_MAX } from './epochs.ts'
import { LOG_AGE_MAX_MS, LOG_ENTRIES_MAX } from './pruning.ts'

const open = () => {
  const core = openStoreCore()
  const append = (topic: 'floor' | 'kiosk:kiosk-1', type = 'thing.changed') =>
    core.transact(() => core.log.append({ type, commandId: null, topic, puts: [] }))
  return { ...core, append }
}

describe('the change log', () => {
  test('[L1] refuses an entry outside the transaction of its change', () => {
    const { log } = open()
    expect(() => log.append({ type: 'thing.changed', commandId: null, topic: 'floor', puts: [] })).toThrow('outside')
  })

  test('[L1] each entry names the one before it in its own topic', () => {
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

  test('[L1] [L3] what is told live and what is read later is the same text, whatever stands in it', () => {
    const { log, transact } = open()
    const told: string[] = []
    log.onCommitted(({ appended }) => told.push(...appended.map(({ text }) => text)))
    for (const words of ['{', '단골 "고객" \\', "it's", '\u0000 \u{1f6d2}']) {
      const put = { kind: 'order', id: words, value: { words } } as never
      const dels = [{ kind: 'visit', id: words }]
      transact(() => log.append({ type: 'thing.changed', commandId: null, topic: 'floor', puts: [put], dels }))
    }
    expect(log.pageAfter('floor', 0)).toEqual(told)
    const chunk = createChunks(log).after('floor', 0, log.span('floor').head)
    expect(chunk.entries).toEqual(log.entriesSince('floor', 0))
    expect(chunk.upTo).toBe(log.span('floor').head)
  })

  test('[L6] entries are dropped after a day, and numbers never start again', () => {
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
    const { log, append, transact } = open()
    const put = (id: string) => ({ kind: 'wan', id, value: { state: 'up', since: 0, waiting: 0 } }) as const
    const change = (ids: string[], dels: string[] = []) => {
      const gone = dels.map((id) => ({ kind: 'wan', id }))
      transact(() =>
        log.append({ type: 'wan.changed', commandId: null, topic: 'floor', puts: ids.map(put), dels: gone }),
      )
    }
    change(['before'])
    const before = log.head('floor')
    change(['a', 'b'])
    append('kiosk:kiosk-1')
    change([], ['a'])
    transact(() => log.redact('floor', { kind: 'wan', id: 'a' }, before))
    const entries = log.entriesSince('floor', 0, 10)
    expect(entries.map(({ puts, dels }) => [...puts, ...dels].map(({ id }) => id))).toEqual([['before'], ['b'], ['a']])
    expect(entries.map(({ seq, prev }) => [seq, prev])).toEqual([
      [1, 0],
      [2, 1],
      [4, 2],
    ])
  })

  test('[L6] no more than its maximum is kept, whatever is appended within a minute', () => {
    const { log, transact, db, time } = open()
    const before = LOG_ENTRIES_MAX - 500
    db.exec(`
      with recursive n (seq) as (select 1 union all select seq + 1 from n where seq < ${before})
      insert into log (topic, prev, type, at, body)
        select iif(seq % 2 = 1, 'floor', 'fleet'), max(seq - 2, 0), 'thing.changed', ${time.nowMs()}, '{"puts":[],"dels":[]}' from n;
      insert into log_topics select topic, max(seq), 0 from log group by topic;`)
    transact(() => {
      for (let at = 0; at < 2_000; at++) {
        log.append({ type: 'thing.changed', commandId: null, topic: at % 2 === 0 ? 'floor' : 'fleet', puts: [] })
      }
    })
    const { kept } = db.prepare<[], { kept: number }>('select count(*) as kept from log').get() ?? { kept: 0 }
    expect(kept).toBeLessThanOrEqual(LOG_ENTRIES_MAX)
    expect(kept).toBeGreaterThan(LOG_ENTRIES_MAX * 0.98)
    const { floor, head } = log.span('floor')
    expect(log.entriesSince('floor', 0, 1)[0]?.prev).toBe(floor)
    expect(head).toBe(before + 1_999)
  })

  test('topics of visits that are over do not stay', () => {
    const { log, transact, db } = open()
    const append = (topic: 'visit:1' | 'visit:2') =>
      transact(() => log.append({ type: 'thing.changed', commandId: null, topic, puts: [] }))
    append('visit:1')
    append('visit:2')
    transact(() => log.forget('visit:1'))
    log.prune()
    expect(db.prepare('select topic from log_topics').all()).toEqual([{ topic: 'visit:2' }])
  })

  test('[S1] a copy of what was undone with its commit is not given to anybody', async () => {
    const { log, append, shared, db } = open()
    append('floor', 'thing.before')
    const chunks = createChunks(log)
    const typesOf = () => chunks.after('floor', 1, log.span('floor').head).entries.map(({ type }) => type)
    const failed = shared(() => {
      append('floor', 'thing.undone')
      expect(typesOf()).toEqual(['thing.undone'])
      db.exec('rollback')
    })
    await expect(failed).rejects.toThrow(CannotWrite)
    expect(log.span('floor').head).toBe(1)
    append('floor', 'thing.after')
    expect(log.entriesSince('floor', 1).map(({ seq }) => seq)).toEqual([2])
    expect(typesOf()).toEqual(['thing.after'])
  })

  test('[L1] what is told of a commit is its entries in order, together per topic, with their JSON', () => {
    const { log, transact } = open()
    const told: unknown[] = []
    log.onCommitted(({ appended }) => {
      for (const { topic, entries, text } of appended) {
        expect(JSON.parse(`[${text}]`)).toEqual(entries)
        told.push([topic, entries.map(({ seq }) => seq)])
      }
    })
    const append = (topic: 'floor' | 'kiosk:kiosk-1') =>
      log.append({ type: 'thing.changed', commandId: null, topic, puts: [] })
    transact(() => (['floor', 'kiosk:kiosk-1', 'floor'] as const).forEach(append))
    expect(told).toEqual([
      ['floor', [1, 3]],
      ['kiosk:kiosk-1', [2]],
    ])
  })

  test('[T3] what is withheld is not told with the commit that it shares; its deletion is, and so is every entry', () => {
    const { log, transact, append } = open()
    const told: unknown[] = []
    log.onCommitted(({ appended }) => {
      for (const { entries, text } of appended) {
        expect(JSON.parse(`[${text}]`)).toEqual(entries)
        told.push(...entries.map(({ seq, prev, puts, dels }) => [seq, prev, [...puts, ...dels].map(({ id }) => id)]))
      }
    })
    const put = (id: string) => ({ kind: 'wan', id, value: { state: 'up', since: 0, waiting: 0 } }) as const
    const change = (puts: string[], dels: string[] = []) =>
      log.append({
        ...{ type: 'wan.changed', commandId: null, topic: 'floor' },
        ...{ puts: puts.map(put), dels: dels.map((id) => ({ kind: 'wan', id })) },
      })
    transact(() => {
      change(['a', 'b'], ['c'])
      log.withhold('floor', { kind: 'wan', id: 'a' })
      log.withhold('fleet', { kind: 'wan', id: 'b' })
      change(['a'], ['a'])
    })
    expect(told.splice(0)).toEqual([
      [1, 0, ['b', 'c']],
      [2, 1, ['a', 'a']],
    ])
    const undone = () => {
      log.withhold('floor', { kind: 'wan', id: 'a' })
      throw new Error('undone')
    }
    transact(() => change(['a']))
    expect(() => transact(undone)).toThrow('undone')
    append('floor')
    expect(told[0]).toEqual([3, 2, ['a']])
    expect(() => log.withhold('floor', { kind: 'wan', id: 'a' })).toThrow('outside')
  })

  test('[T3] a change of rights counts only once it is committed', () => {
    const { log, transact } = open()
    const told: unknown[] = []
    log.onCommitted(({ entitlements }) => void told.push(...entitlements))
    expect(() => log.entitlementChanged('visit:1')).toThrow('outside')
    const undone = () =>
      transact(() => {
        log.entitlementChanged('visit:1')
        throw new Error('undone')
      })
    expect(undone).toThrow('undone')
    transact(() => {
      log.entitlementChanged('visit:2')
      expect(told).toEqual([])
    })
    expect(told).toEqual(['visit:2'])
  })
})

describe('the epochs of the log', () => {
  const start = (core: ReturnType<typeof open>, id: string) =>
    createChangeLog({ db: core.db, clock: core.time, newEpoch: () => id })

  test('[L2] each start is an epoch; a cursor of an earlier one fits up to where the next began', () => {
    const core = open()
    core.append('floor')
    core.append('floor')
    const again = start(core, 'second')
    expect(again.epoch()).toBe('second')
    expect(['epoch-of-test', 'second', 'never-was'].map(again.epochs.lastSeqOf)).toEqual([
      2,
      Number.MAX_SAFE_INTEGER,
      null,
    ])
    expect(start(core, 'third').epochs.lastSeqOf('second')).toBe(2)
  })

  test('[L2] they are bounded by number, and go with the entries of their time', () => {
    const core = open()
    const insert = core.db.prepare('insert into log_epochs (id, first_seq) values (?, 1)')
    for (let at = 0; at < EPOCHS_MAX + 20; at++) insert.run(`start-${at}`)
    start(core, 'one-more')
    const kept = () => core.db.prepare<[], { n: number }>('select count(*) as n from log_epochs').get()?.n
    expect(kept()).toBe(EPOCHS_MAX)
    core.append('floor')
    const newest = start(core, 'newest')
    const append = () =>
      core.transact(() => newest.append({ type: 'thing.changed', commandId: null, topic: 'floor', puts: [] }))
    append()
    core.time.advance(LOG_AGE_MAX_MS + 1)
    append()
    newest.prune()
    expect(kept()).toBe(1)
  })

  test('[L2] [D2] a store that starts on a full disk writes its epoch down with the first entry', () => {
    const core = open()
    core.db.pragma('query_only = on')
    const log = start(core, 'on-a-full-disk')
    core.db.pragma('query_only = off')
    const { transact } = createCommits({ db: core.db, listener: log })
    transact(() => log.append({ type: 'thing.changed', commandId: null, topic: 'floor', puts: [] }))
    expect(start(core, 'next').epochs.lastSeqOf('on-a-full-disk')).toBe(1)
  })
})
