import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import { PhoneExportSchema } from '@dangol/protocol/shop-export.ts'
import {
  CodeAckSchema,
  PhoneConfigurationSchema,
  PhoneConfigurationsSchema,
  PhoneOrdersSchema,
} from '@dangol/protocol/shop.ts'
import type { PastOrder, PhoneConfiguration } from '@dangol/protocol/shop.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { openLinkedStage } from '../testing/linked-stage.ts'

type Stage = Awaited<ReturnType<typeof openLinkedStage>>
type Phone = Awaited<ReturnType<Stage['enter']>>
const DAY_MS = 24 * 60 * 60_000

let stage: Stage
let phone: Phone
beforeEach(async () => {
  stage = await openLinkedStage()
  stage.platform.add('41')
  phone = await stage.enter('41')
})

const list = async (of = phone) =>
  PhoneConfigurationsSchema.parse((await of.get('/api/configurations')).body).configurations
const put = (draft: Partial<PhoneConfiguration> & { id: string }, of = phone) =>
  of.send('PUT', `/api/configurations/${draft.id}`, draft)
async function saved(name = 'Morning mug'): Promise<PhoneConfiguration> {
  return PhoneConfigurationSchema.parse((await put(stage.draft({ name }))).body)
}
const codeFor = async (id: string) =>
  CodeAckSchema.parse((await phone.send('POST', `/api/configurations/${id}/code`, {})).body)
const claim = (of: Phone, code: string) => of.send('POST', '/api/codes/claim', { code })
const atShop = (id: string) => stage.platform.saved.get(id as ConfigurationId)
const draftOf = ({ origin: _origin, savedAt: _savedAt, ...draft }: PhoneConfiguration) => draft

describe('my configurations, which the web shop keeps', () => {
  test('are written there, with their owner, and read back from there, newest first', async () => {
    const first = await saved('First')
    stage.time.advance(1_000)
    const second = await saved('Second')
    expect(await list()).toEqual([second, first])
    expect(atShop(first.id)).toMatchObject({
      owner: '41',
      document: { revision: 1, name: 'First', customerId: phone.member.alias, origin: 'online', code: null },
    })
    expect(stage.db.prepare('select count(*) as n from configurations').get()).toEqual({ n: 0 })
  })

  test('what was saved in the web shop is there without anybody’s doing, and what was discarded there is not', async () => {
    const one = await saved()
    const { document } = atShop(one.id) ?? expect.fail('it was not saved')
    stage.platform.saved.set(one.id, { owner: '41', document: { ...document, revision: 2, name: 'At home' } })
    expect(await list()).toMatchObject([{ name: 'At home', revision: 2 }])
    stage.platform.saved.set(one.id, { owner: '41', document: { ...document, revision: 3, discarded: true } })
    expect(await list()).toEqual([])
  })

  test('an edit of what was saved elsewhere meanwhile is refused, and overwrites nothing', async () => {
    const one = await saved('Mine')
    const edit = draftOf(one)
    expect(await put({ ...edit, name: 'Edited at home' })).toMatchObject({ status: 200 })
    expect(await put({ ...edit, name: 'Edited on the way' })).toMatchObject({
      ...{ status: 412, body: { code: 'stale-revision' } },
    })
    expect(await list()).toMatchObject([{ name: 'Edited at home', revision: 2 }])
  })

  test('one that was saved in the very moment between the look and the write is refused as well', async () => {
    const one = await saved()
    stage.platform.state.takes = (what) => {
      const { document } = atShop(one.id) ?? expect.fail('it was not saved')
      if (what === 'save') stage.platform.saved.set(one.id, { owner: '41', document: { ...document, revision: 2 } })
      return Promise.resolve()
    }
    expect(await put(draftOf(one))).toMatchObject({ status: 412 })
  })

  test('a save whose answer was lost is tried again without harm', async () => {
    const draft = stage.draft()
    stage.platform.state.losesAnswers = true
    expect(await put(draft)).toMatchObject({ status: 503, body: { code: 'shop-unreachable' } })
    stage.platform.state.losesAnswers = false
    expect(await put(draft)).toMatchObject({ status: 200, body: { revision: 1 } })
    expect(atShop(draft.id)?.document.revision).toBe(1)
  })

  test('somebody else’s is neither shown nor written over', async () => {
    const mine = await saved()
    stage.platform.add('42')
    const other = await stage.enter('42')
    expect(await list(other)).toEqual([])
    expect(await put({ ...draftOf(mine), revision: 0, name: 'Taken' }, other)).toMatchObject({
      status: 412,
    })
    expect(await put({ ...draftOf(mine), revision: 5, name: 'Taken' }, other)).toMatchObject({
      status: 412,
    })
    expect(await other.send('DELETE', `/api/configurations/${mine.id}`)).toMatchObject({ status: 404 })
    expect(atShop(mine.id)).toMatchObject({ owner: '41', document: { name: 'Morning mug', revision: 1 } })
  })

  test('a model or a role that does not exist is refused before the shop is asked', async () => {
    stage.platform.state.asked = []
    expect(await put(stage.draft({ modelVersion: 9 }))).toMatchObject({ status: 422, body: { code: 'unknown-model' } })
    const personaId = '01930000-0000-7000-8000-0000000000aa' as PhoneConfiguration['personaId']
    expect(await put(stage.draft({ personaId }))).toMatchObject({ body: { code: 'unknown-persona' } })
    expect(stage.platform.state.asked).toEqual([])
  })

  test('deleting one discards it at the shop', async () => {
    const one = await saved()
    expect(await phone.send('DELETE', `/api/configurations/${one.id}`)).toMatchObject({ status: 204 })
    expect(atShop(one.id)?.document).toMatchObject({ revision: 2, discarded: true })
    expect(await list()).toEqual([])
  })

  test.each(['down', 'silent', 'broken'] as const)(
    'with the shop %s, the page is told so within its patience',
    async (mode) => {
      const one = await saved()
      stage.platform.state.mode = mode
      const asked = [
        () => phone.get('/api/configurations'),
        () => phone.get('/api/orders'),
        () => phone.get('/api/address'),
        () => phone.get('/api/me/export'),
        () => put(draftOf(one)),
        () => phone.send('DELETE', `/api/configurations/${one.id}`),
        () => phone.send('POST', `/api/configurations/${one.id}/code`, {}),
      ]
      for (const ask of asked) {
        const fromMs = stage.time.nowMs()
        expect(await ask()).toMatchObject({ status: 503, body: { code: 'shop-unreachable' } })
        expect(stage.time.nowMs() - fromMs).toBeLessThan(8_000)
      }
      expect((await phone.get('/api/me')).status).toBe(200)
    },
  )

  test('stay here where the shop has no place for them', async () => {
    const poor = await openLinkedStage({ keepsConfigurations: false })
    poor.platform.add('41')
    const holder = await poor.enter('41')
    const draft = poor.draft()
    await holder.send('PUT', `/api/configurations/${draft.id}`, draft)
    await holder.send('PUT', '/api/consents/config.sync.store', { state: 'granted' })
    expect(poor.platform.saved.size).toBe(0)
    expect(await list(holder)).toMatchObject([{ id: draft.id }])
    expect((await poor.changesSince()).of('configuration').at(-1)?.value).toMatchObject({
      customerId: poor.platform.keys.alias('41'),
    })
  })
})

describe('a code that opens one of them', () => {
  test('[RC1] opens a copy: the store hears what was chosen, and neither whose it is nor what the shop calls it', async () => {
    await phone.send('PUT', '/api/consents/config.sync.store', { state: 'granted' })
    const one = await saved('Mug of Minji')
    const { code } = await codeFor(one.id)
    const told = await stage.changesSince()
    expect(told.of('configuration')).toMatchObject([
      { value: { customerId: null, code, choices: one.choices, personaId: null } },
      { value: { customerId: null, code } },
    ])
    expect(JSON.stringify(told.of('configuration'))).not.toContain(one.id)
    expect(await codeFor(one.id)).toMatchObject({ code })
  })

  test('opens what was saved last on the phone, and nothing once that is deleted', async () => {
    const one = await saved()
    const { code } = await codeFor(one.id)
    await put({ ...draftOf(one), name: 'Evening mug' })
    const stranger = async () => (await stage.json('POST', '/api/codes/claim', { body: { code } })).body
    expect(await stranger()).toMatchObject({ name: 'Evening mug', revision: 2, personaId: null })
    expect((await stage.changesSince()).of('configuration').at(-1)?.value).toMatchObject({ name: 'Evening mug', code })
    await phone.send('DELETE', `/api/configurations/${one.id}`)
    expect(await stranger()).toEqual({ code: 'not-there-yet-or-expired' })
    expect((await stage.changesSince()).of('configuration').at(-1)?.value.discarded).toBe(true)
  })

  test('shows its owner their own, and gives anybody else a copy at the shop, once', async () => {
    const one = await saved()
    const { code } = await codeFor(one.id)
    expect((await claim(phone, code)).body).toEqual(one)
    stage.platform.add('42')
    const other = await stage.enter('42')
    const copy = PhoneConfigurationSchema.parse((await claim(other, code)).body)
    expect(copy).toMatchObject({ name: one.name, revision: 1, choices: one.choices })
    expect(copy.id).not.toBe(one.id)
    expect(atShop(copy.id)?.owner).toBe('42')
    expect((await claim(other, code)).body).toEqual(copy)
    await other.send('DELETE', `/api/configurations/${copy.id}`)
    const again = PhoneConfigurationSchema.parse((await claim(other, code)).body)
    expect(again.id).not.toBe(copy.id)
    expect(await list(other)).toEqual([again])
  })

  test('claimed with the answer lost, it is taken over once', async () => {
    const { code } = await codeFor((await saved()).id)
    stage.platform.add('42')
    const other = await stage.enter('42')
    stage.platform.state.losesAnswers = true
    expect(await claim(other, code)).toMatchObject({ status: 503 })
    stage.platform.state.losesAnswers = false
    expect(await claim(other, code)).toMatchObject({ status: 200 })
    expect(await list(other)).toHaveLength(1)
  })

  test('opens nothing after a day, and leaves nothing behind', async () => {
    const { code } = await codeFor((await saved()).id)
    stage.time.advance(DAY_MS + 60_000)
    expect((await stage.json('POST', '/api/codes/claim', { body: { code } })).status).toBe(404)
    for (const table of ['codes', 'code_copies', 'configurations', 'taken_over'])
      expect(stage.db.prepare(`select count(*) as n from ${table}`).get()).toEqual({ n: 0 })
    expect((await stage.changesSince()).of('deleted')).toMatchObject([{ value: { feed: 'configuration' } }])
  })

  test('goes with the account, which stays at the web shop', async () => {
    const one = await saved()
    const { code } = await codeFor(one.id)
    await phone.send('POST', '/api/me/erasure/code')
    expect(await phone.send('DELETE', '/api/me', { by: 'code', code: stage.mail.get('W41') })).toMatchObject({
      status: 204,
    })
    expect((await stage.json('POST', '/api/codes/claim', { body: { code } })).status).toBe(404)
    expect(atShop(one.id)?.document.discarded).toBe(false)
    const told = await stage.changesSince()
    expect(told.changes.filter(({ feed }) => feed !== 'model')).toMatchObject([
      { feed: 'deleted', value: { feed: 'configuration' } },
      { feed: 'deleted', value: { feed: 'customer', id: phone.member.alias } },
    ])
    expect(stage.db.prepare('select count(*) as n from linked_members').get()).toEqual({ n: 0 })
  })

  test('[RC1] works without internet as well', async () => {
    const one = await saved()
    expect((await phone.get(`/api/configurations/${one.id}/snapshot`)).body).toMatchObject({
      text: expect.stringMatching(/^RC1S/i) as string,
    })
  })
})

describe('my orders, which the web shop keeps', () => {
  const order = (n: number): PastOrder => ({
    ...{ number: `V-${n}`, placedAt: n, channel: 'web', state: 'shipped', units: 2 },
    total: { minor: 9_000, currency: 'KRW' },
    lines: [{ sku: 'CUP', title: '머그', quantity: 2, total: { minor: 9_000, currency: 'KRW' } }],
  })
  const page = async (n: number) => PhoneOrdersSchema.parse((await phone.get(`/api/orders?page=${n}`)).body)

  test('come page by page, newest first, and the last page says that it is the last', async () => {
    stage.platform.add('41', { orders: Array.from({ length: 45 }, (_, n) => order(45 - n)) })
    const pages = [await page(0), await page(1), await page(2)]
    expect(pages.map(({ orders }) => [orders[0]?.number, orders.length])).toEqual([
      ['V-45', 20],
      ['V-25', 20],
      ['V-5', 5],
    ])
    expect(pages.map(({ more }) => more)).toEqual([true, true, false])
    expect(pages[0]?.orders[0]?.lines).toEqual([
      {
        ...{ sku: 'CUP', title: { ko: '머그', en: '머그' }, quantity: 2, total: { minor: 9_000, currency: 'KRW' } },
        ...{ fulfilment: null, promise: null, configuration: null },
      },
    ])
  })

  test('say how each is paid and where its parcels are: who owns them may know', async () => {
    const money = { minor: 9_000, currency: 'KRW' as const }
    const parcel = { stage: 'underway' as const, at: 7, units: 2, carrier: 'CJ', tracking: '77' }
    const told: PastOrder = {
      ...order(1),
      payments: [{ kind: 'paid', method: 'card', state: 'Settled', amount: money }],
      shipments: [{ ...parcel, state: 'Shipped' }],
    }
    stage.platform.add('41', { orders: [order(2), told] })
    const { orders } = await page(0)
    expect(orders.map(({ paid, parcels }) => ({ paid, parcels }))).toEqual([
      { paid: undefined, parcels: undefined },
      { paid: 'paid', parcels: [parcel] },
    ])
  })

  test('are in the file of everything that is held, with the designs and what the shop calls the account', async () => {
    stage.platform.add('41', { orders: Array.from({ length: 25 }, (_, n) => order(25 - n)) })
    const one = await saved()
    const { code } = await codeFor(one.id)
    const mine = PhoneExportSchema.parse((await phone.get('/api/me/export')).body)
    expect(mine.account).toMatchObject({ source: 'linked', idAtShop: '41' })
    expect([mine.orders.length, mine.configurations]).toEqual([25, [one]])
    expect(mine.codes).toMatchObject([{ code, configurationId: one.id }])
  })
})
