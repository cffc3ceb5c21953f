import { PhonePasskeysSchema } from '@dangol/protocol/shop-approvals.ts'
import { describe, expect, test } from 'vitest'
import { createAuthenticator } from '../testing/authenticator.ts'
import { openStage } from '../testing/shop-stage.ts'

const MINUTE_MS = 60_000
type Authenticator = ReturnType<typeof createAuthenticator>

async function openPhone() {
  const stage = await openStage()
  stage.addMember('C-1')
  const phone = await stage.signIn('C-1')
  const options = async () => (await phone.send('POST', '/api/passkeys/options')).body
  const add = async (authenticator: Authenticator, prompted = {}) => {
    const response = authenticator.make(await options(), prompted)
    return { response, answer: await phone.send('POST', '/api/passkeys', { name: 'My phone', response }) }
  }
  const list = async () => PhonePasskeysSchema.parse((await phone.get('/api/passkeys')).body).passkeys
  return { ...stage, phone, options, add, list }
}

describe('passkeys', () => {
  test('are made, listed under their names, and removed', async () => {
    const { phone, add, list, time } = await openPhone()
    const { response, answer } = await add(createAuthenticator())
    const passkey = { id: response.id, name: 'My phone', madeAt: time.nowMs(), lastUsedAt: null }
    expect(answer).toMatchObject({ status: 200, body: passkey })
    expect(await list()).toEqual([passkey])
    expect((await phone.send('DELETE', `/api/passkeys/${response.id}`)).status).toBe(204)
    expect(await list()).toEqual([])
    expect((await phone.send('DELETE', `/api/passkeys/${response.id}`)).status).toBe(404)
  })

  test('ask for a finger, a face or a code, and name nobody on the phone but by a number of its own', async () => {
    const { options, addMember, signIn } = await openPhone()
    const asked = (await options()) as { authenticatorSelection: unknown; user: { id: string }; rp: unknown }
    expect(asked.authenticatorSelection).toMatchObject({ userVerification: 'required' })
    expect(asked.rp).toEqual({ id: 'localhost', name: 'test' })
    expect(Buffer.from(asked.user.id, 'base64url')).toHaveLength(32)
    addMember('C-2')
    const other = await signIn('C-2')
    const theirs = (await other.send('POST', '/api/passkeys/options')).body as typeof asked
    expect(theirs.user.id).not.toBe(asked.user.id)
  })

  test('are five at most; each is listed in the next question, so that a phone makes no second one', async () => {
    const { add, options } = await openPhone()
    const { response } = await add(createAuthenticator())
    for (let i = 0; i < 4; i++) expect((await add(createAuthenticator())).answer.status).toBe(200)
    expect((await add(createAuthenticator())).answer).toMatchObject({ status: 409, body: { code: 'too-many' } })
    const { excludeCredentials } = (await options()) as { excludeCredentials: { id: string }[] }
    expect(excludeCredentials.map(({ id }) => id)).toContain(response.id)
  })

  test.each([
    ['another page', { origin: 'https://evil.example' }],
    ['another shop', { rpId: 'evil.example' }],
    ['nobody verified', { verified: false }],
  ])('made by %s are refused, and the challenge is gone', async (_who, prompted) => {
    const { phone, add, list } = await openPhone()
    const { answer, response } = await add(createAuthenticator(), prompted)
    expect(answer).toMatchObject({ status: 401, body: { code: 'wrong-passkey' } })
    expect((await phone.send('POST', '/api/passkeys', { name: 'Again', response })).status).toBe(401)
    expect(await list()).toEqual([])
  })

  test('[A4] answer their challenge once, and within five minutes', async () => {
    const { phone, options, time, add } = await openPhone()
    const { response } = await add(createAuthenticator())
    expect((await phone.send('POST', '/api/passkeys', { name: 'Again', response })).status).toBe(401)
    const late = createAuthenticator().make(await options())
    time.advance(5 * MINUTE_MS)
    expect((await phone.send('POST', '/api/passkeys', { name: 'Late', response: late })).status).toBe(401)
  })

  test('[A9] are made only by who signed in just now: a session that was left or taken makes none', async () => {
    const { phone, time } = await openPhone()
    time.advance(10 * MINUTE_MS)
    expect(await phone.send('POST', '/api/passkeys/options')).toMatchObject({
      status: 403,
      body: { code: 'sign-in-again' },
    })
  })

  test("of somebody else are nobody's to remove or to see", async () => {
    const { add, addMember, signIn, list } = await openPhone()
    const { response } = await add(createAuthenticator())
    addMember('C-2')
    const other = await signIn('C-2')
    expect((await other.send('DELETE', `/api/passkeys/${response.id}`)).status).toBe(404)
    expect((await other.get('/api/passkeys')).body).toEqual({ passkeys: [] })
    expect(await list()).toHaveLength(1)
  })

  test('that are no answer of a browser are refused before anything is looked at', async () => {
    const { phone, options } = await openPhone()
    await options()
    for (const response of [{}, { id: 5 }, { id: 'a', rawId: 'a', type: 'password', response: {} }])
      expect((await phone.send('POST', '/api/passkeys', { name: 'x', response })).status).toBe(400)
  })
})

describe('the address', () => {
  test('is none, two or three lines, for its owner to read and write', async () => {
    const { phone, json } = await openPhone()
    expect((await phone.get('/api/address')).body).toEqual({ lines: [] })
    const lines = ['서울 성동구 성수이로 66', '101동 1502호']
    expect((await phone.send('PUT', '/api/address', { lines })).body).toEqual({ lines })
    expect((await phone.get('/api/address')).body).toEqual({ lines })
    for (const wrong of [['one'], ['a', 'b', 'c', 'd'], ['a', 'b\nc'], ['a', 'x'.repeat(61)], ['a', ' ']])
      expect((await phone.send('PUT', '/api/address', { lines: wrong })).status).toBe(400)
    expect((await phone.send('PUT', '/api/address', { lines: [] })).body).toEqual({ lines: [] })
    expect((await json('GET', '/api/address')).status).toBe(401)
  })
})
