import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import { describe, expect, test } from 'vitest'
import { EMMA, JIWOO, memberFeed } from '../../testing/store-server.ts'
import {
  ALL,
  emmasPhone,
  jiwoosPhone,
  mugFeed,
  openPrivacyStore,
  orderFeed,
  PEOPLE,
  placesOf,
  REASON,
  visitIn,
} from './testing/privacy-store.ts'
import type { PrivacyStore } from './testing/privacy-store.ts'

const NOBODY = '0'.repeat(32) as CustomerId
const refused = (code: string) => ({ ok: false, error: { code } })
const REFUSED_SCAN = refused('code-refused')
const erase = (store: PrivacyStore, customerId = JIWOO) =>
  store.inOffice('privacy:erase', { customerId, reason: REASON })
const entries = async (store: PrivacyStore, subject: string | null = null) => {
  const answer = await store.inOffice('audit:list', { before: null, subject })
  return answer.ok ? answer.value.entries : expect.fail('refused')
}

describe('a subject', () => {
  test('is found by the whole number only, masked, with what the store holds of them', async () => {
    const store = await openPrivacyStore()
    expect(await store.inOffice('privacy:subject', { number: 'M-1001', reason: REASON })).toMatchObject({
      ok: true,
      value: {
        ...{ customerId: JIWOO, maskedName: '김*우', number: 'M-1001', consents: ALL, merged: [] },
        holds: expect.arrayContaining([
          { table: 'customers', rows: 1, keptFor: expect.any(String) as string },
          { table: 'configurations', rows: 1, keptFor: expect.any(String) as string },
        ]) as unknown,
      },
    })
    for (const number of ['M-100', '김지우', 'm-1001']) {
      expect(await store.inOffice('privacy:subject', { number, reason: REASON })).toEqual(refused('unknown-customer'))
    }
  })

  test('[A16] is looked at on the record, with the reason, and not more often than a person can ask', async () => {
    const store = await openPrivacyStore()
    for (let times = 0; times < 30; times++)
      await store.inOffice('privacy:subject', { number: 'M-1001', reason: REASON })
    expect(await store.inOffice('privacy:subject', { number: 'M-1001', reason: REASON })).toEqual(
      refused('too-many-searches'),
    )
    const [last, before] = await entries(store)
    expect(last).toMatchObject({ what: 'privacy.subject', subject: null, result: 'too-many-searches' })
    expect(before).toMatchObject({
      ...{ what: 'privacy.subject', subject: JIWOO, result: 'shown', purpose: REASON },
      ...{ kind: 'office', associate: 'jieun' },
    })
  })

  test('has a ledger of receipts, newest first, whose chain is whole', async () => {
    const store = await openPrivacyStore()
    const answer = await store.inOffice('privacy:ledger', { customerId: JIWOO })
    expect(answer).toMatchObject({ ok: true, value: { whole: true } })
    expect(answer.ok && answer.value.receipts.map(({ position }) => position)).toEqual([4, 3, 2, 1])
    expect(await store.inOffice('privacy:ledger', { customerId: NOBODY })).toEqual(refused('unknown-customer'))
  })
})

describe('an export', () => {
  test('has every row of theirs with the whole name, and nothing of anybody else', async () => {
    const store = await openPrivacyStore()
    visitIn(await store.scan(jiwoosPhone))
    const answer = await store.inOffice('privacy:export', { customerId: JIWOO, reason: REASON })
    if (!answer.ok) return expect.fail('refused')
    const { tables, left, customerId } = JSON.parse(answer.value.text) as {
      tables: Record<string, unknown[]>
      left: object
      customerId: string
    }
    expect(customerId).toBe(JIWOO)
    expect(left).toEqual({})
    expect(Object.fromEntries(Object.entries(tables).map(([table, rows]) => [table, rows.length]))).toEqual(
      store.rowsOf(JIWOO),
    )
    expect(answer.value.text).toContain('김지우')
    for (const other of ['Emma', EMMA, 'M-2002', 'Mug 2', 'W-2']) expect(answer.value.text).not.toContain(other)
    expect(answer.value.name).toBe('dangol-M-1001.json')
  })

  test('leaves no copy of itself in the store', async () => {
    const store = await openPrivacyStore()
    await store.inOffice('privacy:export', { customerId: JIWOO, reason: REASON })
    expect(placesOf(store, '김지우')).toEqual(['customer_words.word', 'customers.name'])
  })

  test('stays under four million characters, and says what it had to leave out', async () => {
    const store = await openPrivacyStore([
      ...PEOPLE,
      ...Array.from({ length: 12_000 }, (_, n) => orderFeed(n + 10, JIWOO)),
    ])
    const answer = await store.inOffice('privacy:export', { customerId: JIWOO, reason: REASON })
    if (!answer.ok) return expect.fail('refused')
    expect(answer.value.text.length).toBeLessThanOrEqual(4_000_000)
    const { tables, left } = JSON.parse(answer.value.text) as { tables: Record<string, unknown[]>; left: object }
    const rows = (of: object) => Object.values(of).reduce((sum: number, one: unknown) => sum + Number(one), 0)
    expect(rows(left)).toBeGreaterThan(0)
    const counts = Object.values(tables).reduce((sum, of) => sum + of.length, 0)
    expect(counts + rows(left)).toBe(rows(store.rowsOf(JIWOO)))
  })
})

describe('an erasure', () => {
  test('leaves the alias in the record and on its tombstone, and nothing else anywhere', async () => {
    const store = await openPrivacyStore()
    const visit = visitIn(await store.scan(jiwoosPhone))
    expect(await erase(store)).toEqual({ ok: true, value: null })
    await store.delivered()
    for (const text of ['김지우', '김*우', 'M-1001', 'Mug 1', 'W-1', jiwoosPhone.publicKey]) {
      expect([text, placesOf(store, text)]).toEqual([text, []])
    }
    expect(placesOf(store, JIWOO)).toEqual(['access_log.subject', 'tombstones.customer_id'])
    expect(store.features.visits.snapshot('kiosk:kiosk-1')).toMatchObject([{ id: visit.id, value: { customer: null } }])
    expect(store.rowsOf(EMMA)).toMatchObject({ customers: 1, configurations: 1, past_orders: 1 })
  })

  test('tells the shop, once, and nothing that waited for it about them goes out any more', async () => {
    const store = await openPrivacyStore()
    store.shop.isReachable = false
    visitIn(await store.scan(jiwoosPhone))
    const commandId = store.commandId()
    for (let times = 0; times < 2; times++)
      await store.inOffice('privacy:erase', { commandId, customerId: JIWOO, reason: REASON })
    store.shop.isReachable = true
    store.features.outbox.retryNow()
    await store.delivered()
    expect(store.shop.erasures).toEqual([{ commandId, customerId: JIWOO }])
    expect(store.shop.visits.size).toBe(0)
  })

  test('[A6] makes them a stranger: their code is refused as any other', async () => {
    const store = await openPrivacyStore()
    await erase(store)
    expect(await store.scan(jiwoosPhone)).toEqual(REFUSED_SCAN)
    expect(visitIn(await store.scan(emmasPhone)).customer?.maskedName).toBe('E*** S.')
  })

  test('[A21] is not undone by what the shop had still to tell, until it says itself that they are gone', async () => {
    const store = await openPrivacyStore()
    store.shop.isReachable = false
    await erase(store)
    await store.delivered()
    store.shop.isReachable = true
    await store.feed(...memberFeed({ consents: ALL }, [jiwoosPhone]), mugFeed(1, JIWOO), orderFeed(1, JIWOO))
    expect(store.rowsOf(JIWOO)).toEqual({ access_log: 1, outbox: 1, tombstones: 1 })
    expect(await store.scan(jiwoosPhone)).toEqual(REFUSED_SCAN)
    // The shop has taken the erasure; what it tells after that is a new beginning.
    store.features.outbox.retryNow()
    await store.delivered()
    await store.feed()
    expect(store.rowsOf(JIWOO)).toEqual({ access_log: 1, tombstones: 1 })
    await store.feed(...memberFeed({ consents: ALL }, [jiwoosPhone]))
    expect(visitIn(await store.scan(jiwoosPhone)).customer?.maskedName).toBe('김*우')
    expect(store.rowsOf(JIWOO)).not.toHaveProperty('tombstones')
  })

  test('[A21] of the shop erases a store that was restored from an old copy, and leaves a tombstone there', async () => {
    const restored = await openPrivacyStore()
    await restored.feed({ feed: 'deleted', value: { feed: 'customer', id: JIWOO } })
    expect(restored.rowsOf(JIWOO)).toEqual({ tombstones: 1 })
  })

  test('of nobody is refused, and on the record', async () => {
    const store = await openPrivacyStore()
    expect(await erase(store, NOBODY)).toEqual(refused('unknown-customer'))
    expect((await entries(store, NOBODY))[0]).toMatchObject({ what: 'privacy.erase', result: 'unknown' })
  })
})

describe('the record', () => {
  test('is read a page at a time, and checked', async () => {
    const store = await openPrivacyStore()
    for (let times = 0; times < 120; times++) await store.inOffice('privacy:ledger', { customerId: EMMA })
    const first = await store.inOffice('audit:list', { before: null, subject: null })
    expect(first).toMatchObject({ ok: true, value: { more: true } })
    const oldest = first.ok ? (first.value.entries.at(-1)?.position ?? 0) : 0
    const rest = await store.inOffice('audit:list', { before: oldest, subject: EMMA })
    expect(rest.ok && [rest.value.entries.length, rest.value.more]).toEqual([20, false])
    expect(await store.inOffice('audit:verify', {})).toMatchObject({ ok: true, value: { whole: true, entries: 120 } })
    store.db.exec('delete from access_log where position = 60')
    expect(await store.inOffice('audit:verify', {})).toMatchObject({ ok: true, value: { whole: false, brokenAt: 61 } })
  })
})
