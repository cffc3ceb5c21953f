import { createHash } from 'node:crypto'
import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../db/open.ts'
import type { Db } from '../db/open.ts'
import { STORE_MIGRATIONS } from '../db/store-migrations.ts'
import { verifyConsents } from '../features/customers/consent-chain.ts'
import { createConsentLedger } from '../features/customers/consent-ledger.ts'
import type { ConsentLedger } from '../features/customers/consent-ledger.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { callerOf } from '../testing/store-core.ts'
import { keptFromDay, verifyAudit } from './audit-chain.ts'
import { createAuditLog } from './audit-log.ts'
import { sayVerdict, verifyFile } from './verify-file.ts'

const DAY_MS = 24 * 60 * 60_000
const TABLES = ['access_log', 'audit_heads', 'consent_events', 'consents_now'] as const
const people = ['a', 'b'].map((letter) => letter.repeat(32) as CustomerId)
const time = createManualTime()

let folder: string
let path: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dangol-audit-'))
  path = join(folder, 'store.sqlite')
  // As a store had it before there were heads and receipts, and then a few days more.
  const old = openDatabase(
    path,
    STORE_MIGRATIONS.filter(({ version }) => version < 380),
  )
  writeOld(old)
  old.close()
  const db = openDatabase(path, STORE_MIGRATIONS)
  const audit = createAuditLog({ db, clock: time, transact: (run) => run() })
  const ledger = createConsentLedger({
    ...{ db, clock: time, jurisdiction: 'KR', identities: { profilesOf: (id) => [id] } },
  })
  for (let day = 0; day < 4; day++) aDay(audit, ledger)
  db.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Entries as the program wrote them then, with the digests of then. */
function writeOld(db: Db): void {
  const digest = (fields: readonly unknown[]) => createHash('sha256').update(JSON.stringify(fields)).digest('hex')
  let prev = ''
  for (const position of [1, 2, 3]) {
    const row = [5 * position, 'kiosk-1', null, 'recognition.scan', null, 'stale-roster'] as const
    const hash = digest([prev, ...row])
    db.prepare('insert into access_log values (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(position, ...row, prev, hash)
    prev = hash
  }
  // Pruned as it was pruned then: the first entry that is left goes on from one that is gone.
  db.exec('delete from access_log where position = 1')
  const [subject] = people
  const event = [subject, 1, 'recog.kiosk', 'denied', null, 'web', null, 7] as const
  db.prepare(`insert into consent_events values (?, ?, ?, ?, 'account', ?, ?, ?, ?, '', ?)`).run(
    ...event,
    digest(['', ...event]),
  )
  db.prepare("insert into consents_now (subject, purpose, state) values (?, 'recog.kiosk', 'denied')").run(subject)
}

function aDay(audit: ReturnType<typeof createAuditLog>, ledger: ConsentLedger): void {
  for (const [at, subject] of people.entries()) {
    audit.record({
      ...{ caller: callerOf('office', 'office-1', at === 0 ? 'jieun' : null), what: 'privacy.subject' },
      ...{ subject, result: 'shown', purpose: 'asked at the counter' },
    })
    ledger.adopt(subject, { 'recog.kiosk': 'granted', 'history.view': at === 0 ? 'granted' : 'denied' }, 'ko')
    ledger.adopt(subject, { 'recog.kiosk': 'granted', 'history.view': 'withdrawn' }, 'en')
  }
  time.advance(DAY_MS)
}

/** One byte of one value of one row, somewhere. */
interface Change {
  readonly table: string
  readonly row: number
  readonly column: number
  readonly byte: number
}

function changeAByte(db: Db, { table, ...at }: Change): boolean {
  const rows = db.prepare<[], Record<string, unknown>>(`select * from ${table}`).all()
  const row = rows[at.row % rows.length] ?? {}
  const columns = Object.keys(row)
  const column = columns[at.column % columns.length] ?? ''
  const value = row[column]
  const next = altered(value, at.byte)
  const where = columns.map((name) => `${name} is ?`).join(' and ')
  try {
    return db.prepare(`update ${table} set ${column} = ? where ${where}`).run(next, ...Object.values(row)).changes === 1
  } catch {
    // The place was taken: nothing was changed.
    return false
  }
}

function altered(value: unknown, at: number): unknown {
  if (typeof value === 'number') return value ^ (1 << (at % 8))
  if (typeof value !== 'string' || value === '') return 'x'
  const bytes = Buffer.from(value)
  const place = at % bytes.length
  bytes[place] = bytes[place] === 0x30 ? 0x31 : 0x30
  return bytes.toString()
}

describe('the check of a store’s record', () => {
  test('says that nothing was altered, of a database that has seen an older version', () => {
    const verdict = verifyFile(path, time.nowMs())
    expect(verdict).toMatchObject({ whole: true, audit: { entries: 10 }, consents: { subjects: 2, broken: [] } })
    expect(sayVerdict(verdict)).toContain('Nothing was altered')
  })

  test('[A22] finds one byte changed, in any value of any row', () => {
    const copy = join(folder, 'copy.sqlite')
    copyFileSync(path, copy)
    const db = new Database(copy)
    db.exec(
      'drop trigger access_log_is_final; drop trigger audit_heads_are_final; drop trigger consent_events_are_final',
    )
    db.pragma('ignore_check_constraints = on')
    let found = 0
    fc.assert(
      fc.property(
        fc.record({ table: fc.constantFrom(...TABLES), row: fc.nat(), column: fc.nat(), byte: fc.nat() }),
        (change) => {
          db.exec('begin')
          try {
            fc.pre(changeAByte(db, change))
            found += 1
            expect(verdictOf(db), JSON.stringify(change)).toBe(false)
          } finally {
            db.exec('rollback')
          }
        },
      ),
      { numRuns: 600 },
    )
    expect(found).toBeGreaterThan(300)
    expect(verdictOf(db)).toBe(true)
    db.close()
  })

  test('[A22] as a command ends with 0 for the one and with 1 for a copy with one byte changed', async () => {
    const copy = join(folder, 'changed.sqlite')
    copyFileSync(path, copy)
    const db = new Database(copy)
    db.exec("drop trigger access_log_is_final; update access_log set result = 'shoxn' where position = 4")
    db.close()
    expect(await run(path)).toMatchObject({ code: 0, text: expect.stringContaining('Nothing was altered') as string })
    expect(await run(copy)).toMatchObject({ code: 1, text: expect.stringContaining('BROKEN at position 4') as string })
    expect(await run(join(folder, 'none.sqlite'))).toMatchObject({ code: 1 })
  })
})

const verdictOf = (db: Db): boolean =>
  verifyAudit(db, keptFromDay(time.nowMs())).whole && verifyConsents(db).broken.length === 0

/** Starts the command as a person would; the clock of the machine is later than the days above, as it is when nobody came since. */
async function run(file: string): Promise<{ code: number; text: string }> {
  const main = join(import.meta.dirname, 'main.ts')
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [main, file])
    return { code: 0, text: stdout }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, text: stdout + stderr }
  }
}
