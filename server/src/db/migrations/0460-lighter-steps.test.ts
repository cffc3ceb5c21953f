import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { STORE_MIGRATIONS } from '../store-migrations.ts'

const openAt = (version: number) => {
  const db = new Database(':memory:')
  migrate(
    db,
    STORE_MIGRATIONS.filter((step) => step.version <= version),
  )
  return db
}

it('keeps the step that each visit is at, and takes none that there is not', () => {
  const db = openAt(450)
  const begin = db.prepare(
    `insert into visits (id, device_id, epoch, level, lang, recognised, configurations_state, step, stage, started_at)
     values (?, ?, 1, 'L0', 'ko', 0, 'ready', ?, 'started', 1)`,
  )
  const steps = ['browsing', 'configuring', 'cart', 'ordered']
  for (const step of steps) begin.run(step, `kiosk of ${step}`, step)
  migrate(db, STORE_MIGRATIONS)
  const all = db.prepare<[], { id: string; step: string }>('select id, step from visits').all()
  expect(all.map(({ step }) => step).sort()).toEqual(steps.toSorted())
  expect(all.every(({ id, step }) => id === step)).toBe(true)
  expect(() => db.exec("update visits set step = 'asleep'")).toThrow(/CHECK/)
  expect(() => db.exec('update visits set step = null')).toThrow(/NOT NULL/)
})

it('checks a step without a table of its own', () => {
  const opcodes = (version: number) =>
    openAt(version)
      .prepare<[number], { opcode: string }>("explain update visits set step = 'cart' where id = ?")
      .all(0)
      .map(({ opcode }) => opcode)
  expect(opcodes(450)).toContain('OpenEphemeral')
  expect(opcodes(460)).not.toContain('OpenEphemeral')
})
