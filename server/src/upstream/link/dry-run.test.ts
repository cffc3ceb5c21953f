import type { ShopChange } from '@dangol/protocol/shop.ts'
import { MappedSampleSchema } from '@dangol/protocol/link.ts'
import { expect, it } from 'vitest'
import { createManualTime } from '../../testing/manual-time.ts'
import { asId } from '../../testing/store-core.ts'
import { settled } from '../../testing/wired-store.ts'
import { DRY_RUN_MS, dryRun } from './dry-run.ts'
import { sampleOf } from './sample.ts'
import { createFakeConnector, healthy, pageOf } from './testing/fake-connector.ts'

const ALIAS = 'a'.repeat(32)
const DIGEST = 'd'.repeat(32)
const eur = (minor: number) => ({ minor, currency: 'EUR' as const })
const profile: ShopChange = {
  feed: 'profile',
  value: {
    id: asId(ALIAS),
    number: 'C-7',
    name: 'Emma Stone',
    lang: 'en',
    identifiers: [{ kind: 'email', digest: DIGEST }],
    addresses: ['Seoul\n12 Maple Street'],
    consents: { 'history.view': 'granted' },
  },
}
const history: ShopChange = {
  feed: 'history',
  value: {
    customerId: asId(ALIAS),
    order: {
      ...{ number: 'W-12', placedAt: Date.UTC(2026, 10, 21, 3), channel: 'web', state: 'Shipped' },
      ...{ total: eur(12_345), units: 2 },
      lines: [{ sku: 'RN-1', title: 'Runner', quantity: 2, total: eur(12_345) }],
      payments: [{ kind: 'paid', method: 'card', state: 'Settled', amount: eur(12_345) }],
      shipments: [{ stage: 'underway', state: 'Shipped', carrier: null, tracking: '1Z999', at: null, units: 2 }],
    },
  },
}

function open() {
  const time = createManualTime()
  const connector = createFakeConnector()
  return { time, connector, run: () => dryRun({ connector, timers: time, timeZone: 'Asia/Seoul' }) }
}
const told = (id: string, ...changes: ShopChange[]) => ({
  ...{ feed: 'orders' as const, id, version: null, customerId: null },
  changes,
})

it('[U10] a link with problems is told what is missing, and nothing is read', async () => {
  const { connector, run } = open()
  connector.probeAnswer = healthy({ problems: [{ code: 'scope', detail: 'ReadOrder' }] })
  expect(await run()).toEqual({ problems: [{ code: 'scope', detail: 'ReadOrder' }], samples: [], unusable: [] })
  connector.probeAnswer = { kind: 'unreachable', why: 'TimeoutError' }
  expect((await run()).problems).toEqual([{ code: 'unreachable', detail: 'TimeoutError' }])
  expect(connector.scans).toBe(0)
})

it('shows a few records of each feed as the store would take them, and what it would not', async () => {
  const { connector, run } = open()
  const unusable = { feed: 'orders' as const, id: '9', reason: 'state' as const, detail: 'Modifying' }
  connector.scanAnswers['orders'] = pageOf({
    told: Array.from({ length: 9 }, (_, n) => told(`o-${n}`, history)),
    unusable: [unusable],
  })
  const answer = await run()
  expect(answer.samples.map(({ id }) => id)).toEqual(['o-0', 'o-1', 'o-2', 'o-3', 'o-4', 'o-5'])
  expect(answer.samples[0]?.fields).toEqual([
    { field: 'order', value: 'W-12' },
    { field: 'placed', value: '2026-11-21 12:00' },
    { field: 'state', value: 'Shipped' },
    { field: 'total', value: '123.45 EUR' },
    { field: 'line', value: '2 × Runner (RN-1) · 123.45 EUR' },
    { field: 'payment', value: 'card · Settled · 123.45 EUR' },
    { field: 'shipment', value: 'Shipped · × 2' },
  ])
  expect([answer.problems, answer.unusable]).toEqual([[], [unusable]])
})

it('a feed that may not be read, or is too slow, says so beside those that were', async () => {
  const { connector, run, time } = open()
  connector.scanAnswers = {
    customers: 'silence',
    orders: { kind: 'rejected', why: 'FORBIDDEN' },
    products: pageOf({ told: [told('p-1', { feed: 'deleted', value: { feed: 'sku', id: 'x' } })] }),
  }
  const running = run()
  await settled()
  time.advance(DRY_RUN_MS)
  const answer = await running
  expect(answer.problems).toEqual([
    { code: 'unreachable', detail: 'customers: aborted' },
    { code: 'scope', detail: 'orders: FORBIDDEN' },
  ])
  expect(answer.samples).toHaveLength(1)
})

it('tells nobody by name, door, alias, digest or tracking number', () => {
  const text = JSON.stringify([profile, history].map((change) => sampleOf(told('1', change), 'Asia/Seoul')))
  expect(text).toContain('E*** S.')
  expect(text).toContain('Seoul')
  for (const secret of ['Emma', 'Stone', 'Maple', ALIAS, DIGEST, '1Z999']) expect(text).not.toContain(secret)
})

it('fits the wire, however long the shop writes', () => {
  const lines = Array.from({ length: 50 }, () => ({ sku: 'S', title: 'ㄱ'.repeat(400), quantity: 1, total: eur(1) }))
  const long: ShopChange = {
    feed: 'history',
    value: { ...history.value, order: { ...history.value.order, lines } },
  }
  const sample = sampleOf(told('i'.repeat(500), long, long, long, long, long), 'Asia/Seoul')
  expect(MappedSampleSchema.safeParse(sample).success).toBe(true)
})
