import { afterEach, expect, test } from 'vitest'
import { createApp } from './app.ts'
import { PROBE_EVERY_MS } from './db/writability.ts'
import type { ShopConsent } from './upstream/online-shop.ts'
import { callerOf } from './testing/store-core.ts'
import { JIWOO, memberFeed, mirrored, startTestStore } from './testing/store-server.ts'
import type { TestStore } from './testing/store-server.ts'
import { createManualTime } from './testing/manual-time.ts'

let store: TestStore
afterEach(() => store.close())

const READ_ONLY = { ok: false, error: { code: 'read-only' } }
const PAGES_LEFT = 2

test('[D2] with a full disk a store is there to look at, refuses every change whole, and needs nobody to recover', async () => {
  const timers = createManualTime()
  store = await startTestStore(memberFeed({}), { timers })
  timers.advance(1)
  await mirrored(store)
  const kiosk = await store.connect('kiosk', 'kiosk-1')
  const tablet = await store.connect('tablet', 'tablet-1', { associate: 'jieun' })
  const begun = await kiosk.ask('visits:begin', { commandId: store.newCommandId(), lang: 'ko' })
  if (!begun.ok) throw new Error(begun.error.code)
  const { db } = store.deps
  const speak = (lang: 'ko' | 'en') =>
    kiosk.ask('visits:set-language', { commandId: store.newCommandId(), visitId: begun.value.id, lang })
  const lang = () => db.prepare<[], string>('select lang from visits').pluck().get()

  db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true })) + PAGES_LEFT}`)
  let refused = await speak('en')
  for (let tries = 0; refused.ok && tries < 500; tries++) refused = await speak(tries % 2 === 0 ? 'ko' : 'en')
  const stood = lang()
  expect(refused).toEqual(READ_ONLY)
  expect(await speak(stood === 'ko' ? 'en' : 'ko')).toEqual(READ_ONLY)
  // Looking is possible where it leaves no trace; a look at a person always does, and is refused with the rest.
  expect(await kiosk.ask('catalogue:stock', { query: '' })).toMatchObject({ ok: true })
  expect(await tablet.ask('sync:subscribe', { topic: 'floor', cursor: null })).toMatchObject({ ok: true })
  expect(await tablet.ask('customers:card', { customerId: JIWOO })).toEqual(READ_ONLY)
  expect(lang()).toBe(stood)

  // Devices come and go, the shop's line flaps and the store tidies up meanwhile; nothing of it takes the process down.
  kiosk.socket.disconnect()
  const isThere = () => store.app.features.devices.statuses().find(({ id }) => id === 'kiosk-1')?.connected
  await expect.poll(isThere).toBe(false)
  store.shop.isReachable = false
  timers.advance(120_000)

  db.pragma('max_page_count = 1000000')
  timers.advance(PROBE_EVERY_MS)
  const back = await store.connect('kiosk', 'kiosk-1')
  const commandId = store.newCommandId()
  expect(await back.ask('visits:set-language', { commandId, visitId: begun.value.id, lang: 'en' })).toMatchObject({
    ok: true,
    value: { lang: 'en' },
  })
})

test('[D2] a look that cannot be recorded is refused as read-only, though nothing else was asked', async () => {
  const timers = createManualTime()
  store = await startTestStore(memberFeed({}), { timers })
  timers.advance(1)
  await mirrored(store)
  const tablet = await store.connect('tablet', 'tablet-1', { associate: 'jieun' })
  const begin = { commandId: store.newCommandId(), customerId: JIWOO, lang: 'ko' as const }
  const begun = await tablet.ask('visits:begin-for', begin)
  if (!begun.ok) throw new Error(begun.error.code)
  const look = () => tablet.ask('visits:open', { visitId: begun.value.id })
  expect(await look()).toMatchObject({ ok: true })
  const { db } = store.deps
  db.pragma('query_only = 1')
  expect(await look()).toEqual(READ_ONLY)
  expect(store.app.features.core.writability.writable()).toBe(false)
  db.pragma('query_only = 0')
  timers.advance(PROBE_EVERY_MS)
  expect(await look()).toMatchObject({ ok: true })
})

test('[D2] a store that starts on a full disk is there to look at, and takes up its visits as soon as it can', async () => {
  const timers = createManualTime()
  store = await startTestStore(memberFeed({}), { timers })
  timers.advance(1)
  await mirrored(store)
  const kiosk = await store.connect('kiosk', 'kiosk-1')
  const begun = await kiosk.ask('visits:begin', { commandId: store.newCommandId(), lang: 'ko' })
  if (!begun.ok) throw new Error(begun.error.code)
  const { db } = store.deps
  await store.app.close()
  db.prepare("update visits set approved_until = 9000000000000, level = 'L3'").run()
  db.pragma('query_only = 1')
  const again = await createApp(store.deps)
  await again.listen({ host: '127.0.0.1', port: 0 })
  try {
    const { core, visits } = again.features
    const level = () => visits.desk.open(begun.value.id, callerOf('kiosk', 'kiosk-1'))?.level
    expect([core.writability.writable(), level()]).toEqual([false, 'L3'])
    db.pragma('query_only = 0')
    timers.advance(PROBE_EVERY_MS)
    expect([core.writability.writable(), level()]).toEqual([true, 'L0'])
  } finally {
    await again.close()
  }
})

test('[D2] what the shop took while that could not be written down leaves the outbox as soon as it can', async () => {
  const timers = createManualTime()
  store = await startTestStore([], { timers })
  timers.advance(1)
  await mirrored(store)
  const { core, outbox } = store.app.features
  const { db } = store.deps
  const commandId = store.newCommandId()
  // The outbox carries an answer; it does not read it.
  const body = { commandId, customerId: JIWOO, consents: {} } as ShopConsent
  core.transact(() => outbox.enqueue({ kind: 'consent', key: commandId, body }))
  const take = store.shop.putConsents.bind(store.shop)
  store.shop.putConsents = (...asked) => {
    store.shop.putConsents = take
    db.pragma('query_only = 1')
    return take(...asked)
  }
  timers.advance(1)
  const state = () => [store.shop.consents.length, outbox.waiting(), core.writability.writable()]
  await expect.poll(state).toEqual([1, 1, false])
  db.pragma('query_only = 0')
  timers.advance(PROBE_EVERY_MS)
  await expect.poll(() => outbox.waiting()).toBe(0)
})
