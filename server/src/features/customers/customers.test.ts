import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { PastOrder, ShopChange } from '@dangol/protocol/shop.ts'
import { describe, expect, test } from 'vitest'
import { callerOf } from '../../testing/store-core.ts'
import { createPhone } from '../../testing/member-code.ts'
import { EMMA, JIWOO, memberFeed } from '../../testing/store-server.ts'
import { openWiredStore } from '../../testing/wired-store.ts'
import type { WiredStore } from '../../testing/wired-store.ts'

const jieuns = callerOf('tablet', 'tablet-1', 'jieun')
const OPEN = { 'recog.kiosk': 'granted', 'history.view': 'granted', 'config.sync.store': 'granted' } as const

const orderOf = (number: string, placedAt: number, minor = 10_000): PastOrder => ({
  number,
  placedAt,
  channel: 'import',
  state: 'completed',
  total: { minor, currency: 'GBP' },
  units: 2,
  lines: [{ sku: '85123A', title: 'WHITE HANGING HEART', quantity: 2, total: { minor, currency: 'GBP' } }],
})
const historyFeed = (customerId: CustomerId, order: PastOrder): ShopChange => ({
  feed: 'history',
  value: { customerId, order },
})
const pounds = (minor: number) => ({ minor, currency: 'GBP' as const })
/** Half of it on its way, and something of what was paid given back. */
const sentOrder: PastOrder = {
  ...orderOf('6', 3),
  payments: [
    { kind: 'paid', method: 'web-card', state: 'Settled', amount: pounds(10_000) },
    { kind: 'refunded', method: 'web-card', state: 'refund Settled', amount: pounds(-500) },
  ],
  shipments: [{ stage: 'underway', state: 'PartiallyShipped', carrier: 'CJ', tracking: 'TR-77', at: 7, units: 1 }],
}
const find = (store: WiredStore, query: string) => store.handlers['customers:find'](jieuns, { query })
const card = (store: WiredStore, customerId: CustomerId) => store.handlers['customers:card'](jieuns, { customerId })
/** Jiwoo stands at kiosk-1 and has approved it on the own phone; who looks serves her. */
async function approved(store: WiredStore, servedBy = 'jieun') {
  const kiosk = callerOf('kiosk', 'kiosk-1')
  const { desk } = store.features.visits
  store.features.core.transact(() => {
    const begun = { deviceId: kiosk.deviceId, lang: 'ko', level: 'L2', customerId: JIWOO, servedBy: null } as const
    const { id } = desk.begin(begun, 'visit.recognised', store.commandId())
    const approvedUntil = store.time.nowMs() + 600_000
    desk.raise(id, { level: 'L3', customerId: JIWOO, approvedUntil }, 'visit.approved', store.commandId())
  })
  const visit = desk.openOn(kiosk.deviceId) ?? expect.fail('no visit')
  const serve = { commandId: store.commandId(), visitId: visit.id, serving: true }
  await store.handlers['visits:serve'](callerOf('tablet', 'tablet-1', servedBy), serve)
  return store
}
const open = () =>
  openWiredStore([
    ...memberFeed({ consents: OPEN }, [createPhone('a1a1a1a1a1a1a1a1')]),
    ...memberFeed({ id: EMMA, number: 'M-2002', name: 'Emma Van Stone', lang: 'en' }),
    historyFeed(JIWOO, orderOf('1', Date.UTC(2025, 0, 31, 16))),
    historyFeed(JIWOO, orderOf('2', Date.UTC(2026, 5, 1), 25_000)),
    historyFeed(EMMA, orderOf('3', 1)),
  ])

describe('finding a customer', () => {
  test.each([
    ['김지', '김*우'],
    ['지우', '김*우'],
    ['m-10', '김*우'],
    ['M1001', '김*우'],
    ['EMMA', 'E*** S.'],
    ['stone emma', 'E*** S.'],
    ['van st', 'E*** S.'],
  ])('"%s" finds %s, masked', async (query, maskedName) => {
    const answer = find(await open(), query)
    expect(answer).toMatchObject({ ok: true, value: { hits: [{ maskedName }], more: false } })
  })

  test.each([['김민'], ['tone'], ['stone jiwoo'], ['%'], ["' or 1=1"]])('"%s" finds nobody', async (query) => {
    expect(find(await open(), query)).toEqual({ ok: true, value: { hits: [], more: false } })
  })

  test('tells of orders only where their history may be seen', async () => {
    const store = await open()
    expect(find(store, '김지우')).toMatchObject({ value: { hits: [{ orderCount: null }] } })
    await approved(store)
    expect(find(store, '김지우')).toMatchObject({ value: { hits: [{ orderCount: 2 }] } })
    expect(find(store, 'emma')).toMatchObject({ value: { hits: [{ orderCount: null }] } })
  })

  test('goes on with "more" instead of a list nobody reads', async () => {
    const members = Array.from({ length: 25 }, (_, at) =>
      memberFeed({ id: at.toString(16).padStart(32, '0') as CustomerId, number: `K-${at}`, name: `Kim Number${at}` }),
    )
    const answer = await find(await openWiredStore(members.flat()), 'kim')
    expect(answer.ok && [answer.value.hits.length, answer.value.more]).toEqual([20, true])
  })

  test('[A16] is limited to thirty a minute per person, and every search is written down without its words', async () => {
    const store = await open()
    for (let times = 0; times < 30; times++) expect(find(store, '김지우')).toMatchObject({ ok: true })
    expect(find(store, '김지우')).toMatchObject({ error: { code: 'too-many-searches' } })
    store.time.advance(60_000)
    expect(find(store, '김지우')).toMatchObject({ ok: true })
    const rows = store.db.prepare("select * from access_log where what = 'customers.find'").all()
    expect(rows).toHaveLength(32)
    expect(JSON.stringify(rows)).not.toContain('김')
  })
})

describe('the shopper’s card', () => {
  test('shows the history newest first to whom the member lets see it, with dates of the store', async () => {
    const answer = await card(await approved(await open()), JIWOO)
    expect(answer).toMatchObject({
      ok: true,
      value: {
        maskedName: '김*우',
        history: {
          orderCount: 2,
          firstOrder: '2025-02-01',
          lastOrder: '2026-06-01',
          orders: [{ number: '2' }, { number: '1' }],
        },
      },
    })
    expect(answer.ok && answer.value.history?.orders[0]?.lines).toEqual(orderOf('2', 0, 25_000).lines)
  })

  test('says of each order how it is paid and where its parcels are, in the store’s words', async () => {
    const store = await approved(await open())
    await store.feed(
      historyFeed(JIWOO, sentOrder),
      historyFeed(JIWOO, { ...orderOf('5', 4), payments: [], shipments: [] }),
    )
    const answer = await card(store, JIWOO)
    const orders = answer.ok && answer.value.history?.orders.slice(-2)
    expect(orders).toMatchObject([
      { number: '5', paid: 'unpaid', parcels: [] },
      {
        number: '6',
        paid: 'part-refunded',
        parcels: [{ stage: 'underway', at: 7, units: 1, carrier: 'CJ', tracking: 'TR-77' }],
      },
    ])
    // The shop's own words stay with the store, and of an order that it says no more of, no more is said.
    expect(JSON.stringify(orders)).not.toMatch(/PartiallyShipped|Settled|web-card/)
    const { orders: all = [] } = (answer.ok && answer.value.history) || {}
    expect(all[0]).not.toHaveProperty('paid')
    expect(all[0]).not.toHaveProperty('parcels')
  })

  test('the shopper reads afterwards that tracking numbers were seen, where there were any', async () => {
    const store = await approved(await open())
    const used = () => store.db.prepare('select field from visit_uses order by field').all()
    await card(store, JIWOO)
    expect(JSON.stringify(used())).not.toContain('card.parcels')
    await store.feed(historyFeed(JIWOO, sentOrder))
    await card(store, JIWOO)
    expect(JSON.stringify(used())).toContain('card.parcels')
  })

  test('what an earlier version of the store wrote of payments is not there until the shop tells it again', async () => {
    const store = await approved(await open())
    await store.feed(historyFeed(JIWOO, sentOrder))
    const before = JSON.stringify([{ method: 'card', state: 'Settled', amount: { minor: 1, currency: 'GBP' } }])
    store.db.prepare('update past_orders set payments = ?').run(before)
    const answer = await card(store, JIWOO)
    expect(JSON.stringify(answer)).not.toMatch(/"paid"|Settled/)
    await store.feed(historyFeed(JIWOO, sentOrder))
    expect(JSON.stringify(await card(store, JIWOO))).toContain('part-refunded')
  })

  test('[A16] keeps the history from who does not serve them, and from everybody while the phone has not approved it', async () => {
    const store = await open()
    expect(card(store, JIWOO)).toMatchObject({ ok: true, value: { history: null } })
    await approved(store, 'junho')
    expect(card(store, JIWOO)).toMatchObject({ ok: true, value: { history: null } })
    store.time.advance(600_001)
    const his = callerOf('tablet', 'tablet-1', 'junho')
    expect(store.handlers['customers:card'](his, { customerId: JIWOO })).toMatchObject({ value: { history: null } })
  })

  test('[A16] is cut by the consents: without them neither history nor configurations leave the server', async () => {
    const store = await open()
    expect(card(store, EMMA)).toMatchObject({ ok: true, value: { history: null, configurations: [] } })
    await store.feed(...memberFeed({ consents: { ...OPEN, 'history.view': 'withdrawn' } }))
    expect(card(store, JIWOO)).toMatchObject({ ok: true, value: { history: null } })
  })

  test('[A16] is written down, also when there is nobody', async () => {
    const store = await open()
    const nobody = '0'.repeat(32) as CustomerId
    expect(card(store, nobody)).toMatchObject({ error: { code: 'unknown-customer' } })
    await card(store, JIWOO)
    expect(store.db.prepare('select associate, subject, result from access_log').all()).toEqual([
      { associate: 'jieun', subject: nobody, result: 'unknown' },
      { associate: 'jieun', subject: JIWOO, result: 'shown' },
    ])
  })

  test('shows at most twenty orders', async () => {
    const store = await approved(await open())
    await store.feed(...Array.from({ length: 30 }, (_, at) => historyFeed(JIWOO, orderOf(`n${at}`, 1_000_000 + at))))
    const answer = await card(store, JIWOO)
    expect(answer.ok && [answer.value.history?.orders.length, answer.value.history?.orderCount]).toEqual([20, 32])
  })
})

describe('the mirror of members', () => {
  test('a repeated change writes the same again', async () => {
    const store = await open()
    const count = () => store.db.prepare('select count(*) as lines from past_order_lines').get()
    const before = count()
    await store.feed(historyFeed(JIWOO, orderOf('2', Date.UTC(2026, 5, 1), 25_000)), ...memberFeed({ consents: OPEN }))
    expect(count()).toEqual(before)
    expect(store.db.prepare('select count(*) as events from consent_events where subject = ?').get(JIWOO)).toEqual({
      events: 3,
    })
  })

  test('a new name is found, the old one no longer', async () => {
    const store = await open()
    await store.feed(...memberFeed({ name: '이지우', consents: OPEN }))
    expect(find(store, '이지우')).toMatchObject({ value: { hits: [{ maskedName: '이*우' }] } })
    expect(find(store, '김지우')).toMatchObject({ value: { hits: [] } })
  })

  test('an erased member is gone from every table, also from an open visit', async () => {
    const store = await open()
    await store.handlers['visits:begin-for'](jieuns, { commandId: store.commandId(), customerId: JIWOO, lang: 'ko' })
    await store.feed({ feed: 'deleted', value: { feed: 'customer', id: JIWOO } })
    const tables = ['customer_words', 'credentials', 'past_orders', 'past_order_lines', 'visits']
    for (const table of tables) {
      expect(store.db.prepare(`select count(*) as rows from ${table} where customer_id = ?`).get(JIWOO)).toEqual({
        rows: 0,
      })
    }
    for (const table of ['consent_events', 'consents_now', 'consents_said']) {
      expect(store.db.prepare(`select count(*) as rows from ${table} where subject = ?`).get(JIWOO)).toEqual({
        rows: 0,
      })
    }
    expect(card(store, JIWOO)).toMatchObject({ error: { code: 'unknown-customer' } })
    expect(store.features.visits.snapshot('kiosk:tablet-1')).toMatchObject([{ value: { level: 'L0', customer: null } }])
  })

  test('a history taken back is gone', async () => {
    const store = await approved(await open())
    await store.feed({ feed: 'deleted', value: { feed: 'history', id: JIWOO } })
    expect(card(store, JIWOO)).toMatchObject({ value: { history: { orderCount: 0, orders: [], firstOrder: null } } })
  })
})
