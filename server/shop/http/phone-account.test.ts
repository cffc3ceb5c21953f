import { generateKeyPairSync } from 'node:crypto'
import { DemoPeopleSchema, EnrolAckSchema, PhoneMeSchema } from '@dangol/protocol/shop.ts'
import { describe, expect, test } from 'vitest'
import { openStage, phoneKey } from '../testing/shop-stage.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

describe('signing in', () => {
  test('a code sent to the member opens a session of thirty days', async () => {
    const { addMember, signIn, time } = await openStage()
    addMember('C-1')
    const browser = await signIn('C-1')
    expect(PhoneMeSchema.parse((await browser.get('/api/me')).body)).toMatchObject({ name: 'Name C-1', number: 'C-1' })
    time.advance(30 * DAY_MS - 1)
    expect((await browser.get('/api/me')).status).toBe(200)
    time.advance(2)
    expect(await browser.get('/api/me')).toMatchObject({ status: 401, body: { code: 'signed-out' } })
  })

  test('[A10] the cookie is out of reach of scripts and other sites, and only its hash is kept', async () => {
    const { addMember, json, mail, db } = await openStage()
    addMember('C-1')
    await json('POST', '/api/sign-in/start', { body: { login: 'C-1' } })
    const { headers } = await json('POST', '/api/sign-in/finish', {
      body: { login: 'c-1@EXAMPLE.test', code: mail.get('C-1') },
    })
    expect(headers['set-cookie']).toBeUndefined()
    const finished = await json('POST', '/api/sign-in/finish', { body: { login: 'C-1', code: mail.get('C-1') } })
    const cookie = String(finished.headers['set-cookie'])
    expect(cookie).toMatch(/^dangol_session=[A-Za-z0-9_-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=2592000$/)
    const token = /=([^;]+)/.exec(cookie)?.[1] ?? ''
    expect(JSON.stringify(db.prepare('select * from sessions').all())).not.toContain(token)
  })

  test.each([
    ['https://shop.example', true],
    ['http://localhost:4601', false],
  ])('[A10] the cookie of a shop at %s goes over https only: %s', async (publicUrl, isSecure) => {
    const { addMember, json, mail } = await openStage({ publicUrl: () => publicUrl })
    addMember('C-1')
    await json('POST', '/api/sign-in/start', { body: { login: 'C-1' } })
    const { headers } = await json('POST', '/api/sign-in/finish', { body: { login: 'C-1', code: mail.get('C-1') } })
    expect(String(headers['set-cookie']).includes('; Secure')).toBe(isSecure)
  })

  test('[A6] an answer never tells whether an account exists', async () => {
    const { addMember, json } = await openStage()
    addMember('C-1')
    const known = await json('POST', '/api/sign-in/start', { body: { login: 'C-1' } })
    const unknown = await json('POST', '/api/sign-in/start', { body: { login: 'nobody@example.test' } })
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body])
    const wrong = await json('POST', '/api/sign-in/finish', { body: { login: 'C-1', code: '000000' } })
    const nobody = await json('POST', '/api/sign-in/finish', { body: { login: 'nobody@example.test', code: '000000' } })
    expect([nobody.status, nobody.body]).toEqual([wrong.status, wrong.body])
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong-code' } })
  })

  test('[A5] a code works once, for ten minutes, and dies with the fifth wrong try', async () => {
    const { addMember, json, mail, time } = await openStage()
    addMember('C-1')
    const start = () => json('POST', '/api/sign-in/start', { body: { login: 'C-1' } })
    const finish = (code = mail.get('C-1')) => json('POST', '/api/sign-in/finish', { body: { login: 'C-1', code } })
    await start()
    expect((await finish()).status).toBe(200)
    expect((await finish()).status).toBe(401)
    await start()
    time.advance(10 * MINUTE_MS)
    expect((await finish()).status).toBe(401)
    await start()
    const wrong = mail.get('C-1') === '123456' ? '654321' : '123456'
    for (let i = 0; i < 5; i++) expect((await finish(wrong)).status).toBe(401)
    expect((await finish()).status).toBe(401)
  })

  test('[A5] asking and guessing are limited per account, in the database, and free again after ten minutes', async () => {
    const { addMember, json, db, time } = await openStage()
    addMember('C-1')
    const start = async (login: string) => (await json('POST', '/api/sign-in/start', { body: { login } })).status
    for (let i = 0; i < 6; i++) expect(await start('C-1')).toBe(200)
    expect(await start('C-1')).toBe(429)
    expect(await start('C-1'.toLowerCase())).toBe(429)
    for (let i = 0; i < 6; i++) await start('nobody')
    expect(await start('nobody')).toBe(429)
    expect(db.prepare('select count(*) as n from limits where hits > 6').get()).toEqual({ n: 3 })
    time.advance(10 * MINUTE_MS)
    expect(await start('C-1')).toBe(200)
  })

  test('signing out ends the session on the server', async () => {
    const { addMember, signIn } = await openStage()
    addMember('C-1')
    const browser = await signIn('C-1')
    expect((await browser.send('POST', '/api/sign-out', {})).status).toBe(204)
    expect((await browser.get('/api/me')).status).toBe(401)
  })

  test('outside the demonstration nobody is listed', async () => {
    const { json } = await openStage()
    expect(await json('GET', '/api/demo')).toMatchObject({ status: 404, body: { code: 'not-found' } })
  })

  test('in the demonstration each listed person signs in with the code shown', async () => {
    const { json } = await openStage({ demo: true })
    const { people } = DemoPeopleSchema.parse((await json('GET', '/api/demo')).body)
    const body = { login: people[0]?.login, code: people[0]?.code }
    for (let i = 0; i < 2; i++) expect((await json('POST', '/api/sign-in/finish', { body })).status).toBe(200)
  })
})

describe('changes asked for by another site', () => {
  test.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://localhost:4601', host: 'localhost:4601', 'sec-fetch-site': 'same-origin' }, 200],
    [{}, 200],
  ])('[A13] %o gives %i', async (headers, status) => {
    const { json } = await openStage()
    const answer = await json('POST', '/api/sign-in/start', { body: { login: 'C-1' }, headers: { ...headers } })
    expect(answer.status).toBe(status)
  })
})

describe('the account', () => {
  test('a phone enrols its public key and the store learns it; a revoked one stays listed as revoked', async () => {
    const { addMember, signIn, changesSince } = await openStage()
    const { alias } = addMember('C-1')
    const browser = await signIn('C-1')
    const publicKey = phoneKey()
    const { credId } = EnrolAckSchema.parse(
      (await browser.send('POST', '/api/credentials', { kind: 'ed25519', publicKey })).body,
    )
    const first = await changesSince()
    const value = { credId, kind: 'ed25519', publicKey, customerId: alias, status: 'active' }
    expect(first.of('credential')).toMatchObject([{ feed: 'credential', value }])
    expect((await browser.send('DELETE', `/api/credentials/${credId}`)).status).toBe(204)
    expect((await changesSince(first.cursor)).of('credential')).toMatchObject([
      { feed: 'credential', value: { ...value, status: 'revoked' } },
    ])
    const me = PhoneMeSchema.parse((await browser.get('/api/me')).body)
    expect(me.credentials).toMatchObject([{ credId, status: 'revoked', lastUsedAt: null }])
    expect((await browser.send('DELETE', `/api/credentials/${credId}`)).status).toBe(404)
  })

  test('a member has at most five phones; revoking one makes room', async () => {
    const { addMember, signIn } = await openStage()
    addMember('C-1')
    const browser = await signIn('C-1')
    const enrol = () => browser.send('POST', '/api/credentials', { kind: 'ed25519', publicKey: phoneKey() })
    const { credId } = EnrolAckSchema.parse((await enrol()).body)
    for (let i = 0; i < 4; i++) expect((await enrol()).status).toBe(200)
    expect(await enrol()).toMatchObject({ status: 409, body: { code: 'too-many' } })
    await browser.send('DELETE', `/api/credentials/${credId}`)
    expect((await enrol()).status).toBe(200)
  })

  test("what is no key is refused, and so is somebody else's", async () => {
    const { addMember, signIn } = await openStage()
    addMember('C-1')
    addMember('C-2')
    const mine = await signIn('C-1')
    const { x = '', y = '' } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })
    const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
    const p256 = { kind: 'p256', publicKey: point.toString('base64url') }
    expect((await mine.send('POST', '/api/credentials', p256)).status).toBe(200)
    point[64] = (point[64] ?? 0) ^ 1
    for (const body of [
      { kind: 'p256', publicKey: point.toString('base64url') },
      { kind: 'ed25519', publicKey: 'AAAA' },
      { kind: 'ed25519', publicKey: '%%%%' },
    ]) {
      expect(await mine.send('POST', '/api/credentials', body)).toMatchObject({
        status: 400,
        body: { code: 'not-a-key' },
      })
    }
    const me = PhoneMeSchema.parse((await mine.get('/api/me')).body)
    const other = await signIn('C-2')
    expect((await other.send('DELETE', `/api/credentials/${me.credentials[0]?.credId ?? ''}`)).status).toBe(404)
  })

  test('personas are made and renamed by their owner only, up to twelve', async () => {
    const { addMember, signIn, ids } = await openStage()
    addMember('C-1')
    addMember('C-2')
    const mine = await signIn('C-1')
    const id: string = ids.next()
    const put = (name: string, to: string = id) => mine.send('PUT', `/api/personas/${to}`, { name, kind: 'gift' })
    await put('Gift for M')
    const { personas } = PhoneMeSchema.parse((await put('Gift for Mina')).body)
    expect(personas.map(({ name }) => name)).toEqual(['Me', 'Gift for Mina'])
    const other = await signIn('C-2')
    expect((await other.send('PUT', `/api/personas/${id}`, { name: 'Mine now', kind: 'self' })).status).toBe(404)
    for (let i = 0; i < 10; i++) expect((await put(`P${i}`, ids.next())).status).toBe(200)
    expect((await put('One more', ids.next())).status).toBe(409)
  })

  test.each(['/api/me', '/api/configurations', '/api/orders', '/api/events'])('%s needs a session', async (url) => {
    const { json } = await openStage()
    expect(await json('GET', url)).toMatchObject({ status: 401, body: { code: 'signed-out' } })
  })

  test.each([
    ['POST', '/api/sign-in/start', { login: 5 }],
    ['PUT', '/api/consents/biometric.face', { state: 'granted' }],
    ['PUT', '/api/consents/history.view', { state: 'denied' }],
    ['PUT', '/api/personas/not-an-id', { name: 'x', kind: 'self' }],
    ['POST', '/api/credentials', { kind: 'rsa', publicKey: 'AAAA' }],
    ['POST', '/api/codes/claim', {}],
  ] as const)('%s %s with %o is refused and changes nothing', async (method, url, body) => {
    const { addMember, signIn, changesSince } = await openStage()
    addMember('C-1')
    const browser = await signIn('C-1')
    const before = (await changesSince()).cursor
    expect(await browser.send(method, url, body)).toMatchObject({ status: 400, body: { code: 'bad-request' } })
    expect((await changesSince()).cursor).toBe(before)
  })

  test('what is not JSON, too long, or of another type is refused without a word of the exception', async () => {
    const { app } = await openStage()
    const post = (payload: string, type: string) =>
      app.inject({ method: 'POST', url: '/api/sign-in/start', headers: { 'content-type': type }, payload })
    expect((await post('{"login":', 'application/json')).json()).toEqual({ code: 'bad-request' })
    expect((await post('login=x', 'application/x-www-form-urlencoded')).json()).toEqual({ code: 'bad-request' })
    const long = await post(JSON.stringify({ login: 'x'.repeat(70_000) }), 'application/json')
    expect([long.statusCode, long.json()]).toEqual([413, { code: 'too-large' }])
  })
})
