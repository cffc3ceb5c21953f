import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { contenderOf } from './contenders/all.ts'
import { KIOSKS } from './contenders/contender.ts'
import { connectThin } from './thin-socket.ts'
import { startWorker } from './worker.ts'
import type { Worker } from './worker.ts'

let folder: string
let workers: Worker[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dangol-bench-test-'))
  workers = []
})
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.end()))
  rmSync(folder, { recursive: true, force: true })
})
const start = (file: string, args: readonly string[]): Worker => {
  const worker = startWorker(file, args)
  workers.push(worker)
  return worker
}

describe('what is measured against', () => {
  test.each(['grouped', 'single'])(
    'the %s reference does a repeated command once and tells of it once',
    async (mode) => {
      const server = start('./reference-server.ts', [join(folder, 'r.sqlite'), mode])
      const { url } = await server.ask<{ url: string }>('address')
      const heard: string[] = []
      const tablet = await connectThin(url, {}, (text) => heard.push(text))
      await tablet.ask('follow')
      const kiosk = await connectThin(url, {}, () => undefined)
      const command = { id: 'one', device: 'kiosk-1', step: 'cart' }
      const done = { ok: true, value: null }
      expect(await Promise.all([kiosk.ask('write', command), kiosk.ask('write', command)])).toEqual([done, done])
      expect(await kiosk.ask('write', { ...command, id: 'two' })).toEqual(done)
      const db = new Database(join(folder, 'r.sqlite'), { readonly: true })
      expect(
        db.prepare('select (select count(*) from log) as entries, (select count(*) from commands) as commands').get(),
      ).toEqual({
        entries: 2,
        commands: 2,
      })
      db.close()
      await tablet.ask('follow')
      expect(heard).toHaveLength(2)
    },
  )

  test.each(['dangol', 'reference'] as const)(
    'every write at a kiosk of %s is seen on the tablet as that write',
    async (name) => {
      const served = await (await contenderOf(name)).serve(folder)
      const [kiosks, tablet] = [start('./side.ts', [name]), start('./side.ts', [name])]
      try {
        await tablet.ask('openTablet', served.address)
        await kiosks.ask('openKiosks', served.address)
        const count = KIOSKS * 3
        const { sentAt } = await kiosks.ask<{ sentAt: number[] }>('write', { from: 0, count, perSecond: 0 })
        const seenAt = await tablet.ask<(number | null)[]>('seen', { from: 0, count, withinMs: 60_000 })
        expect(seenAt.map((at, n) => at !== null && at >= (sentAt[n] ?? Number.POSITIVE_INFINITY))).toEqual(
          Array.from({ length: count }, () => true),
        )
      } finally {
        await served.end()
      }
    },
  )
})
