import { makeRc1 } from '@dangol/domain/recognition/rc1.ts'
import { PhoneConfigurationsSchema, PhoneMeSchema, ShopConfigurationsOfAnswerSchema } from '@dangol/protocol/shop.ts'
import type { ShopConfiguration } from '@dangol/protocol/shop.ts'
import type { CommandId } from '@dangol/domain/ids/ids.ts'
import { describe, expect, test } from 'vitest'
import { NONCE, openStage, STORE_KEY } from '../testing/shop-stage.ts'

const DAY_MS = 24 * 60 * 60_000
const MINUTE_MS = 60_000
type Stage = Awaited<ReturnType<typeof openStage>>

const codeOf = (byte: number) => makeRc1(new Uint8Array(8).fill(byte))

describe("the store's key", () => {
  test.each([undefined, 'Bearer', `Bearer ${'c'.repeat(64)}`, `Basic ${STORE_KEY}`, `Bearer ${STORE_KEY}0`])(
    '%s opens nothing',
    async (authorization) => {
      const { json } = await openStage()
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization }
      for (const [method, path] of [
        ['GET', '/changes'],
        ['POST', '/configurations-of'],
        ['PUT', '/orders/x'],
      ] as const) {
        const answer = await json(method, `/store/v1${path}`, { headers, ...(method === 'GET' ? {} : { body: {} }) })
        expect(answer).toMatchObject({ status: 401, body: { code: 'wrong-key' } })
      }
    },
  )
})

describe('the feed of changes', () => {
  test('comes in order, in pages, and a cursor at the end says that there is no more', async () => {
    const { addMember, asStore, changesSince } = await openStage()
    for (let i = 0; i < 3; i++) addMember(`C-${i}`)
    const first = (await asStore('GET', `/changes?limit=2&nonce=${NONCE}`)).body as {
      cursor: string
      more: boolean
      changes: { feed: string }[]
    }
    expect([first.more, first.changes.map(({ feed }) => feed)]).toEqual([true, ['model', 'customer']])
    const rest = await changesSince(first.cursor)
    expect([rest.more, rest.changes.length]).toEqual([false, 2])
    expect(await changesSince(rest.cursor)).toMatchObject({ changes: [], cursor: rest.cursor, more: false })
  })

  test('a cursor of another history starts over; a senseless page size is refused', async () => {
    const { asStore, changesSince } = await openStage()
    expect((await changesSince('99999')).changes).toHaveLength(1)
    expect((await changesSince('gone')).changes).toHaveLength(1)
    for (const limit of ['0', '501', 'x'])
      expect((await asStore('GET', `/changes?limit=${limit}&nonce=${NONCE}`)).status).toBe(400)
  })

  test('[A10] a store knows members by an alias that says nothing of the member', async () => {
    const { addMember, changesSince } = await openStage()
    const { id, alias } = addMember('C-1', { 'recog.kiosk': 'granted' })
    const [customer] = (await changesSince()).of('customer')
    expect(customer?.value).toMatchObject({ id: alias, number: 'C-1', consents: { 'recog.kiosk': 'granted' } })
    expect(JSON.stringify(customer)).not.toContain(id)
  })
})

describe('what the consents let the store see', () => {
  async function withMug(stage: Stage, consents = {}) {
    const member = stage.addMember('C-1', consents)
    const phone = await stage.signIn('C-1')
    const mug = stage.draft({ personaId: member.personaId, name: 'For Mina', secret: true })
    await phone.send('PUT', `/api/configurations/${mug.id}`, mug)
    const consent = (purpose: string, state: string) => phone.send('PUT', `/api/consents/${purpose}`, { state })
    return { ...member, phone, mug, consent }
  }

  test('configurations only with config.sync.store; withdrawn, they go from the store', async () => {
    const stage = await openStage()
    const { alias, mug, consent } = await withMug(stage)
    const before = await stage.changesSince()
    expect(before.of('configuration')).toEqual([])
    await consent('config.sync.store', 'granted')
    const granted = await stage.changesSince(before.cursor)
    expect(granted.of('configuration')).toMatchObject([
      { value: { id: mug.id, customerId: alias, name: 'For Mina', code: null } },
    ])
    await consent('config.sync.store', 'withdrawn')
    const withdrawn = await stage.changesSince(granted.cursor)
    expect(withdrawn.of('deleted')).toEqual([{ feed: 'deleted', value: { feed: 'configuration', id: mug.id } }])
    expect((await stage.changesSince()).of('configuration')).toEqual([])
  })

  test("without it a live code shows one configuration, as nobody's, until the code expires", async () => {
    const stage = await openStage()
    const { mug, phone } = await withMug(stage)
    await phone.send('POST', `/api/configurations/${mug.id}/code`, {})
    const shown = await stage.changesSince()
    expect(shown.of('configuration').at(-1)).toMatchObject({
      value: { id: mug.id, customerId: null, personaId: null, name: '', secret: false },
    })
    expect(shown.of('configuration').at(-1)?.value.code).toMatch(/^.{13}$/)
    stage.time.advance(DAY_MS)
    expect((await stage.changesSince(shown.cursor)).of('deleted')).toEqual([
      { feed: 'deleted', value: { feed: 'configuration', id: mug.id } },
    ])
  })

  test('history only with history.view; withdrawn, all of it goes; granted again, it comes back whole', async () => {
    const stage = await openStage()
    const { alias, consent } = await withMug(stage)
    for (let i = 0; i < 2; i++) {
      const placed = stage.order({ customerId: alias })
      await stage.asStore('PUT', `/orders/${placed.orderId}`, placed)
    }
    const before = await stage.changesSince()
    expect(before.of('history')).toEqual([])
    await consent('history.view', 'granted')
    const granted = await stage.changesSince(before.cursor)
    expect(granted.of('history').map(({ value }) => [value.customerId, value.order.number])).toEqual([
      [alias, 'W-10001'],
      [alias, 'W-10002'],
    ])
    await consent('history.view', 'withdrawn')
    const withdrawn = await stage.changesSince(granted.cursor)
    expect(withdrawn.of('deleted')).toEqual([{ feed: 'deleted', value: { feed: 'history', id: alias } }])
    await consent('history.view', 'granted')
    const again = await stage.changesSince(withdrawn.cursor)
    expect([again.of('history').length, again.of('deleted').length]).toEqual([2, 0])
  })

  test('asked live at recognition, a member who may be recognised is answered with everything, another with nothing', async () => {
    const stage = await openStage()
    const { alias, mug, consent } = await withMug(stage)
    const ask = async (customerId: string) =>
      ShopConfigurationsOfAnswerSchema.parse((await stage.asStore('POST', '/configurations-of', { customerId })).body)
        .configurations
    expect(await ask(alias)).toEqual([])
    await consent('recog.kiosk', 'granted')
    expect(await ask(alias)).toMatchObject([{ id: mug.id, customerId: alias, secret: true }])
    expect(await ask('0'.repeat(32))).toEqual([])
  })

  test('a consent given in the store counts once, and not against what the shopper said later', async () => {
    const stage = await openStage()
    const { alias, consent, phone } = await withMug(stage)
    const commandId = stage.ids.next<CommandId>()
    const send = (id: string, consents: object) =>
      stage.asStore('PUT', `/consents/${id}`, { commandId: id, customerId: alias, consents })
    const now = async () => PhoneMeSchema.parse((await phone.get('/api/me')).body).consents
    expect((await send(commandId, { 'assist.notify': 'granted' })).status).toBe(200)
    expect(await now()).toEqual({ 'assist.notify': 'granted' })
    stage.time.advance(MINUTE_MS)
    const waiting = stage.ids.next<CommandId>()
    stage.time.advance(MINUTE_MS)
    await consent('assist.notify', 'withdrawn')
    await send(commandId, { 'assist.notify': 'granted' })
    await send(waiting, { 'assist.notify': 'granted', 'recog.kiosk': 'granted' })
    expect(await now()).toEqual({ 'assist.notify': 'withdrawn', 'recog.kiosk': 'granted' })
    expect(
      await stage.asStore('PUT', `/consents/${waiting}`, { commandId, customerId: alias, consents: {} }),
    ).toMatchObject({ status: 400 })
  })
})

describe('orders from the store', () => {
  test('the same order twice is one order, with one number, in the history of its shopper', async () => {
    const { addMember, signIn, asStore, order, changesSince } = await openStage()
    const { alias } = addMember('C-1', { 'history.view': 'granted' })
    const placed = order({ customerId: alias })
    const put = (body: object = placed) => asStore('PUT', `/orders/${placed.orderId}`, body)
    expect(await put()).toMatchObject({ status: 200, body: { number: 'W-10001' } })
    expect(await put()).toMatchObject({ status: 200, body: { number: 'W-10001' } })
    expect(await put({ ...placed, storeNumber: 'S-0002' })).toMatchObject({
      status: 409,
      body: { code: 'other-order' },
    })
    const phone = await signIn('C-1')
    expect((await phone.get('/api/orders')).body).toMatchObject({
      orders: [
        {
          number: 'W-10001',
          total: { minor: 40_000 },
          lines: [{ configuration: { name: 'Morning mug', revision: 3 } }],
        },
      ],
    })
    const changes = await changesSince()
    expect(changes.of('order-state').map(({ value }) => value)).toEqual([
      { orderId: placed.orderId, number: 'W-10001', state: 'confirmed' },
    ])
    expect(changes.of('history')).toHaveLength(1)
  })

  test('an order without a member is taken too, and is nobody’s history', async () => {
    const { asStore, order, changesSince } = await openStage()
    const placed = order()
    expect((await asStore('PUT', `/orders/${placed.orderId}`, placed)).status).toBe(200)
    expect((await changesSince()).of('history')).toEqual([])
  })

  test('a wrong sum, an unknown member, another id in the address or an unknown field changes nothing', async () => {
    const { asStore, order, changesSince } = await openStage()
    const placed = order()
    const put = (over: object, id: string = placed.orderId) => asStore('PUT', `/orders/${id}`, { ...placed, ...over })
    expect(await put({ total: { minor: 39_999, currency: 'KRW' } })).toMatchObject({
      status: 422,
      body: { code: 'totals-differ' },
    })
    expect(await put({ total: { minor: 40_000, currency: 'EUR' } })).toMatchObject({ status: 422 })
    expect(await put({ customerId: 'f'.repeat(32) })).toMatchObject({ status: 422, body: { code: 'unknown-customer' } })
    expect(await put({}, order().orderId)).toMatchObject({ status: 400 })
    expect(await put({ extra: true })).toMatchObject({ status: 400 })
    expect((await changesSince()).of('order-state')).toEqual([])
  })

  test('a full cart with its configurations is not refused for its length', async () => {
    const { asStore, order } = await openStage()
    const [line] = order().lines
    const lines = Array.from({ length: 99 }, () => ({
      ...line,
      configuration: { ...line?.configuration, choices: { colour: 'x'.repeat(180), a: 'y'.repeat(190) } },
    }))
    const placed = { ...order(), lines, total: { minor: 40_000 * 99, currency: 'KRW' } }
    expect((await asStore('PUT', `/orders/${placed.orderId}`, placed)).status).toBe(200)
  })
})

describe('configurations from the store', () => {
  async function stageWithMug() {
    const stage = await openStage()
    const member = stage.addMember('C-1')
    const phone = await stage.signIn('C-1')
    const mug = stage.draft()
    await phone.send('PUT', `/api/configurations/${mug.id}`, mug)
    const put = (over: Partial<ShopConfiguration>) => {
      const body = stage.fromStore({ ...mug, customerId: member.alias, ...over })
      return stage.asStore('PUT', `/configurations/${body.id}`, body)
    }
    const mine = async () =>
      PhoneConfigurationsSchema.parse((await phone.get('/api/configurations')).body).configurations
    return { ...stage, member, phone, mug, put, mine }
  }

  test('the higher revision wins, a repeated delivery is the same, and a lower one is told that it lost', async () => {
    const { put, mine } = await stageWithMug()
    expect((await put({ revision: 2, name: 'At the kiosk' })).body).toEqual({ accepted: true })
    expect((await put({ revision: 2, name: 'At the kiosk' })).body).toEqual({ accepted: true })
    expect((await put({ revision: 2, name: 'Elsewhere' })).body).toEqual({ accepted: false })
    expect((await put({ revision: 1, name: 'Late' })).body).toEqual({ accepted: false })
    expect((await mine()).map(({ name, revision, origin }) => [name, revision, origin])).toEqual([
      ['At the kiosk', 2, 'kiosk'],
    ])
  })

  test('what lost but was parked is kept beside the winner, once, and its code opens it', async () => {
    const { put, mine, json, time } = await stageWithMug()
    await put({ revision: 3, name: 'Newest' })
    const late = { revision: 2, name: 'Parked late', code: codeOf(1), codeExpiresAt: time.nowMs() + DAY_MS }
    expect((await put(late)).body).toEqual({ accepted: true })
    expect((await put(late)).body).toEqual({ accepted: true })
    expect((await mine()).map(({ name }) => name).toSorted()).toEqual(['Newest', 'Parked late'])
    expect((await json('POST', '/api/codes/claim', { body: { code: codeOf(1) } })).body).toMatchObject({
      name: 'Parked late',
    })
  })

  test('a later edit under the same live code is taken', async () => {
    const { put, mine, time } = await stageWithMug()
    const code = { code: codeOf(2), codeExpiresAt: time.nowMs() + DAY_MS }
    await put({ revision: 2, name: 'Parked', ...code })
    expect((await put({ revision: 3, name: 'Edited again', ...code })).body).toEqual({ accepted: true })
    expect((await mine()).map(({ name }) => name)).toEqual(['Edited again'])
  })

  test("nobody but the owner changes a member's configuration, whatever the revision", async () => {
    const { put, mine, addMember, time } = await stageWithMug()
    const other = addMember('C-2')
    expect((await put({ customerId: null, revision: 9 })).body).toEqual({ accepted: false })
    expect((await put({ customerId: other.alias, revision: 9 })).body).toEqual({ accepted: false })
    expect((await put({ customerId: 'e'.repeat(32) as typeof other.alias, revision: 9 })).body).toEqual({
      accepted: false,
    })
    const parked = {
      customerId: null,
      revision: 9,
      name: 'A stranger',
      code: codeOf(3),
      codeExpiresAt: time.nowMs() + DAY_MS,
    }
    expect((await put(parked)).body).toEqual({ accepted: true })
    expect((await mine()).map(({ name }) => name)).toEqual(['Morning mug'])
  })

  test('what nobody took is forgotten when its code expires', async () => {
    const { asStore, fromStore, db, time } = await openStage()
    const parked = fromStore({ code: codeOf(4), codeExpiresAt: time.nowMs() + DAY_MS })
    await asStore('PUT', `/configurations/${parked.id}`, parked)
    time.advance(DAY_MS + MINUTE_MS)
    expect(db.prepare('select count(*) as n from configurations').get()).toEqual({ n: 0 })
    expect(db.prepare('select count(*) as n from codes').get()).toEqual({ n: 0 })
  })
})
