import { openDatabase } from '../../src/db/open.ts'
import { createPeopleKeys } from '../../src/upstream/people-keys.ts'
import { PhoneMeSchema } from '@dangol/protocol/shop.ts'
import { describe, expect, test } from 'vitest'
import { SHOP_MIGRATIONS } from '../db/shop-migrations.ts'
import { LINK_KEY } from '../testing/fake-platform.ts'
import { openLinkedStage } from '../testing/linked-stage.ts'
import { openStage, phoneKey, STORE_ID } from '../testing/shop-stage.ts'
import { bindToShop } from './bind.ts'
import { ANSWER_STEP_MS } from './linked-sign-in.ts'

describe('signing in by the e-mail address of the web shop', () => {
  test('opens an account once the mailbox is proven, under the alias that the store has for that customer', async () => {
    const stage = await openLinkedStage()
    stage.platform.add('41', { email: 'Minji@Shop.test', name: '김민지', number: 'W-1041', lang: 'ko' })
    await stage.start('minji@shop.test')
    expect(stage.shop.customers.count()).toBe(0)
    await stage.finish('minji@shop.test', '000000')
    expect(stage.shop.customers.count()).toBe(0)
    expect(await stage.finish('minji@shop.test', stage.mail.get('W-1041') ?? '')).toMatchObject({ status: 200 })
    const alias = createPeopleKeys(LINK_KEY, 'vendure', STORE_ID).alias('41')
    expect(stage.shop.customers.byAlias(alias)).toMatchObject({
      ...{ source: 'linked', platformId: '41', number: 'W-1041', name: '김민지', lang: 'ko', email: 'minji@shop.test' },
    })
  })

  test('gives an account its first role and no consent; making a member code is the word on being recognised', async () => {
    const stage = await openLinkedStage()
    stage.platform.add('41')
    const phone = await stage.enter('41')
    const me = async () => PhoneMeSchema.parse((await phone.get('/api/me')).body)
    expect(await me()).toMatchObject({ consents: {}, personas: [{ kind: 'self' }], credentials: [] })
    const enrol = () => phone.send('POST', '/api/credentials', { kind: 'ed25519', publicKey: phoneKey() })
    await enrol()
    expect((await me()).consents).toEqual({ 'recog.kiosk': 'granted' })
    await phone.send('PUT', '/api/consents/recog.kiosk', { state: 'withdrawn' })
    await enrol()
    expect((await me()).consents).toEqual({ 'recog.kiosk': 'withdrawn' })
  })

  test('[A6] answers the same, at the same moment, whoever the address belongs to and however long the shop looked', async () => {
    const stage = await openLinkedStage()
    stage.platform.add('41', { email: 'known@shop.test' })
    stage.platform.add('42', { email: 'new@shop.test' })
    await stage.enter('41')
    const takesMs = { find: 300, read: 400 } as Record<string, number>
    stage.platform.state.takes = (what) => new Promise((resolve) => stage.time.after(takesMs[what] ?? 0, resolve))
    const said = []
    for (const login of ['known@shop.test', 'new@shop.test', 'nobody@shop.test', 'W41', 'no address'])
      said.push(await stage.start(login))
    for (const { answer, tookMs } of said) {
      expect(answer).toMatchObject({ status: 200, body: {} })
      expect(answer.headers['content-length']).toBe('2')
      expect(tookMs).toBe(ANSWER_STEP_MS)
    }
  })

  test('the same account is found again, and keeps up with the name, the number and the address at the shop', async () => {
    const stage = await openLinkedStage()
    stage.platform.add('41', { name: 'Minji Kim' })
    const { member } = await stage.enter('41')
    const { cursor } = await stage.changesSince()
    await stage.enter('41')
    expect((await stage.changesSince(cursor)).changes).toEqual([])
    stage.platform.add('41', { name: 'Minji Park', email: 'park@shop.test', number: 'W-9' })
    expect((await stage.enter('41')).member).toMatchObject({
      id: member.id,
      name: 'Minji Park',
      email: 'park@shop.test',
    })
    expect((await stage.changesSince(cursor)).of('customer')).toMatchObject([
      { value: { id: member.alias, name: 'Minji Park', number: 'W-9' } },
    ])
  })

  test('an address that the shop has given to somebody else lets in the new owner, and nobody as the old one', async () => {
    const stage = await openLinkedStage()
    stage.platform.add('41', { email: 'shared@shop.test' })
    const old = await stage.enter('41')
    stage.platform.add('41', { email: 'moved@shop.test' })
    stage.platform.add('42', { email: 'shared@shop.test' })
    const next = await stage.enter('42')
    expect(next.member.id).not.toBe(old.member.id)
    expect(stage.shop.customers.byId(old.member.id)?.email).toBeNull()
  })

  test('believes a loose search only about the customer who has this very address', async () => {
    const stage = await openLinkedStage()
    stage.platform.add('41', { email: 'minji.kim@shop.test' })
    stage.platform.state.finds = ['41']
    await stage.start('minji@shop.test')
    expect(stage.mail.size).toBe(0)
  })

  test('two customers with one address are nobody', async () => {
    const stage = await openLinkedStage()
    stage.platform.add('41', { email: 'family@shop.test' })
    stage.platform.add('42', { email: 'family@shop.test' })
    await stage.start('family@shop.test')
    expect(stage.mail.size).toBe(0)
  })

  test('a number that somebody has already is replaced by one that only they have', async () => {
    const stage = await openLinkedStage()
    stage.platform.add('41', { number: '', email: 'a@shop.test' })
    stage.platform.add('42', { number: 'W-7', email: 'b@shop.test' })
    stage.platform.add('43', { number: 'W-7', email: 'c@shop.test' })
    await stage.start('a@shop.test')
    await stage.finish('a@shop.test', stage.mail.get('') ?? '')
    const second = await stage.enter('42')
    const third = await stage.enter('43')
    const first = stage.shop.customers.byAlias(stage.platform.keys.alias('41'))
    expect([second.member.number, third.member.number, first?.number]).toEqual([
      'W-7',
      stage.platform.keys.alias('43').slice(0, 10).toUpperCase(),
      stage.platform.keys.alias('41').slice(0, 10).toUpperCase(),
    ])
  })

  test('neither what the shop calls a customer nor an e-mail address reaches the store', async () => {
    const stage = await openLinkedStage()
    stage.platform.add('platform-id-41', { email: 'minji@shop.test', number: 'W-1', name: 'Minji' })
    const phone = await stage.enter('platform-id-41')
    await phone.send('POST', '/api/credentials', { kind: 'ed25519', publicKey: phoneKey() })
    await phone.send('PUT', '/api/consents/history.view', { state: 'granted' })
    const told = await stage.changesSince()
    expect(told.of('customer').at(-1)?.value.consents).toEqual({ 'recog.kiosk': 'granted', 'history.view': 'granted' })
    expect(told.of('credential')).toHaveLength(1)
    expect(JSON.stringify(told)).not.toMatch(/platform-id|minji@|shop\.test/)
  })
})

describe('with the web shop out of reach', () => {
  test.each(['down', 'silent', 'broken'] as const)(
    '(%s) members from before still sign in, and everybody hears the same honest word at the same moment',
    async (mode) => {
      const stage = await openLinkedStage()
      stage.platform.add('41')
      await stage.enter('41')
      stage.mail.clear()
      stage.platform.state.mode = mode
      stage.platform.add('42')
      const known = await stage.start('41@shop.test')
      const unknown = await stage.start('42@shop.test')
      expect(known.answer).toMatchObject({ status: 200, body: { shop: 'unreachable' } })
      expect(unknown.answer.body).toEqual(known.answer.body)
      expect(unknown.tookMs).toBe(known.tookMs)
      expect(known.tookMs).toBeLessThanOrEqual(6_000)
      expect([...stage.mail.keys()]).toEqual(['W41'])
      expect(await stage.finish('41@shop.test', stage.mail.get('W41') ?? '')).toMatchObject({ status: 200 })
    },
  )

  test('it is asked no more than it can bear: a crowd that waits is told at once', async () => {
    const stage = await openLinkedStage()
    stage.platform.state.mode = 'silent'
    const crowd = Array.from({ length: 40 }, (_, n) =>
      stage.json('POST', '/api/sign-in/start', { body: { login: `${n}@shop.test` } }),
    )
    await stage.inTime(Promise.all(crowd))
    expect(stage.platform.state.asked).toHaveLength(24)
    stage.platform.state.mode = 'up'
    stage.platform.add('41')
    await stage.enter('41')
  })

  test('an account that the shop no longer has cannot be entered by its old address', async () => {
    const stage = await openLinkedStage()
    stage.platform.add('41')
    await stage.enter('41')
    stage.mail.clear()
    stage.platform.people.clear()
    expect((await stage.start('41@shop.test')).answer.body).toEqual({})
    expect(stage.mail.size).toBe(0)
  })
})

describe('one database, one shop', () => {
  const opened = () => openDatabase(':memory:', SHOP_MIGRATIONS)

  test('members of an embedded shop are never taken for those of a linked one, nor the other way round', async () => {
    const embedded = await openStage()
    embedded.addMember('C-1')
    expect(() => bindToShop(embedded.db, 'vendure')).toThrow('another DANGOL_DATA')
    const db = opened()
    bindToShop(db, 'vendure')
    bindToShop(db, 'vendure')
    expect(() => bindToShop(db, 'medusa')).toThrow('on vendure and not on medusa')
    expect(() => bindToShop(db, null)).toThrow('set DANGOL_LINK')
  })

  test('says on which it is, and of a linked one seeds the models and nobody', async () => {
    const stage = await openLinkedStage({ deps: { demo: true } })
    expect((await stage.json('GET', '/api/shop')).body).toEqual({ linked: true })
    expect((await stage.json('GET', '/api/demo')).body).toEqual({ people: [] })
    const told = await stage.changesSince()
    expect(new Set(told.changes.map(({ feed }) => feed))).toEqual(new Set(['model']))
    expect(stage.shop.customers.count()).toBe(0)
    expect((await (await openStage()).json('GET', '/api/shop')).body).toEqual({ linked: false })
  })
})
