import type { OrderId } from '@dangol/domain/ids/ids.ts'
import { makeRc1 } from '@dangol/domain/recognition/rc1.ts'
import { PhoneConfigurationsSchema, ShopConfigurationsOfAnswerSchema } from '@dangol/protocol/shop.ts'
import { describe, expect, test } from 'vitest'
import { createAuthenticator } from '../testing/authenticator.ts'
import { openLinkedStage } from '../testing/linked-stage.ts'

type Stage = Awaited<ReturnType<typeof openLinkedStage>>
const DAY_MS = 24 * 60 * 60_000
const ADDRESS = '서울 성동구\n***동 ****호'
const KIOSK = 'thumbprint-of-kiosk-2'

async function open() {
  const stage = await openLinkedStage()
  stage.platform.add('41', { addresses: [ADDRESS, 'another one'] })
  return { stage, phone: await stage.enter('41') }
}
const store = async (stage: Stage, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) =>
  (await stage.inTime(stage.asStore(method, path, body))).answer
const ofMember = (stage: Stage) =>
  store(stage, 'POST', '/configurations-of', { customerId: stage.platform.keys.alias('41') })
const parked = (stage: Stage, over: object = {}) =>
  stage.fromStore({
    ...{ customerId: stage.platform.keys.alias('41'), code: makeRc1(new Uint8Array(8).fill(7)) },
    ...{ codeExpiresAt: stage.time.nowMs() + DAY_MS, ...over },
  })
const keep = (stage: Stage, sent: { id: string }) => store(stage, 'PUT', `/configurations/${sent.id}`, sent)
const open1 = (stage: Stage, code: string | null) => stage.json('POST', '/api/codes/claim', { body: { code } })

describe('what a store asks of members whose things the web shop keeps', () => {
  test('their configurations, from there, once they let kiosks recognise them', async () => {
    const { stage, phone } = await open()
    const draft = stage.draft()
    await phone.send('PUT', `/api/configurations/${draft.id}`, draft)
    expect((await ofMember(stage)).body).toEqual({ configurations: [] })
    await phone.send('PUT', '/api/consents/recog.kiosk', { state: 'granted' })
    const { configurations } = ShopConfigurationsOfAnswerSchema.parse((await ofMember(stage)).body)
    expect(configurations).toMatchObject([
      { id: draft.id, customerId: phone.member.alias, code: null, words: { family: { en: 'Mug' } } },
    ])
    stage.platform.state.mode = 'down'
    expect(await ofMember(stage)).toMatchObject({ status: 503, body: { code: 'shop-unreachable' } })
  })

  test('[A4] the address of an approved kiosk, the usual one, as the shop masks it', async () => {
    const { stage, phone } = await open()
    const authenticator = createAuthenticator()
    const response = authenticator.make((await phone.send('POST', '/api/passkeys/options')).body)
    await phone.send('POST', '/api/passkeys', { name: 'Phone', response })
    const ask = { storeName: { ko: '성수점', en: 'Seongsu' }, kioskId: 'kiosk-2', kioskThumbprint: KIOSK, lang: 'ko' }
    const granted = (await stage.asStore('POST', '/approvals', ask)).body as Record<
      'userCode' | 'number' | 'deviceCode',
      string
    >
    const page = `/api/approvals/${granted.userCode}`
    expect((await phone.get(page)).body).toMatchObject({ shows: expect.arrayContaining(['address']) as string[] })
    const passkey = authenticator.use((await phone.send('POST', `${page}/options`)).body)
    await phone.send('POST', page, { answer: 'approve', number: granted.number, passkey })
    const polled = await stage.asStore('POST', '/approvals/poll', {
      deviceCode: granted.deviceCode,
      kioskThumbprint: KIOSK,
    })
    const { token } = polled.body as { token: string }
    const approved = () => store(stage, 'POST', '/approved', { token, kioskThumbprint: KIOSK })
    expect((await approved()).body).toEqual({ address: ADDRESS })
    stage.platform.state.mode = 'down'
    expect(await approved()).toMatchObject({ status: 503 })
  })

  test('the owner sees the same of it on the phone, and changes it at the shop', async () => {
    const { phone } = await open()
    expect((await phone.get('/api/address')).body).toEqual({ lines: [], atShop: ADDRESS })
    expect(await phone.send('PUT', '/api/address', { lines: ['A', 'B'] })).toMatchObject({
      ...{ status: 409, body: { code: 'kept-by-shop' } },
    })
  })
})

describe('what a store tells', () => {
  test('an order is refused: it belongs at the web shop, by the store’s own link', async () => {
    const { stage } = await open()
    const order = stage.order({ orderId: stage.ids.next<OrderId>() })
    expect(await store(stage, 'PUT', `/orders/${order.orderId}`, order)).toMatchObject({ status: 409 })
  })

  test('[RC1] what was parked for a member is not kept twice, and its code opens it all the same, once', async () => {
    const { stage, phone } = await open()
    const sent = parked(stage)
    expect((await keep(stage, sent)).body).toEqual({ accepted: true })
    expect((await keep(stage, sent)).body).toEqual({ accepted: true })
    const told = (await stage.changesSince()).of('configuration')
    expect(told.map(({ value }) => [value.customerId, value.code])).toEqual([[null, sent.code]])
    expect(told[0]?.value.id).not.toBe(sent.id)
    expect((await open1(stage, sent.code)).body).toMatchObject({ name: sent.name, personaId: null })
    // The store's own link has taken it to the shop meanwhile.
    stage.platform.saved.set(sent.id, { owner: '41', document: { ...sent, code: null, codeExpiresAt: null } })
    expect((await phone.send('POST', '/api/codes/claim', { code: sent.code })).body).toMatchObject({ id: sent.id })
    expect(stage.platform.saved.size).toBe(1)
  })

  test('without a code there is nothing to keep here', async () => {
    const { stage } = await open()
    expect((await keep(stage, parked(stage, { code: null, codeExpiresAt: null }))).body).toEqual({ accepted: true })
    expect((await stage.changesSince()).of('configuration')).toEqual([])
  })

  test('what was parked for a customer who never signed in here is opened by its code, as nobody’s', async () => {
    const { stage } = await open()
    const sent = parked(stage, { customerId: stage.platform.keys.alias('99') })
    await keep(stage, sent)
    await keep(stage, sent)
    expect((await stage.changesSince()).of('configuration').map(({ value }) => value.customerId)).toEqual([null])
    expect((await open1(stage, sent.code)).status).toBe(200)
    stage.time.advance(DAY_MS + 60_000)
    expect(stage.db.prepare('select count(*) as n from configurations').get()).toEqual({ n: 0 })
  })

  test('what nobody in particular parked becomes a copy at the shop for whoever takes it over', async () => {
    const { stage, phone } = await open()
    const sent = parked(stage, { customerId: null })
    await keep(stage, sent)
    await phone.send('POST', '/api/codes/claim', { code: sent.code })
    const mine = PhoneConfigurationsSchema.parse((await phone.get('/api/configurations')).body).configurations
    expect(mine).toMatchObject([{ name: sent.name, choices: sent.choices, revision: 1, origin: 'kiosk' }])
    expect(stage.platform.saved.has(sent.id)).toBe(false)
  })

  test('what it tells of a customer who never signed in here is no error; an erasure is confirmed, once', async () => {
    const { stage } = await open()
    const customerId = stage.platform.keys.alias('99')
    const commandId = stage.ids.next()
    const consents = { 'history.view': 'granted' }
    expect((await store(stage, 'PUT', `/consents/${commandId}`, { commandId, customerId, consents })).status).toBe(200)
    const visit = {
      ...{ visitId: stage.ids.next(), customerId, storeName: { ko: '성수점', en: 'Seongsu' }, kioskId: 'kiosk-1' },
      ...{ credId: null, level: 'L2', startedAt: stage.time.nowMs(), endedAt: null, used: [], granted: [] },
    }
    expect((await store(stage, 'PUT', `/visits/${visit.visitId}`, visit)).status).toBe(200)
    const erasure = { commandId: stage.ids.next(), customerId }
    for (let times = 0; times < 2; times++)
      expect((await store(stage, 'PUT', `/erasures/${erasure.commandId}`, erasure)).status).toBe(200)
    expect((await stage.changesSince()).of('deleted')).toMatchObject([{ value: { feed: 'customer', id: customerId } }])
  })

  test('what it tells of visits, consents and erasures is kept here as ever', async () => {
    const { stage, phone } = await open()
    const customerId = phone.member.alias
    const commandId = stage.ids.next()
    await store(stage, 'PUT', `/consents/${commandId}`, {
      commandId,
      customerId,
      consents: { 'history.view': 'granted' },
    })
    expect(stage.shop.customers.granted(phone.member.id, 'history.view')).toBe(true)
    const erasureId = stage.ids.next()
    await store(stage, 'PUT', `/erasures/${erasureId}`, { commandId: erasureId, customerId })
    expect(stage.shop.customers.isTold(phone.member.id)).toBe(false)
    expect((await stage.changesSince()).changes.filter(({ feed }) => feed === 'customer')).toEqual([])
  })
})
