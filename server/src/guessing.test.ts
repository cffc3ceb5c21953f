import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AssociateId, ConfigurationId } from '@dangol/domain/ids/ids.ts'
import { makeRc1 } from '@dangol/domain/recognition/rc1.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from './db/open.ts'
import { STORE_MIGRATIONS } from './db/store-migrations.ts'
import { wire } from './testing/goods-floor.ts'
import { createManualTime } from './testing/manual-time.ts'
import { MUG, mugOf, smallStore } from './testing/small-shop.ts'
import { pinOf } from './testing/staff-floor.ts'
import { mirrored, startTestStore } from './testing/store-server.ts'
import type { TestDevice, TestStore } from './testing/store-server.ts'

/*
 * Whoever guesses has a few tries; pulling the plug gives no new ones, not even for the right answer.
 */

const CODE = makeRc1(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8))
const FEED: ShopChange[] = [
  { feed: 'model', value: wire(mugOf(2)) },
  {
    feed: 'configuration',
    value: {
      ...{ id: '018f0000-0000-7000-8000-00000000000a' as ConfigurationId, familyId: MUG, modelVersion: 2, revision: 1 },
      ...{ name: '', personaId: null, secret: false, choices: { kind: 'table', colour: 'blue' }, customerId: null },
      ...{ origin: 'online', savedAt: 1, code: CODE, codeExpiresAt: Date.UTC(2099, 0), discarded: false },
    },
  },
]

let folder: string
let store: TestStore
let closing: (() => Promise<void>)[]
/** `setByMs`: the clock of the machine is off by so much. */
const start = async (setByMs = 0): Promise<TestStore> => {
  const db = openDatabase(join(folder, 'store.sqlite'), STORE_MIGRATIONS)
  const clock = setByMs === 0 ? {} : { clock: createManualTime(createManualTime().nowMs() + setByMs) }
  const started = await startTestStore([...FEED], { db, store: smallStore, ...clock })
  await mirrored(started)
  closing = [() => started.close()]
  return started
}
/** The plug is pulled: another server, on the same file, in the same minute. */
const startAgain = async (setByMs = 0) => {
  for (const close of closing) await close()
  store = await start(setByMs)
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dangol-guessing-'))
  store = await start()
})
afterEach(async () => {
  for (const close of closing) await close()
  rmSync(folder, { recursive: true })
})
/** A command of the first server does not come again after it. */
const command = (later = 0) => {
  store.time.advance(later)
  return { commandId: store.newCommandId() }
}
const codeOf = (answer: { ok: boolean; error?: { code: string } }) => (answer.ok ? 'ok' : answer.error?.code)

test('[A5] a PIN: five wrong ones lock the name, and after a restart the right one is still not looked at', async () => {
  const signIn = async (pin: string) => {
    const tablet = await store.connect('tablet', 'tablet-1', { associate: null })
    return codeOf(await tablet.ask('staff:sign-in', { associate: 'seoyeon' as AssociateId, pin }))
  }
  for (let tries = 0; tries < 5; tries++) expect(await signIn('190283')).toBe('wrong-pin')
  await startAgain()
  expect(await signIn(pinOf('seoyeon'))).toBe('locked')
  store.time.advance(60_001)
  expect(await signIn(pinOf('seoyeon'))).toBe('ok')
})

test.each([
  ['forth', 3],
  ['back', -3],
])(
  '[A5] [A21] a PIN: a clock that is set %s by days, while the server runs or stands still, changes no wait',
  async (_way, days) => {
    const setByMs = days * 24 * 60 * 60_000
    const signIn = async (pin: string) => {
      const tablet = await store.connect('tablet', 'tablet-1', { associate: null })
      return codeOf(await tablet.ask('staff:sign-in', { associate: 'seoyeon' as AssociateId, pin }))
    }
    for (let tries = 0; tries < 5; tries++) expect(await signIn('190283')).toBe('wrong-pin')
    store.time.set(setByMs)
    expect(await signIn(pinOf('seoyeon'))).toBe('locked')
    await startAgain(2 * setByMs)
    expect(await signIn(pinOf('seoyeon'))).toBe('locked')
    store.time.advance(60_001)
    expect(await signIn(pinOf('seoyeon'))).toBe('ok')
  },
)

test('[A5] a configuration code: five typed ones a minute and kiosk, and after a restart the right one fails like a wrong one', async () => {
  const type = async (kiosk: TestDevice, text: string) =>
    codeOf(await kiosk.ask('recognition:scan', { ...command(1), text, lang: 'ko', takeOver: false }))
  const kiosk = await store.connect('kiosk', 'kiosk-1')
  for (let tries = 0; tries < 5; tries++) expect(await type(kiosk, `0000-0000-000${tries}`)).toBe('code-refused')
  await startAgain()
  store.time.advance(1_000)
  expect(await type(await store.connect('kiosk', 'kiosk-1'), CODE)).toBe('code-refused')
  expect(await type(await store.connect('kiosk', 'kiosk-2'), CODE)).toBe('ok')
  store.time.advance(60_000)
  expect(await type(await store.connect('kiosk', 'kiosk-1'), CODE)).toBe('ok')
})

test('[A5] a pairing code: five wrong ones of an office, and after a restart it still has to wait', async () => {
  const look = async (code: string) => {
    const office = await store.connect('office', 'office-1')
    return codeOf(await office.ask('devices:find-pairing', { code }))
  }
  for (const letter of 'BCDFG') expect(await look(letter.repeat(8))).toBe('no-such-code')
  await startAgain()
  expect(await look('HHHHHHHH')).toBe('too-many-tries')
  store.time.advance(10 * 60_000)
  expect(await look('HHHHHHHH')).toBe('no-such-code')
})
