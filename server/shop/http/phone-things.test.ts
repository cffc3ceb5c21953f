import type { IncomingMessage } from 'node:http'
import { get } from 'node:http'
import { makeRc1 } from '@dangol/domain/recognition/rc1.ts'
import {
  CodeAckSchema,
  PhoneCatalogueSchema,
  PhoneConfigurationSchema,
  PhoneConfigurationsSchema,
  PhoneOrdersSchema,
} from '@dangol/protocol/shop.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { openStage } from '../testing/shop-stage.ts'

const DAY_MS = 24 * 60 * 60_000
const saved = (answer: { body: unknown }) => PhoneConfigurationSchema.parse(answer.body)

describe('configurations on the phone', () => {
  test('a save raises the revision; a save from an old one is refused and changes nothing', async () => {
    const { addMember, signIn, draft } = await openStage()
    addMember('C-1')
    const phone = await signIn('C-1')
    const mug = draft()
    const put = (over: object) => phone.send('PUT', `/api/configurations/${mug.id}`, { ...mug, ...over })
    expect(saved(await put({}))).toMatchObject({ revision: 1, origin: 'online', name: 'Morning mug' })
    expect(saved(await put({ revision: 1, name: 'Evening mug' }))).toMatchObject({ revision: 2 })
    expect(await put({ revision: 1, name: 'Late' })).toMatchObject({ status: 412, body: { code: 'stale-revision' } })
    const { configurations } = PhoneConfigurationsSchema.parse((await phone.get('/api/configurations')).body)
    expect(configurations.map(({ name }) => name)).toEqual(['Evening mug'])
  })

  test("somebody else's configuration can be neither read, changed, discarded nor shared", async () => {
    const { addMember, signIn, draft } = await openStage()
    addMember('C-1')
    addMember('C-2')
    const mug = draft()
    await (await signIn('C-1')).send('PUT', `/api/configurations/${mug.id}`, mug)
    const other = await signIn('C-2')
    expect((await other.get('/api/configurations')).body).toEqual({ configurations: [] })
    for (const [method, path] of [
      ['PUT', ''],
      ['DELETE', ''],
      ['POST', '/code'],
    ] as const) {
      const body = method === 'DELETE' ? undefined : { ...mug, revision: 1 }
      expect((await other.send(method, `/api/configurations/${mug.id}${path}`, body)).status).toBe(404)
    }
  })

  test.each([
    [{ familyId: 'unknown' }, 422, 'unknown-model'],
    [{ modelVersion: 9 }, 422, 'unknown-model'],
    [{ personaId: '01920000-0000-7000-8000-000000000001' }, 422, 'unknown-persona'],
    [
      { choices: Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`c${i}`, 'x'.repeat(150)])) },
      413,
      'too-large',
    ],
    [{ choices: { colour: { deep: true } } }, 400, 'bad-request'],
    [{ extra: 1 }, 400, 'bad-request'],
  ])('%# an unusable draft is refused', async (over, status, code) => {
    const { addMember, signIn, draft } = await openStage()
    addMember('C-1')
    const phone = await signIn('C-1')
    const mug = draft()
    expect(await phone.send('PUT', `/api/configurations/${mug.id}`, { ...mug, ...over })).toMatchObject({
      status,
      body: { code },
    })
    expect((await phone.get('/api/configurations')).body).toEqual({ configurations: [] })
  })

  test('a discarded one is gone from the phone and its code opens nothing', async () => {
    const { addMember, signIn, draft, json } = await openStage()
    addMember('C-1')
    const phone = await signIn('C-1')
    const mug = draft()
    await phone.send('PUT', `/api/configurations/${mug.id}`, mug)
    const { code } = CodeAckSchema.parse((await phone.send('POST', `/api/configurations/${mug.id}/code`, {})).body)
    expect((await phone.send('DELETE', `/api/configurations/${mug.id}`)).status).toBe(204)
    expect((await phone.get('/api/configurations')).body).toEqual({ configurations: [] })
    expect(await json('POST', '/api/codes/claim', { body: { code } })).toMatchObject({ status: 404 })
  })
})

describe('codes', () => {
  test('a code lasts a day and is handed out again while it has half of it left', async () => {
    const { addMember, signIn, draft, time } = await openStage()
    addMember('C-1')
    const phone = await signIn('C-1')
    const mug = draft()
    await phone.send('PUT', `/api/configurations/${mug.id}`, mug)
    const issue = async () =>
      CodeAckSchema.parse((await phone.send('POST', `/api/configurations/${mug.id}/code`, {})).body)
    const first = await issue()
    expect(first.expiresAt).toBe(time.nowMs() + DAY_MS)
    expect(await issue()).toEqual(first)
    time.advance(DAY_MS / 2 + 1)
    expect((await issue()).code).not.toBe(first.code)
  })

  test('what was parked at a kiosk is shown to whoever holds the code, and becomes the own of who signs in', async () => {
    const { addMember, signIn, asStore, fromStore, json, time } = await openStage()
    addMember('C-1')
    const code = makeRc1(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8))
    const claim = { body: { code: `${code.slice(0, 4)}-${code.slice(4).toLowerCase()}` } }
    const notYet = await json('POST', '/api/codes/claim', claim)
    expect(notYet).toMatchObject({ status: 404, body: { code: 'not-there-yet-or-expired' } })
    const parked = fromStore({ code, codeExpiresAt: time.nowMs() + DAY_MS })
    await asStore('PUT', `/configurations/${parked.id}`, parked)
    expect(saved(await json('POST', '/api/codes/claim', claim))).toMatchObject({ id: parked.id, revision: 1 })
    const phone = await signIn('C-1')
    expect(saved(await phone.send('POST', '/api/codes/claim', claim.body))).toMatchObject({
      id: parked.id,
      revision: 2,
    })
    const { configurations } = PhoneConfigurationsSchema.parse((await phone.get('/api/configurations')).body)
    expect(configurations).toHaveLength(1)
  })

  test("somebody else's code gives a copy without person or secret name, once however often the page is loaded", async () => {
    const { addMember, signIn, draft } = await openStage()
    const { personaId } = addMember('C-1')
    addMember('C-2')
    const mine = await signIn('C-1')
    const mug = draft({ personaId, secret: true, name: 'For Mina' })
    await mine.send('PUT', `/api/configurations/${mug.id}`, mug)
    const { code } = CodeAckSchema.parse((await mine.send('POST', `/api/configurations/${mug.id}/code`, {})).body)
    const other = await signIn('C-2')
    const copy = saved(await other.send('POST', '/api/codes/claim', { code }))
    expect(copy).toMatchObject({ name: '', personaId: null, secret: false, choices: mug.choices })
    expect(copy.id).not.toBe(mug.id)
    expect(saved(await other.send('POST', '/api/codes/claim', { code })).id).toBe(copy.id)
    expect(saved(await mine.send('POST', '/api/codes/claim', { code })).id).toBe(mug.id)
  })

  test('[A6] wrong, expired and not yet delivered codes get the same answer', async () => {
    const { asStore, fromStore, json, time } = await openStage()
    const code = makeRc1(Uint8Array.of(8, 7, 6, 5, 4, 3, 2, 1))
    const parked = fromStore({ code, codeExpiresAt: time.nowMs() + 1 })
    await asStore('PUT', `/configurations/${parked.id}`, parked)
    time.advance(1)
    for (const wrong of [code, makeRc1(new Uint8Array(8)), 'not a code', '']) {
      expect(await json('POST', '/api/codes/claim', { body: { code: wrong } })).toMatchObject({
        status: 404,
        body: { code: 'not-there-yet-or-expired' },
      })
    }
  })

  test('[A5] guessing codes is limited', async () => {
    const { json } = await openStage()
    const statuses = new Set<number>()
    for (let i = 0; i < 61; i++) statuses.add((await json('POST', '/api/codes/claim', { body: { code: 'X' } })).status)
    expect([...statuses]).toEqual([404, 429])
  })
})

describe('orders and catalogue', () => {
  test('the history is paged, newest first', async () => {
    const { addMember, signIn, asStore, order, time } = await openStage()
    const { alias } = addMember('C-1')
    for (let i = 0; i < 21; i++) {
      time.advance(1000)
      const placed = order({ customerId: alias })
      await asStore('PUT', `/orders/${placed.orderId}`, placed)
    }
    const phone = await signIn('C-1')
    const first = PhoneOrdersSchema.parse((await phone.get('/api/orders')).body)
    expect([first.orders.length, first.more, first.orders[0]?.number]).toEqual([20, true, 'W-10021'])
    const second = PhoneOrdersSchema.parse((await phone.get('/api/orders?page=1')).body)
    expect(second).toMatchObject({
      more: false,
      orders: [{ number: 'W-10001', state: 'confirmed', channel: 'store', units: 2 }],
    })
    expect((await phone.get('/api/orders?page=-1')).status).toBe(400)
  })

  test('the catalogue is open to anybody', async () => {
    const { json } = await openStage()
    const { models } = PhoneCatalogueSchema.parse((await json('GET', '/api/catalogue')).body)
    expect(models.map(({ id }) => id)).toEqual(['mug'])
  })
})

describe('live pages', () => {
  const closers: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0)) await close()
  })

  test('an open page hears that an order of its member arrived, and nobody else does', async () => {
    const stage = await openStage()
    const { addMember, signIn, app, asStore, order } = stage
    closers.push(() => stage.close())
    const { alias } = addMember('C-1')
    addMember('C-2')
    const url = await app.listen({ host: '127.0.0.1', port: 0 })
    const open = (cookie: string) =>
      new Promise<IncomingMessage>((resolve) => get(`${url}/api/events`, { headers: { cookie } }, resolve))
    const mine = await open((await signIn('C-1')).cookie)
    const other = await open((await signIn('C-2')).cookie)
    const heard = { mine: '', other: '' }
    mine.on('data', (chunk: Buffer) => (heard.mine += chunk.toString()))
    other.on('data', (chunk: Buffer) => (heard.other += chunk.toString()))
    const placed = order({ customerId: alias })
    await asStore('PUT', `/orders/${placed.orderId}`, placed)
    await expect.poll(() => heard.mine).toContain('event: orders\ndata: {}\n\n')
    expect(mine.headers['content-type']).toBe('text/event-stream')
    expect(heard.other).not.toContain('event:')
  })
})
