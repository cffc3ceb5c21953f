import type { CommandId, VisitId } from '@dangol/domain/ids/ids.ts'
import { describe, expect, test } from 'vitest'
import { createStoreTime } from '../platform/store-time.ts'
import { asId, createRepeatableIds, openStoreCore } from '../testing/store-core.ts'
import { createOutcomeMemory } from './forget-outcomes.ts'
import { COMMAND_AGE_MAX_MS, newestCommandMs, OUTCOME_AGE_MAX_MS } from './command-memory.ts'
import { CommandForgotten, CommandIdReused } from './once.ts'
import { runningRequest } from './running-request.ts'

const openWithShelf = () => {
  const core = openStoreCore()
  core.db.exec('create table shelf (item text not null) strict')
  const put = (commandId: CommandId, item: string, device = 'kiosk-1') =>
    core.once(commandId, asId(device), () => {
      core.db.prepare('insert into shelf (item) values (?)').run(item)
      core.log.append({ type: 'shelf.filled', commandId, topic: 'floor', puts: [] })
      return { ok: true, value: item }
    })
  const items = () =>
    core.db
      .prepare<[], { item: string }>('select item from shelf')
      .all()
      .map((row) => row.item)
  return { ...core, put, items }
}

describe('a command takes effect once', () => {
  test('[C1] a repeated one answers with the first outcome and changes nothing', () => {
    const { put, items, ids, appended } = openWithShelf()
    const commandId = ids.next<CommandId>()
    expect(put(commandId, 'helmet')).toEqual({ ok: true, value: 'helmet' })
    expect(put(commandId, 'glove')).toEqual({ ok: true, value: 'helmet' })
    expect(items()).toEqual(['helmet'])
    expect(appended).toHaveLength(1)
  })

  test('a refusal is an outcome and is stored as well', () => {
    const { once, ids } = openStoreCore()
    const commandId = ids.next<CommandId>()
    once(commandId, asId('kiosk-1'), () => ({ ok: false, error: { code: 'sold-out' } }))
    const again = once<{ ok: boolean }>(commandId, asId('kiosk-1'), () => ({ ok: true }))
    expect(again).toEqual({ ok: false, error: { code: 'sold-out' } })
  })

  test('one that throws leaves nothing behind and tells nobody', () => {
    const { once, log, put, items, ids, appended } = openWithShelf()
    const commandId = ids.next<CommandId>()
    expect(() =>
      once(commandId, asId('kiosk-1'), (): { ok: boolean } => {
        log.append({ type: 'shelf.filled', commandId, topic: 'floor', puts: [] })
        throw new Error('disk on fire')
      }),
    ).toThrow('disk on fire')
    expect(appended).toHaveLength(0)
    expect(put(commandId, 'helmet')).toEqual({ ok: true, value: 'helmet' })
    expect(items()).toEqual(['helmet'])
    expect(appended.map(({ entry }) => entry.prev)).toEqual([0])
  })

  test('[C4] the id of another device or of another request is refused', () => {
    const { put, ids, items } = openWithShelf()
    const commandId = ids.next<CommandId>()
    put(commandId, 'helmet')
    expect(() => put(commandId, 'helmet', 'kiosk-2')).toThrow(CommandIdReused)
    expect(() => runningRequest.run('orders:place', () => put(commandId, 'helmet'))).toThrow(CommandIdReused)
    expect(items()).toEqual(['helmet'])
  })

  test('[W1] an id from far ahead is done, and moves nobody’s time', () => {
    const { put, items, time, db } = openWithShelf()
    put('ffffffff-ffff-7fff-bfff-ffffffffffff' as CommandId, 'helmet')
    expect(items()).toEqual(['helmet'])
    const restarted = createStoreTime({ clock: time, steady: time.steady, lastKnownMs: newestCommandMs(db) })
    expect(restarted.nowMs()).toBe(time.nowMs())
  })

  test('live entries go out after the commit, not before', () => {
    const { once, log, db, ids } = openStoreCore()
    const commandId = ids.next<CommandId>()
    const seen: boolean[] = []
    log.onAppended(() => void seen.push(db.inTransaction))
    once(commandId, asId('kiosk-1'), () => {
      log.append({ type: 'shelf.filled', commandId, topic: 'floor', puts: [] })
      expect(seen).toEqual([])
      return { ok: true }
    })
    expect(seen).toEqual([false])
  })

  test('what showed a visit is forgotten with it, and still not done twice', () => {
    const { db, once, ids, transact } = openStoreCore()
    const [visitId, other] = [ids.next<VisitId>(), ids.next<VisitId>()]
    let times = 0
    const run = (request: string, commandId: CommandId, of: VisitId) =>
      runningRequest.run(request, () =>
        once<{ ok: boolean }>(
          commandId,
          asId('kiosk-1'),
          () => ({ ok: true, value: ++times }),
          () => of,
        ),
      )
    const commands = [ids.next<CommandId>(), ids.next<CommandId>(), ids.next<CommandId>()] as const
    const beginMine = () => run('visits:begin-for', commands[0], visitId)
    const addToMine = () => run('carts:add', commands[1], visitId)
    const addToOther = () => run('carts:add', commands[2], other)
    beginMine()
    addToMine()
    const othersOutcome = addToOther()
    transact(() => createOutcomeMemory(db).forgetVisit(visitId))
    expect(addToMine()).toEqual({ ok: false, error: { code: 'no-such-visit' } })
    expect(beginMine).toThrow(CommandForgotten)
    expect(addToOther()).toEqual(othersOutcome)
    expect(times).toBe(3)
  })
})

describe('the memory of commands', () => {
  const DAY_MS = 24 * 60 * 60_000
  const open = () => {
    const core = openWithShelf()
    return { ...core, purge: core.memory.purge }
  }

  test('[C3] an outcome is forgotten after a day: the command is refused and not done again', () => {
    const { put, items, ids, time, purge } = open()
    const commandId = ids.next<CommandId>()
    put(commandId, 'helmet')
    time.advance(OUTCOME_AGE_MAX_MS + 1)
    purge()
    expect(() => put(commandId, 'helmet')).toThrow(CommandForgotten)
    expect(items()).toEqual(['helmet'])
  })

  test('[C3] a whole day of outcomes is forgotten a part at a time, and none twice', () => {
    const { put, ids, time, purge, db } = open()
    const kept = () => db.prepare("select count(*) from commands where outcome <> ''").pluck().get()
    for (let n = 0; n < 4_500; n++) put(ids.next<CommandId>(), `${n}`)
    time.advance(OUTCOME_AGE_MAX_MS + 1)
    const left = Array.from({ length: 3 }, () => {
      purge()
      return kept()
    })
    expect(left).toEqual([2_500, 500, 0])
  })

  test('[C3] a command that waited for days in an outbox is done, once', () => {
    const { put, items, ids, time, purge } = open()
    const waiting = ids.next<CommandId>()
    time.advance(5 * DAY_MS)
    purge()
    expect([put(waiting, 'helmet'), put(waiting, 'helmet')]).toEqual(Array(2).fill({ ok: true, value: 'helmet' }))
    expect(items()).toEqual(['helmet'])
  })

  test('[C3] what is older than everything remembered is refused, whether it was ever done or not', () => {
    const { put, items, ids, time, purge, db } = open()
    const never = ids.next<CommandId>()
    const done = ids.next<CommandId>()
    put(done, 'helmet')
    time.advance(COMMAND_AGE_MAX_MS + 1)
    purge()
    expect(db.prepare('select count(*) as kept from commands').get()).toEqual({ kept: 0 })
    for (const commandId of [never, done]) expect(() => put(commandId, 'glove')).toThrow(CommandForgotten)
    expect(put(ids.next<CommandId>(), 'boot')).toEqual({ ok: true, value: 'boot' })
    expect(items()).toEqual(['helmet', 'boot'])
  })

  test('[W1] [C1] a device whose clock runs a month ahead is remembered as long as its own ids say', () => {
    const { put, items, time, purge } = open()
    const ahead = createRepeatableIds({ nowMs: () => time.nowMs() + 30 * DAY_MS })
    const commandId = ahead.next<CommandId>()
    put(commandId, 'helmet')
    time.advance(COMMAND_AGE_MAX_MS + 1)
    purge()
    expect(put(commandId, 'helmet')).toEqual({ ok: true, value: 'helmet' })
    expect(items()).toEqual(['helmet'])
  })

  test('[W1] the store’s time goes on when the wall clock is set back, also over a restart', () => {
    const { put, ids, time, db } = open()
    put(ids.next<CommandId>(), 'helmet')
    const before = time.nowMs()
    time.set(-4 * DAY_MS)
    const restarted = createStoreTime({ clock: time, steady: time.steady, lastKnownMs: newestCommandMs(db) })
    expect(restarted.nowMs()).toBe(before)
    time.set(9 * DAY_MS)
    time.advance(1000)
    expect(restarted.nowMs()).toBe(before + 1000)
  })
})
