import { createPrivateKey, createPublicKey } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from './db/open.ts'
import { STORE_MIGRATIONS } from './db/store-migrations.ts'
import { createPinHasher } from './features/staff/pin-hasher.ts'
import { createStore } from './store.ts'
import { approveOnPhone } from './testing/approved-visit.ts'
import { forStore } from './testing/shop-seals.ts'
import { createPhone } from './testing/member-code.ts'
import { smallStore } from './testing/small-shop.ts'
import { callerOf } from './testing/store-core.ts'
import { pinOf } from './testing/staff-floor.ts'
import { JIWOO, memberFeed, startTestStore } from './testing/store-server.ts'
import { openWiredStore, settled } from './testing/wired-store.ts'
import type { Carrier } from './transport/carrier.ts'

/*
 * The machine of the store is stolen, with its database. What is in it opens nothing: no device's place, nobody's session, no
 * member's code, neither here nor in another store.
 */

const PIN_KEY = Uint8Array.from({ length: 32 }, (_, at) => (at * 89 + 17) % 256)
const phone = createPhone('a1a1a1a1a1a1a1a1')
const FEED = memberFeed({ consents: { 'recog.kiosk': 'granted', 'assist.notify': 'granted' } }, [phone])
const kiosk = callerOf('kiosk', 'kiosk-1')
const tablet = callerOf('tablet', 'tablet-1')

/** Nothing is sent: only who is let in is looked at. */
const silent: Carrier = {
  ...{ join: () => undefined, leave: () => undefined, toRoom: () => undefined },
  ...{ cut: () => undefined, toOne: () => undefined },
}

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dangol-stolen-'))
  path = join(folder, 'store.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A store in the middle of its day: somebody signed in by PIN, a member recognised who approved on the phone. */
async function openBusyStore() {
  const db = openDatabase(path, STORE_MIGRATIONS)
  const pins = createPinHasher(PIN_KEY, (length) => Uint8Array.from({ length }, (_, at) => (at * 31 + 5) % 256))
  const store = await openWiredStore(FEED, { db, pins, store: smallStore })
  const signedIn = await store.handlers['staff:sign-in'](tablet, {
    associate: 'jieun' as AssociateId,
    pin: pinOf('jieun'),
  })
  const session = signedIn.ok ? signedIn.value.session : expect.fail(signedIn.error.code)
  const scan = { commandId: store.commandId(), text: phone.codeAt(store.time.nowMs()), lang: 'ko', takeOver: false }
  const answer = await store.handlers['recognition:scan'](kiosk, { ...scan, lang: 'ko' })
  const visit = answer.ok && 'visit' in answer.value ? answer.value.visit : expect.fail('not recognised')
  await approveOnPhone(store, kiosk, visit.id, JIWOO)
  const [{ deviceCode, token } = { deviceCode: '', token: '' }] = store.shop.approvals.asked
  await settled()
  db.pragma('wal_checkpoint(truncate)')
  return { store, db, pins, secrets: { session, deviceCode, token: token ?? '' } }
}

/** Every text of the database, the values within JSON too. */
function wordsIn(file: string): Set<string> {
  const db = new Database(file, { readonly: true })
  const words = new Set<string>()
  const take = (value: unknown): void => {
    if (Buffer.isBuffer(value)) return void words.add(value.toString('base64url'))
    if (typeof value !== 'string') return
    words.add(value)
    for (const word of value.match(/[\w-]{16,}/g) ?? []) words.add(word)
  }
  for (const table of db.prepare<[], string>("select name from sqlite_schema where type = 'table'").pluck().all()) {
    for (const row of db.prepare<[], Record<string, unknown>>(`select * from ${table}`).all()) {
      Object.values(row).forEach(take)
    }
  }
  db.close()
  return words
}

test('[A10] [A18] no secret is in it: not the key of the PINs, no PIN, no session, no code or token of an approval', async () => {
  const { db, secrets, store } = await openBusyStore()
  db.close()
  const file = readFileSync(path)
  const key = Buffer.from(PIN_KEY)
  const spellings = [key.toString('hex'), key.toString('base64url'), key.toString('base64')]
  for (const secret of [...Object.values(secrets), ...spellings, pinOf('jieun')]) {
    expect(secret.length).toBeGreaterThan(5)
    expect(file.includes(secret), secret).toBe(false)
  }
  expect(file.includes(key)).toBe(false)
  // That the file was looked at at all.
  for (const there of [JIWOO, phone.credId, phone.publicKey]) expect(file.includes(there)).toBe(true)
  store.features.approvals.stop()
})

test('[A10] [A11] nothing in it is a session, or the key of a device of the house', async () => {
  const { db, store, pins, secrets } = await openBusyStore()
  const words = wordsIn(path)
  expect(words.size).toBeGreaterThan(50)
  const server = await startTestStore([], { db, pins, store: smallStore })
  const { deps } = server
  const desk = createStore({ ...deps, timers: server.time }, silent).desk
  const come = (id: string, token: string, session?: string) =>
    desk.admit({
      ...{ protocol: PROTOCOL_VERSION, device: { id, kind: 'tablet' }, token },
      ...(session === undefined ? {} : { session }),
    })
  expect(come('tablet-1', deps.deviceKeys.tablet, secrets.session)).toMatchObject({ value: { associate: 'jieun' } })
  for (const word of words) {
    const asSession = come('tablet-1', deps.deviceKeys.tablet, word)
    if (asSession.ok) expect(asSession.value, word).toMatchObject({ associate: null, session: null })
    expect(come('tablet-1', word).ok, word).toBe(false)
  }
  store.features.approvals.stop()
  await server.close()
})

test('[A10] nothing in it signs: no 32 bytes are the private half of a key that anybody believes', async () => {
  const { db, store } = await openBusyStore()
  const believed = new Set(db.prepare<[], string>('select public_key from credentials').pluck().all())
  expect(believed).toContain(phone.publicKey)
  db.close()
  store.features.approvals.stop()
  let looked = 0
  for (const word of wordsIn(path)) {
    for (const bytes of [Buffer.from(word, 'base64url'), Buffer.from(word, 'hex')]) {
      for (const seed of seedsIn(bytes)) {
        looked += 1
        expect(believed.has(publicHalfOf(seed)), word).toBe(false)
      }
    }
  }
  expect(looked).toBeGreaterThan(10)
})

test('[A10] [A20] what it believes of members is worth nothing in another store', async () => {
  const { db, store } = await openBusyStore()
  store.features.approvals.stop()
  db.close()
  const sealedHere: ShopChange[] = FEED.map((change) => forStore(change, smallStore.id))
  const another = await openWiredStore(sealedHere, { store: { ...smallStore, id: 'another' } })
  expect(another.db.prepare('select count(*) as n from credentials').get()).toEqual({ n: 0 })
  const text = phone.codeAt(another.time.nowMs())
  const scan = { commandId: another.commandId(), text, lang: 'ko', takeOver: false } as const
  const answer = Promise.resolve(another.handlers['recognition:scan'](kiosk, scan))
  another.time.advance(300)
  expect(await answer).toEqual({ ok: false, error: { code: 'code-refused' } })
})

/** Whatever of these bytes could be an Ed25519 seed: all of them, or the end of a PKCS #8 structure. */
const seedsIn = (bytes: Buffer): Buffer[] => (bytes.length < 32 ? [] : [bytes.subarray(0, 32), bytes.subarray(-32)])

/** RFC 8410: the fixed head of a private Ed25519 key. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
function publicHalfOf(seed: Buffer): string {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' })
  return createPublicKey(key).export({ format: 'jwk' }).x ?? ''
}
