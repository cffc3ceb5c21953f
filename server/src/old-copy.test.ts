import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RM1_ROSTER_MAX_AGE_MS } from '@dangol/domain/recognition/rm1.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from './db/open.ts'
import { STORE_MIGRATIONS } from './db/store-migrations.ts'
import { createNotUndone } from './not-undone.ts'
import { preparePaired } from './features/devices/paired-devices.sql.ts'
import { StartRefusal } from './platform/start-refusal.ts'
import { createPhone } from './testing/member-code.ts'
import type { Phone } from './testing/member-code.ts'
import { asId, callerOf, createRepeatableIds } from './testing/store-core.ts'
import { credentialFeed, EMMA, JIWOO, memberFeed } from './testing/store-server.ts'
import { openWiredStore, settled } from './testing/wired-store.ts'
import type { WiredStore } from './testing/wired-store.ts'

/*
 * Somebody puts a backup in place of the store's database; what happened since is unknown to it.
 */

const HOUR_MS = 60 * 60_000
const [jiwoos, emmas, stolen] = [
  createPhone('a1a1a1a1a1a1a1a1'),
  createPhone('b1b1b1b1b1b1b1b1'),
  createPhone('c1c1c1c1c1c1c1c1'),
]
const kiosk = callerOf('kiosk', 'kiosk-1')
const officer = callerOf('office', 'office-1', 'jieun')

let folder: string
let path: string
let first: WiredStore
let opened: WiredStore[]
const start = async (deps: Parameters<typeof openWiredStore>[1] = {}) => {
  const store = await openWiredStore([], { ...deps, db: openDatabase(path, STORE_MIGRATIONS) })
  opened.push(store)
  return store
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dangol-old-copy-'))
  path = join(folder, 'store.sqlite')
  opened = []
  first = await start()
  await first.feed(
    ...memberFeed({}, [jiwoos, stolen]),
    ...memberFeed({ id: EMMA, number: 'M-1002', name: 'Emma Stone', lang: 'en' }, [emmas]),
  )
})
afterEach(() => {
  for (const { db } of opened) db.close()
  rmSync(folder, { recursive: true })
})

const backUp = (): void => {
  first.db.pragma('wal_checkpoint(truncate)')
  copyFileSync(path, join(folder, 'backup.sqlite'))
}
/** Another server on the backup, in the world and at the time of the first. */
async function restore(): Promise<WiredStore> {
  // Both live in one time: what the first had set out to tell would be told by a server that is no more.
  first.features.line.stop()
  first.db.close()
  copyFileSync(join(folder, 'backup.sqlite'), path)
  for (const rest of ['-wal', '-shm']) rmSync(`${path}${rest}`, { force: true })
  const { time, shop } = first
  return start({ shop, clock: time, steady: time.steady, timers: time })
}
async function scan(store: WiredStore, phone: Phone) {
  first.time.advance(4_000)
  const text = phone.codeAt(first.time.nowMs())
  const command = { commandId: first.commandId(), text, lang: 'ko', takeOver: true } as const
  const answer = Promise.resolve(store.handlers['recognition:scan'](kiosk, command))
  await settled()
  first.time.advance(300)
  const given = await answer
  return given.ok ? given.value.kind : given.error.code
}

test('[A21] [A9] a key that was revoked since, and somebody who was erased since, are so again with the first word of the shop', async () => {
  backUp()
  await first.feed(credentialFeed(stolen, JIWOO, 'revoked'))
  const erase = { commandId: first.commandId(), customerId: EMMA, reason: 'asked at the counter' }
  expect(await first.handlers['privacy:erase'](officer, erase)).toEqual({ ok: true, value: null })
  first.time.advance(1)
  await first.features.outbox.pump()
  await settled()
  const restored = await restore()
  expect(await scan(restored, stolen)).toBe('code-refused')
  expect(await scan(restored, emmas)).toBe('code-refused')
  expect(await scan(restored, jiwoos)).toBe('recognised')
  expect(restored.db.prepare('select count(*) as n from customers where id = ?').get(EMMA)).toEqual({ n: 0 })
})

test('[A21] a copy older than what may be believed recognises nobody until the shop is heard', async () => {
  backUp()
  first.time.advance(RM1_ROSTER_MAX_AGE_MS + HOUR_MS)
  first.shop.isReachable = false
  const restored = await restore()
  for (const phone of [jiwoos, emmas, stolen]) expect(await scan(restored, phone)).toBe('code-refused')
  first.shop.isReachable = true
  while (await restored.mirror.poll());
  expect(await scan(restored, jiwoos)).toBe('recognised')
})

test('[A21] [A1] a code that opened before the copy was put in place is not fresh any more after it', async () => {
  const text = jiwoos.codeAt(first.time.nowMs())
  backUp()
  const command = { text, lang: 'ko', takeOver: true } as const
  const shown = { ...command, commandId: first.commandId() }
  expect(await first.handlers['recognition:scan'](kiosk, shown)).toMatchObject({ ok: true })
  first.time.advance(60_000)
  const restored = await restore()
  const again = Promise.resolve(
    restored.handlers['recognition:scan'](kiosk, { ...command, commandId: first.commandId() }),
  )
  await settled()
  first.time.advance(300)
  expect(await again).toEqual({ ok: false, error: { code: 'code-refused' } })
})

/** What `main.ts` keeps beside the database. */
const beside = (store: WiredStore) =>
  createNotUndone({
    ...{ path: join(folder, 'not-undone.json'), db: store.db, features: store.features },
    ids: createRepeatableIds({ nowMs: () => first.time.nowMs() + 500 }),
  })
/** As long as a key is. */
const keyOf = (name: string): string => name.padEnd(43, '-')
const pair = ({ db }: WiredStore, id: string, publicKey: string, at: number) =>
  preparePaired(db).insert({
    ...{
      id: asId(id),
      kind: 'tablet',
      name: `The ${id}`,
      publicKey: keyOf(publicKey),
      keySince: at,
      pairedAt: at,
      pairedBy: null,
    },
  })
const ofTheHouse = ({ db }: WiredStore) =>
  preparePaired(db)
    .all.all()
    .flatMap(({ id, publicKey, state }) => (state === 'active' ? [`${id} ${publicKey.replace(/-+$/, '')}`] : []))
const revoke = (store: WiredStore, deviceId: string) =>
  store.handlers['devices:revoke'](officer, { commandId: first.commandId(), deviceId: asId(deviceId) })

test('[A19] [A21] a device that was revoked since stays a stranger, also under a key changed since or a name given since', async () => {
  pair(first, 'tablet-1', 'key-1', 1)
  pair(first, 'tablet-2', 'key-2', 2)
  pair(first, 'tablet-3', 'key-3', 3)
  pair(first, 'tablet-4', 'key-4', 4)
  backUp()
  const decisions = beside(first)
  await revoke(first, 'tablet-1')
  preparePaired(first.db).changeKey.run(keyOf('key-2b'), 5, asId('tablet-2'))
  await revoke(first, 'tablet-2')
  await revoke(first, 'tablet-3')
  decisions.keep()
  // The name goes to another device, and one that was found again is let in anew.
  pair(first, 'tablet-1', 'key-of-another', 6)
  pair(first, 'tablet-3', 'key-3', 7)
  decisions.keep()
  const restored = await restore()
  expect(ofTheHouse(restored)).toEqual(['tablet-1 key-1', 'tablet-2 key-2', 'tablet-3 key-3', 'tablet-4 key-4'])
  expect(beside(restored).apply()).toEqual({ putOut: 2, erased: 0 })
  expect(ofTheHouse(restored)).toEqual(['tablet-3 key-3', 'tablet-4 key-4'])
  beside(restored).keep()
  expect(beside(restored).apply()).toEqual({ putOut: 0, erased: 0 })
})

test('[A21] [A10] somebody erased since is nobody to an old copy, with the line down and before the shop ever heard of it', async () => {
  backUp()
  first.shop.isReachable = false
  const erase = { commandId: first.commandId(), customerId: EMMA, reason: 'asked at the counter' }
  await first.handlers['privacy:erase'](officer, erase)
  beside(first).keep()
  const restored = await restore()
  const decisions = beside(restored)
  expect(decisions.apply()).toEqual({ putOut: 0, erased: 1 })
  expect(await scan(restored, emmas)).toBe('code-refused')
  expect(await scan(restored, jiwoos)).toBe('recognised')
  expect(restored.db.prepare('select count(*) as n from customers where id = ?').get(EMMA)).toEqual({ n: 0 })
  // The shop is told after all, and its old word of her is refused.
  first.shop.isReachable = true
  first.time.advance(10 * 60_000)
  await restored.features.outbox.pump()
  await settled()
  expect(first.shop.erasures).toMatchObject([{ customerId: EMMA }])
  while (await restored.mirror.poll());
  expect(await scan(restored, emmas)).toBe('code-refused')
  const kept = readFileSync(join(folder, 'not-undone.json'), 'utf8')
  expect(kept).toContain(EMMA)
  for (const word of ['Emma', 'M-1002']) expect(kept).not.toContain(word)
})

test('[A21] what is kept beside the database is its owner’s, written whole, and not passed over when it is damaged', () => {
  const path = join(folder, 'not-undone.json')
  beside(first).keep()
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(existsSync(`${path}.new`)).toBe(false)
  writeFileSync(path, '{"putOut": [')
  expect(() => beside(first)).toThrow(StartRefusal)
})
