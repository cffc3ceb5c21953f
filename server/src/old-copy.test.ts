import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RM1_ROSTER_MAX_AGE_MS } from '@dangol/domain/recognition/rm1.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from './db/open.ts'
import { STORE_MIGRATIONS } from './db/store-migrations.ts'
import { createPhone } from './testing/member-code.ts'
import type { Phone } from './testing/member-code.ts'
import { callerOf } from './testing/store-core.ts'
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
