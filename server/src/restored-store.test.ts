import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createReplica } from '@dangol/client/replica.ts'
import { openStoreLink } from '@dangol/client/store-link.ts'
import { systemTimers } from '@dangol/client/system-clock.ts'
import { until } from '@dangol/client/testing/until.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { LogEntry } from '@dangol/protocol/sync.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createApp } from './app.ts'
import { openDatabase } from './db/open.ts'
import { STORE_MIGRATIONS } from './db/store-migrations.ts'
import { startTestStore } from './testing/store-server.ts'
import type { TestStore } from './testing/store-server.ts'

/*
 * A store whose server starts again, on its own database or on an older copy of it; nobody tells the devices which.
 */

let folder: string
let path: string
let first: TestStore
let closing: (() => unknown)[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dangol-restored-'))
  path = join(folder, 'store.sqlite')
  first = await startTestStore([], { db: openDatabase(path, STORE_MIGRATIONS) })
  closing = []
})
afterEach(async () => {
  for (const close of closing.reverse()) await close()
  rmSync(folder, { recursive: true, force: true })
})

/** Tells the floor of a version of the catalogue: any fact would do. */
function tell({ app }: Pick<TestStore, 'app'>, version: number): void {
  const { changes, transact } = app.features.core
  transact(() =>
    changes.append({
      ...{ type: 'catalogue.changed', commandId: null, topic: 'floor' },
      puts: [{ kind: 'catalogue', id: `fact-${version}`, value: { version } }],
    }),
  )
}

function backUp(): void {
  first.deps.db.pragma('wal_checkpoint(truncate)')
  copyFileSync(path, join(folder, 'backup.sqlite'))
}

/** Stops the server and starts it again at the same address, on its own database or on the backup. */
async function startAgain(on: 'its own' | 'the backup'): Promise<Pick<TestStore, 'app'>> {
  const port = Number(new URL(first.url).port)
  await first.close()
  if (on === 'the backup') copyFileSync(join(folder, 'backup.sqlite'), path)
  const db = openDatabase(path, STORE_MIGRATIONS)
  const app = await createApp({ ...first.deps, db })
  closing.push(async () => {
    await app.close()
    db.close()
  })
  await app.listen({ host: '127.0.0.1', port })
  return { app }
}

function follow() {
  const device = { id: 'tablet-1' as DeviceId, kind: 'tablet' as const }
  const session = first.signIn('jieun', device.id)
  const link = openStoreLink({
    url: first.url,
    timers: systemTimers,
    refusedPauseMs: 30,
    handshake: () => ({
      protocol: PROTOCOL_VERSION,
      device,
      token: first.deps.deviceKeys.tablet,
      session,
    }),
  })
  closing.push(() => link.close())
  const replica = createReplica()
  const entries: LogEntry[] = []
  let snapshots = 0
  const watched = {
    ...replica,
    replace(puts: Parameters<typeof replica.replace>[0]) {
      snapshots += 1
      replica.replace(puts)
    },
  }
  link.subscribe('floor', watched, (entry) => entries.push(entry))
  const facts = () => [...replica.contents().catalogue.keys()].filter((id) => id.startsWith('fact-')).sort()
  return {
    link,
    entries,
    facts,
    snapshots: () => snapshots,
    isBack: () => until(() => link.status() === 'online', 'the line'),
  }
}

describe('a server that starts again', () => {
  test('[L2] on its own database costs nobody a snapshot: what was missed comes as entries', async () => {
    const tablet = follow()
    await tablet.isBack()
    tell(first, 1)
    await until(() => tablet.facts().length === 1)
    const again = await startAgain('its own')
    tell(again, 2)
    await until(() => tablet.facts().length === 2, 'what was missed')
    expect([tablet.snapshots(), tablet.facts()]).toEqual([1, ['fact-1', 'fact-2']])
    const seqs = tablet.entries.map(({ seq }) => seq)
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
  })

  test('[L2] on an older copy is noticed by itself: a device that knew more starts over and mixes nothing', async () => {
    const tablet = follow()
    await tablet.isBack()
    tell(first, 1)
    backUp()
    tell(first, 2)
    tell(first, 3)
    await until(() => tablet.facts().length === 3)
    const restored = await startAgain('the backup')
    // As many entries as were lost, and more: by its number alone the old cursor would fit.
    for (const version of [4, 5, 6, 7]) tell(restored, version)
    await until(() => tablet.snapshots() === 2, 'the snapshot')
    await tablet.isBack()
    tell(restored, 8)
    await until(() => tablet.facts().includes('fact-8'))
    expect(tablet.facts().filter((fact) => fact === 'fact-2' || fact === 'fact-3')).toEqual([])
  })

  test('[L2] on an older copy costs no snapshot to a device that knew nothing newer', async () => {
    const tablet = follow()
    await tablet.isBack()
    tell(first, 1)
    await until(() => tablet.facts().length === 1)
    const entriesBefore = tablet.entries.length
    backUp()
    const restored = await startAgain('the backup')
    tell(restored, 2)
    await until(() => tablet.facts().includes('fact-2'), 'the new history')
    expect(tablet.snapshots()).toBe(1)
    expect(tablet.entries.length).toBeGreaterThan(entriesBefore)
  })

  test('[L2] twice on the same copy: the history between is unknown, and its cursors with it', async () => {
    backUp()
    const between = await startAgain('the backup')
    const { changes } = between.app.features.core
    tell(between, 2)
    const lost = { epoch: changes.epoch(), seq: changes.span('floor').head }
    await closing.pop()?.()
    copyFileSync(join(folder, 'backup.sqlite'), path)
    const db = openDatabase(path, STORE_MIGRATIONS)
    const app = await createApp({ ...first.deps, db })
    closing.push(async () => {
      await app.close()
      db.close()
    })
    for (const version of [3, 4]) tell({ app }, version)
    expect(app.features.core.changes.span('floor').head).toBeGreaterThanOrEqual(lost.seq)
    expect(app.features.core.changes.epochs.lastSeqOf(lost.epoch)).toBeNull()
  })
})
