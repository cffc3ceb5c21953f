import type { AssistId, CartLineId, ConfigurationId, OrderId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Answer, RequestName } from '@dangol/protocol/requests.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Db } from './db/open.ts'
import { wire } from './testing/goods-floor.ts'
import { createPhone } from './testing/member-code.ts'
import { HOME, MUG, mugOf, smallSkus, smallStore, SOCKS } from './testing/small-shop.ts'
import { JIWOO, memberFeed, mirrored, startTestStore } from './testing/store-server.ts'
import type { TestDevice, TestStore } from './testing/store-server.ts'

const MASKED_NAME = '김*우'
const OF_THE_SHOPPER = [MASKED_NAME, 'Wren’s present', 'WREN']
/** What the store knows of its members by their consent, and what they ordered: each with a retention of its own. */
const MAY_HOLD = ['customers', 'customer_words', 'configurations', 'orders', 'order_lines', 'outbox']

const phone = createPhone('a1a1a1a1a1a1a1a1')
const FEED: ShopChange[] = [
  ...memberFeed({ consents: { 'recog.kiosk': 'granted', 'assist.notify': 'granted' } }, [phone]),
  { feed: 'model', value: wire(mugOf(2)) },
  ...smallSkus.map((sku): ShopChange => ({ feed: 'sku', value: wire(sku) })),
  { feed: 'stock', value: { sku: SOCKS, locationId: HOME, onHand: 5, held: 0 } },
]
const valueOf = <N extends RequestName>(answer: Answer<N>) =>
  answer.ok ? answer.value : expect.fail(`refused: ${answer.error.code}`)

/** Where a text stands in the whole database: table and column. */
function placesOf(db: Db, text: string): string[] {
  const tables = db.prepare<[], { name: string }>("select name from sqlite_schema where type = 'table'").all()
  return tables.flatMap(({ name }) => {
    const rows = db.prepare<[], Record<string, unknown>>(`select * from ${name}`).all()
    const columns = rows.flatMap((row) =>
      Object.entries(row).flatMap(([column, value]) =>
        typeof value === 'string' && value.includes(text) ? [`${name}.${column}`] : [],
      ),
    )
    return [...new Set(columns)]
  })
}
const leftIn = (db: Db): string[] =>
  OF_THE_SHOPPER.flatMap((text) => placesOf(db, text)).filter((place) => !MAY_HOLD.includes(place.split('.')[0] ?? ''))

describe('a member’s visit', () => {
  let store: TestStore
  let kiosk: TestDevice
  let tablet: TestDevice
  beforeEach(async () => {
    store = await startTestStore(FEED, { store: smallStore })
    await mirrored(store)
    ;[kiosk, tablet] = await Promise.all([
      store.connect('kiosk', 'kiosk-1'),
      store.connect('tablet', 'tablet-1', { associate: 'jieun' }),
    ])
  })
  afterEach(() => store.close())

  const command = () => ({ commandId: store.newCommandId() })
  const newId = <T>() => store.newCommandId() as unknown as T
  const mugIn = (visitId: VisitId) => {
    const draft = {
      ...{ id: newId<ConfigurationId>(), familyId: MUG, modelVersion: 2, revision: 0, name: 'Wren’s present' },
      ...{ personaId: null, secret: false, choices: { kind: 'travel', colour: 'blue' } },
    }
    return { ...command(), visitId, draft }
  }
  /** The mug in everyone's hands, changed by kiosk and tablet. */
  const shareMug = async (
    visitId: VisitId,
    { id, familyId, modelVersion, name, choices }: ReturnType<typeof mugIn>['draft'],
  ) => {
    const inVisit = () => ({ ...command(), visitId })
    const asking = { ...inVisit(), assistId: newId<AssistId>(), mode: 'co-edit' } as const
    const { id: assistId } = valueOf(await tablet.ask('assist:ask', asking))
    valueOf(await kiosk.ask('assist:agree', { ...inVisit(), assistId, mode: 'co-edit' }))
    const open = { ...inVisit(), draft: { id, familyId, modelVersion, name, made: choices } }
    valueOf(await kiosk.ask('drafts:open', open))
    const edit = { ...inVisit(), draftId: id, seen: 0, changes: [{ characteristicId: 'name', to: 'WREN' }] }
    valueOf(await tablet.ask('drafts:edit', edit))
    return { open, edit }
  }
  /** Recognised, served, configured at the kiosk, put into the cart by kiosk and tablet, and configured further together. */
  const shop = async () => {
    const scan = { ...command(), text: phone.codeAt(store.time.nowMs()), lang: 'ko', takeOver: false } as const
    const scanned = valueOf(await kiosk.ask('recognition:scan', scan))
    const visit = 'visit' in scanned ? scanned.visit : expect.fail('not recognised')
    expect(visit.customer?.maskedName).toBe(MASKED_NAME)
    valueOf(await tablet.ask('visits:serve', { ...command(), visitId: visit.id, serving: true }))
    const save = mugIn(visit.id)
    const mug = valueOf(await kiosk.ask('configurations:save', save))
    const line = { lineId: newId<CartLineId>(), quantity: 1, fulfilment: null }
    const configured = { kind: 'configured', configurationId: mug.id } as const
    const add = { ...command(), visitId: visit.id, ...line, item: configured }
    valueOf(await kiosk.ask('carts:add', add))
    const sock = { ...line, lineId: newId<CartLineId>(), item: { kind: 'stocked', sku: SOCKS } as const }
    const addAtTablet = { ...command(), visitId: visit.id, ...sock }
    const { cart } = valueOf(await tablet.ask('carts:add', addAtTablet))
    const shared = await shareMug(visit.id, save.draft)
    return { visitId: visit.id, scan, save, add, addAtTablet, shared, total: cart.total }
  }
  const end = async (visitId: VisitId) =>
    valueOf(await kiosk.ask('visits:end', { ...command(), visitId, reason: 'shopper' }))

  test('[A7] leaves no word of the shopper in the store’s database, but where they let it', async () => {
    const { visitId } = await shop()
    expect(leftIn(store.deps.db)).toEqual(expect.arrayContaining(['commands.outcome', 'log.body']))
    await end(visitId)
    expect(leftIn(store.deps.db)).toEqual([])
  })

  test('[A8] leaves nothing that a repeated command could bring back, or do again', async () => {
    const { visitId, scan, save, add, addAtTablet, shared } = await shop()
    await end(visitId)
    const over = { ok: false, error: { code: 'no-such-visit' } }
    expect(await kiosk.ask('recognition:scan', scan)).toEqual({ ok: false, error: { code: 'forgotten' } })
    expect(await kiosk.ask('configurations:save', save)).toEqual(over)
    expect(await kiosk.ask('carts:add', add)).toEqual(over)
    expect(await tablet.ask('carts:add', addAtTablet)).toEqual(over)
    expect(await kiosk.ask('drafts:open', shared.open)).toEqual(over)
    expect(await tablet.ask('drafts:edit', shared.edit)).toEqual(over)
    expect(store.app.features.visits.openOf(JIWOO)).toBeNull()
    expect(leftIn(store.deps.db)).toEqual([])
  })

  test('leaves its order, which is the same one when it is asked for again', async () => {
    const { visitId, total } = await shop()
    const place = { ...command(), visitId, orderId: newId<OrderId>(), acceptedTotal: total }
    const order = valueOf(await kiosk.ask('orders:place', place))
    await end(visitId)
    expect(valueOf(await kiosk.ask('orders:place', place))).toEqual(order)
    expect(store.deps.db.prepare('select count(*) as n from orders').get()).toEqual({ n: 1 })
    expect(leftIn(store.deps.db)).toEqual([])
  })

  test('of a member whom the shop erases meanwhile goes on without a name, and without what had it', async () => {
    await shop()
    store.shop.feed.push({ feed: 'deleted', value: { feed: 'customer', id: JIWOO } })
    await mirrored(store)
    expect(placesOf(store.deps.db, MASKED_NAME)).toEqual([])
  })
})
