import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WaitingCommand } from '@dangol/client/outbox.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import { OUTBOX_STORE_PROMISES, waitingCommand } from '@dangol/client/testing/outbox-store-contract.ts'
import type { CommandId, ConfigurationId, FamilyId, VisitId } from '@dangol/domain/ids/ids.ts'
import Database from 'better-sqlite3'
import { beforeEach, afterEach, expect, test } from 'vitest'
import { openCatalogueCache } from '../catalogue/catalogue-cache.ts'
import { timesStartedOver } from '../disk/open-file.ts'
import { catalogue } from '../testing/fixtures.ts'
import { openKioskOutboxStore } from './kiosk-outbox-store.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dangol-outbox-'))
  path = join(folder, 'kiosk-1.outbox.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

for (const { title, holds } of OUTBOX_STORE_PROMISES)
  test(`a store in SQLite: ${title}`, () => holds({ open: () => Promise.resolve(openKioskOutboxStore(path)) }))

const CANARY = 'a stool for Wren-Q7'
/** Something that a shopper wrote. */
function written(visitId: VisitId, name = CANARY): WaitingCommand {
  const id = systemIds.next<CommandId>()
  const draft = {
    id: systemIds.next<ConfigurationId>(),
    familyId: 'stool' as FamilyId,
    modelVersion: 1,
    revision: 0,
    name: `${name} ${'.'.repeat(60)}`,
    personaId: null,
    secret: false,
    choices: { engraving: name.repeat(40) },
  }
  const input = { commandId: id, visitId, draft }
  return { id, request: 'configurations:save', input, aggregate: 'kiosk', n: 1, madeAt: 1 }
}
/** Everything on the disk, byte for byte. */
const bytes = (): string =>
  readdirSync(folder).reduce((all, name) => all + readFileSync(join(folder, name), 'latin1'), '')

test('[D1] the file is durable to each commit, on the first start and on later ones', async () => {
  for (let start = 0; start < 2; start++) {
    const store = openKioskOutboxStore(path)
    await store.put(waitingCommand(start + 1))
    store.close()
  }
  const db = new Database(path)
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
  db.close()
})

test('[E3] what a visit began without a name leaves the disk when it gets one, down to the last byte', async () => {
  const store = openKioskOutboxStore(path)
  const [visitId, other] = [systemIds.next<VisitId>(), systemIds.next<VisitId>()]
  const answered = written(visitId)
  await store.put(answered)
  for (let more = 0; more < 30; more++) await store.put(written(visitId))
  await store.put(written(other, 'somebody else'))
  await store.drop(answered.id)
  expect(bytes()).toContain(CANARY)
  store.keepOffDisk(visitId)
  expect(bytes()).not.toContain(CANARY)
  expect(await store.all()).toMatchObject([{ input: { visitId: other } }])
  store.close()
  expect(bytes()).not.toContain(CANARY)
})

test('[E3] what a visit began is off the disk once the store server has heard of its end', async () => {
  const store = openKioskOutboxStore(path)
  const visitId = systemIds.next<VisitId>()
  const made = written(visitId)
  const end: WaitingCommand = {
    ...{ id: systemIds.next<CommandId>(), request: 'visits:end', aggregate: 'kiosk', n: 2, madeAt: 2 },
    input: { commandId: made.id, visitId, reason: 'shopper' },
  }
  for (const command of [made, end]) await store.put(command)
  await store.drop(made.id)
  expect(bytes()).toContain(CANARY)
  await store.drop(end.id)
  expect(bytes()).not.toContain(CANARY)
  store.close()
})

test('[E3] what a visit with a name makes never touches the disk', async () => {
  const store = openKioskOutboxStore(path)
  const visitId = systemIds.next<VisitId>()
  store.keepOffDisk(visitId)
  const command = written(visitId)
  await store.put(command)
  expect([await store.all(), bytes().includes(CANARY)]).toEqual([[], false])
  await store.drop(command.id)
  store.close()
})

test('[E2] the epoch of the last visit rises and never falls, over restarts', () => {
  const first = openKioskOutboxStore(path)
  expect(first.lastEpoch()).toBe(0)
  first.rememberEpoch(7)
  first.rememberEpoch(3)
  first.close()
  const second = openKioskOutboxStore(path)
  expect(second.lastEpoch()).toBe(7)
  second.close()
})

test('[S2] a damaged file is set aside, started over and counted; the catalogue beside it stays', async () => {
  const cachePath = join(folder, 'kiosk-1.sqlite')
  const cache = openCatalogueCache(cachePath)
  cache.keep(catalogue(1))
  cache.close()
  for (const times of [1, 2]) {
    const store = openKioskOutboxStore(path)
    await store.put(waitingCommand(1))
    store.close()
    writeFileSync(path, 'no database at all '.repeat(500))
    const again = openKioskOutboxStore(path)
    expect(await again.all()).toEqual([])
    again.close()
    expect([timesStartedOver(path), existsSync(`${path}.damaged`)]).toEqual([times, true])
  }
  expect(timesStartedOver(cachePath)).toBe(0)
  const kept = openCatalogueCache(cachePath)
  expect(kept.catalogue()).toEqual(catalogue(1))
  kept.close()
})

test('[S2] a file that is damaged in its middle is noticed when it is opened', async () => {
  const store = openKioskOutboxStore(path)
  const visitId = systemIds.next<VisitId>()
  for (let more = 0; more < 60; more++) await store.put(written(visitId))
  store.close()
  const file = readFileSync(path)
  file.fill(0xa5, 4096, file.length - 4096)
  writeFileSync(path, file)
  openKioskOutboxStore(path).close()
  expect(timesStartedOver(path)).toBe(1)
})

test('a new format of the catalogue never clears what waits', async () => {
  const cachePath = join(folder, 'kiosk-1.sqlite')
  openCatalogueCache(cachePath).close()
  const store = openKioskOutboxStore(path)
  const command = waitingCommand(1)
  await store.put(command)
  store.close()
  const db = new Database(cachePath)
  db.pragma('user_version = 99')
  db.close()
  openCatalogueCache(cachePath).close()
  const after = openKioskOutboxStore(path)
  expect(await after.all()).toEqual([command])
  after.close()
})
