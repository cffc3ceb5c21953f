import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import type { VersionedHistory } from '@dangol/protocol/next-choice.ts'
import { StartRefusal } from '../start-refusal.ts'
import { catalogue } from '../testing/fixtures.ts'
import { openCatalogueCache } from './catalogue-cache.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dangol-cache-'))
  path = join(folder, 'new', 'kiosk-1.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('gives back what it kept, over restarts, and only the newest', () => {
  const first = openCatalogueCache(path)
  expect(first.catalogue()).toBeNull()
  first.keep(catalogue(1))
  first.keep(catalogue(2))
  first.close()
  const second = openCatalogueCache(path)
  expect(second.catalogue()).toEqual(catalogue(2))
  second.close()
})

it('gives back what was bought together of each family, over restarts, and only the newest', () => {
  const mug = 'mug' as FamilyId
  const sales = (version: number): VersionedHistory => ({
    version,
    history: { characteristics: [{ id: 'lid', values: ['on'] }], rows: [[0]], buyers: [5] },
  })
  const first = openCatalogueCache(path)
  expect(first.sales(mug)).toBeNull()
  first.keepSales(mug, sales(1))
  first.keepSales(mug, sales(2))
  first.close()
  const second = openCatalogueCache(path)
  expect([second.sales(mug), second.sales('teapot' as FamilyId)]).toEqual([sales(2), null])
  second.close()
})

it('is durable to each commit, on the first start and on later ones', () => {
  for (let start = 0; start < 2; start++) {
    const cache = openCatalogueCache(path)
    cache.keep(catalogue(start + 1))
    cache.close()
  }
  const db = new Database(path)
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
  db.close()
})

it('sets a damaged file aside and starts empty', () => {
  openCatalogueCache(path).close()
  writeFileSync(path, 'not a database, but long enough to look like one'.repeat(100))
  const cache = openCatalogueCache(path)
  expect(cache.catalogue()).toBeNull()
  expect(existsSync(`${path}.damaged`)).toBe(true)
  cache.keep(catalogue(1))
  cache.close()
})

it('forgets a catalogue that this version cannot read, and a format of another version', () => {
  openCatalogueCache(path).close()
  const db = new Database(path)
  db.prepare('insert into catalogue (id, version, body) values (1, 1, ?)').run('{"version":1,"models":"none"}')
  db.close()
  const unreadable = openCatalogueCache(path)
  expect(unreadable.catalogue()).toBeNull()
  unreadable.keep(catalogue(1))
  unreadable.close()
  const newer = new Database(path)
  newer.pragma('user_version = 99')
  newer.close()
  const other = openCatalogueCache(path)
  expect(other.catalogue()).toBeNull()
  other.close()
})

it('refuses in one sentence where nothing can be written', () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  expect(() => openCatalogueCache(join(file, 'kiosk-1.sqlite'))).toThrow(StartRefusal)
})
