import type { CartLineId, ConfigurationId, OrderId } from '@dangol/domain/ids/ids.ts'
import type { Answer, RequestName } from '@dangol/protocol/requests.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { wire } from './testing/goods-floor.ts'
import { HOME, MUG, mugOf, smallSkus, smallStore, SOCKS } from './testing/small-shop.ts'
import { mirrored, startTestStore } from './testing/store-server.ts'
import type { TestStore } from './testing/store-server.ts'

const FEED: ShopChange[] = [
  { feed: 'model', value: wire(mugOf(2)) },
  ...smallSkus.map((sku): ShopChange => ({ feed: 'sku', value: wire(sku) })),
  { feed: 'stock', value: { sku: SOCKS, locationId: HOME, onHand: 5, held: 0 } },
]
const valueOf = <N extends RequestName>(answer: Answer<N>) =>
  answer.ok ? answer.value : expect.fail(`refused: ${answer.error.code}`)

describe('an anonymous visit over real sockets', () => {
  let store: TestStore
  beforeEach(async () => {
    store = await startTestStore(FEED, { store: smallStore })
    await mirrored(store)
  })
  afterEach(() => store.close())

  test('configures, orders with a sock to carry out, is seen by floor and office, and leaves no draft behind', async () => {
    const [kiosk, tablet, office] = await Promise.all([
      store.connect('kiosk', 'kiosk-1'),
      store.connect('tablet', 'tablet-1', { associate: 'jieun' }),
      store.connect('office', 'office-1'),
    ])
    await tablet.ask('sync:subscribe', { topic: 'floor', cursor: null })
    const command = () => ({ commandId: store.newCommandId() })
    const newId = <T>() => store.newCommandId() as unknown as T
    const { catalogue } = valueOf(await kiosk.ask('catalogue:get', { haveVersion: null }))
    expect(catalogue?.models.map(({ id }) => id)).toEqual([MUG])

    const visit = valueOf(await kiosk.ask('visits:begin', { ...command(), lang: 'ko' }))
    const inVisit = () => ({ ...command(), visitId: visit.id })
    const draft = {
      ...{ id: newId<ConfigurationId>(), familyId: MUG, modelVersion: 2, revision: 0, name: '', personaId: null },
      ...{ secret: false, choices: { kind: 'travel', colour: 'blue' } },
    }
    const mug = valueOf(await kiosk.ask('configurations:save', { ...inVisit(), draft }))
    for (const item of [
      { kind: 'configured', configurationId: mug.id } as const,
      { kind: 'stocked', sku: SOCKS } as const,
    ]) {
      const line = { item, lineId: newId<CartLineId>(), quantity: 1, fulfilment: null }
      valueOf(await kiosk.ask('carts:add', { ...inVisit(), ...line }))
    }
    const place = {
      ...inVisit(),
      orderId: newId<OrderId>(),
      acceptedTotal: { minor: 39_000, currency: 'KRW' as const },
    }
    const order = valueOf(await kiosk.ask('orders:place', place))
    expect(order).toMatchObject({ number: 'S-0001', member: false, units: 2, total: { minor: 39_000 } })
    expect(valueOf(await kiosk.ask('orders:place', place))).toEqual(order)

    const heard = await tablet.hears((live) => live.entries.some(({ type }) => type === 'order.placed'))
    expect(heard.entries.flatMap(({ puts }) => puts)).toContainEqual(
      expect.objectContaining({ kind: 'order', id: order.id }),
    )
    expect(valueOf(await office.ask('insights:office', {}))).toMatchObject({
      today: {
        visits: 1,
        engaged: 1,
        ordered: 1,
        orders: 1,
        sales: { minor: 39_000 },
        recognised: 0,
        unitsPerTransactionHundredths: 200,
      },
      funnel: ['started', 'engaged', 'in-cart', 'ordered'].map((stage) => ({ stage, visits: 1 })),
      recentOrders: [{ id: order.id }],
    })
    expect(valueOf(await tablet.ask('catalogue:stock', { query: 'ㄹㄴ' })).rows).toMatchObject([
      { sku: SOCKS, places: [{ onHand: 4 }, { onHand: 0 }] },
    ])
    expect(valueOf(await kiosk.ask('visits:end', { ...inVisit(), reason: 'ordered' }))).toEqual({
      reason: 'ordered',
      parkedCode: null,
    })
    for (const table of ['configurations', 'visit_configurations', 'cart_lines']) {
      expect(store.deps.db.prepare(`select count(*) as n from ${table}`).get()).toEqual({ n: 0 })
    }
  })
})
