import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openStoreCore } from '../testing/store-core.ts'
import { JIWOO, memberFeed } from '../testing/store-server.ts'
import { openWiredStore } from '../testing/wired-store.ts'
import { createEnforceRetention, createHoldings, retentionOf, unstatedIn } from './retention.ts'
import { prepareAged, prepareRowsAbout } from './retention.sql.ts'
import { holdsInWords, inWords } from './retention-rule.ts'
import { STORE_MIGRATIONS } from './store-migrations.ts'

const DAY_MS = 24 * 60 * 60_000
const open = () => {
  const core = openStoreCore()
  const tables = retentionOf(core.db, STORE_MIGRATIONS)
  const overdue: string[] = []
  const enforce = createEnforceRetention({
    ...{ db: core.db, clock: core.time, tables, onOverdue: (table) => void overdue.push(table) },
  })
  return { ...core, tables, overdue, enforce }
}

describe('how long things are kept', () => {
  test('is stated for every table, by the migration that makes it', () => {
    const { db } = open()
    expect(unstatedIn(db, STORE_MIGRATIONS)).toEqual([])
    for (const { retention, up } of STORE_MIGRATIONS) {
      for (const table of Object.keys(retention ?? {})) expect(up).toContain(`create table ${table} (`)
    }
  })

  test('is something that the database can be asked: columns and conditions exist', () => {
    const { db, tables } = open()
    for (const [table, retention] of tables) {
      prepareRowsAbout(db, table, retention)
      for (const one of retention.kept) if ('ms' in one) prepareAged(db, table, one)
    }
  })

  test('stands in docs/privacy.md as it stands in the migrations', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../docs/privacy.md'), 'utf8')
    const [, written = ''] = /<!-- tables -->([^]*)<!-- \/tables -->/.exec(page) ?? []
    const rows = written.split('\n').filter((line) => line.startsWith('| `'))
    const cells = rows.map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    const stated = [...open().tables].map(([table, retention]) => [
      `\`${table}\``,
      holdsInWords(retention),
      inWords(retention),
    ])
    expect(cells).toEqual(stated)
  })
})

describe('the retention job', () => {
  test('deletes what is its own to delete, once it is old enough', () => {
    const { db, time, enforce } = open()
    const put = db.prepare("insert into visit_uses (visit_id, field, at) values (?, 'name', ?)")
    put.run('old', time.nowMs() - 2 * DAY_MS - 1)
    put.run('young', time.nowMs())
    enforce()
    expect(db.prepare('select visit_id from visit_uses').pluck().all()).toEqual(['young'])
  })

  test('says which feature left something standing, and leaves it to that feature', () => {
    const { db, time, enforce, overdue } = open()
    const put = db.prepare(
      "insert into commands (command_id, device_id, request, outcome, at) values (?, 'k', 'r', '', ?)",
    )
    put.run('a', time.nowMs() - 7 * DAY_MS)
    enforce()
    expect(overdue).toEqual([])
    put.run('b', time.nowMs() - 8 * DAY_MS)
    time.advance(DAY_MS)
    enforce()
    expect(overdue).toEqual(['commands'])
    expect(db.prepare('select count(*) as rows from commands').get()).toEqual({ rows: 2 })
  })

  test('counts a column of seconds in seconds', () => {
    const { db, time, enforce, overdue } = open()
    const lastTs = Math.floor(time.nowMs() / 1000)
    db.prepare("insert into accepted_codes (cred_id, last_ts) values ('a', ?)").run(lastTs)
    enforce()
    expect(overdue).toEqual([])
    time.advance(2 * DAY_MS)
    enforce()
    expect(overdue).toEqual(['accepted_codes'])
  })

  test('finds nothing overdue in a store that tidies for three years', async () => {
    const logged: string[] = []
    const store = await openWiredStore(memberFeed({ consents: { 'recog.kiosk': 'granted' } }))
    const look = createEnforceRetention({
      ...{ db: store.db, clock: store.time, tables: retentionOf(store.db, STORE_MIGRATIONS) },
      onOverdue: (table) => void logged.push(table),
    })
    const caller = { deviceId: 'kiosk-1' as never, kind: 'kiosk', associate: null } as const
    for (let days = 0; days < 1_200; days += 40) {
      store.features.core.access.record({ caller, what: 'visits.open', subject: JIWOO, result: 'shown' })
      store.tidy()
      look()
      store.time.advance(40 * DAY_MS)
    }
    expect(logged).toEqual([])
    expect(store.db.prepare<[], number>('select count(*) from access_log').pluck().get()).toBeLessThan(20)
  })
})

describe('what is held of somebody', () => {
  test('is every row about them, and none about anybody else', async () => {
    const store = await openWiredStore(
      memberFeed({ consents: { 'recog.kiosk': 'granted', 'history.view': 'granted' } }),
    )
    const holdings = createHoldings(store.db, retentionOf(store.db, STORE_MIGRATIONS))
    expect(holdings.holds(JIWOO).map(({ table, rows }) => [table, rows])).toEqual([
      ['consent_events', 2],
      ['consents_now', 2],
      ['consents_said', 2],
      ['customer_words', 4],
      ['customers', 1],
    ])
    expect(holdings.holds('f'.repeat(32) as typeof JIWOO)).toEqual([])
    expect([...holdings.export(JIWOO)].find(({ table }) => table === 'customers')?.row).toMatchObject({
      name: '김지우',
    })
  })
})
