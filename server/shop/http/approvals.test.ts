import { PhoneApprovalSchema } from '@dangol/protocol/shop-approvals.ts'
import { describe, expect, test } from 'vitest'
import { openMemoryDatabase } from '../../src/db/testing/memory-database.ts'
import { systemRandom } from '../../src/platform/system-ids.ts'
import { SHOP_MIGRATIONS } from '../db/shop-migrations.ts'
import { KIOSK_KEY, openApproving } from '../testing/approving.ts'
import { openStage } from '../testing/shop-stage.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
type Approving = Awaited<ReturnType<typeof openApproving>>

const NO_SUCH_CODE = { status: 404, body: { code: 'no-such-code' } }

describe('[RD1] a yes on the own phone', () => {
  test('[A4] shows the place and three numbers first, and ends in a token of 10 minutes for that kiosk', async () => {
    const { kiosk, member, time } = await openApproving()
    const { begin, poll, approved } = kiosk()
    const { alias, look, approve } = await member('C-1')
    const { userCode, deviceCode, number } = await begin()
    const shown = PhoneApprovalSchema.parse((await look(userCode)).body)
    expect(shown).toMatchObject({
      ...{ storeName: { ko: '성수점', en: 'Seongsu' }, kioskId: 'kiosk-2', elsewhere: false },
      shows: ['name', 'saved-configurations'],
    })
    expect(shown.numbers).toContain(number)
    const until = time.nowMs() + 10 * MINUTE_MS
    expect(await approve(userCode, number)).toMatchObject({ status: 200, body: { state: 'approved', until } })
    const polled = await poll(deviceCode)
    expect(polled).toMatchObject({ state: 'approved', customerId: alias, expiresAt: until })
    if (polled.state !== 'approved') throw new Error('not approved')
    expect(Buffer.from(polled.token, 'hex')).toHaveLength(32)
    expect(await approved(polled.token)).toMatchObject({ status: 200, body: { address: null } })
    time.advance(10 * MINUTE_MS)
    expect(await approved(polled.token)).toMatchObject({ status: 404, body: { code: 'not-found' } })
  })

  test('is typed as people type: small letters, spaces and hyphens', async () => {
    const { kiosk, member } = await openApproving()
    const { userCode } = await kiosk().begin()
    const { look } = await member('C-1')
    const typed = `${userCode.slice(0, 4).toLowerCase()}-${userCode.slice(4)} `
    expect((await look(encodeURIComponent(typed))).status).toBe(200)
  })

  test('says what will appear there: the address of who has one, the history of who lets staff see it', async () => {
    const { kiosk, member } = await openApproving()
    const { userCode } = await kiosk().begin()
    const { look, phone } = await member('C-1')
    await phone.send('PUT', '/api/address', { lines: ['12 Seongsui-ro', 'Apt 4'] })
    await phone.send('PUT', '/api/consents/history.view', { state: 'granted' })
    const { shows } = PhoneApprovalSchema.parse((await look(userCode)).body)
    expect(shows).toEqual(['name', 'saved-configurations', 'address', 'history-to-associate'])
  })

  test('opens the address with its last line masked, and nothing more of it', async () => {
    const stage = await openApproving()
    const { token, phone } = await approvedVisit(stage)
    await phone.send('PUT', '/api/address', { lines: ['서울 성동구 성수이로 66', '101동 1502호'] })
    expect((await stage.kiosk().approved(token)).body).toEqual({ address: '서울 성동구 성수이로 66\n***동 ****호' })
  })

  test('is needed on a phone that is signed in', async () => {
    const { kiosk, json } = await openApproving()
    const { userCode } = await kiosk().begin()
    expect((await json('GET', `/api/approvals/${userCode}`)).status).toBe(401)
    expect((await json('POST', `/api/approvals/${userCode}`, { body: { answer: 'deny' } })).status).toBe(401)
  })

  test('[A9] without a passkey is not possible, and says so', async () => {
    const { kiosk, addMember, signIn } = await openApproving()
    addMember('C-9')
    const phone = await signIn('C-9')
    const { userCode } = await kiosk().begin()
    expect(await phone.send('POST', `/api/approvals/${userCode}/options`)).toMatchObject({
      status: 409,
      body: { code: 'no-passkey' },
    })
  })
})

describe('[RD1] one code becomes one token', () => {
  test('a store whose answer was lost gets the same once more', async () => {
    const { kiosk, member, time, asStore } = await openApproving()
    const { userCode, deviceCode, number } = await kiosk().begin()
    await (await member('C-1')).approve(userCode, number)
    const first = await kiosk().poll(deviceCode)
    expect(await kiosk().poll(deviceCode)).toEqual(first)
    expect(await asStore('POST', '/approvals/poll', { deviceCode, kioskThumbprint: 'other' })).toMatchObject({
      body: { state: 'expired' },
    })
    time.advance(10 * MINUTE_MS)
    expect(await kiosk().poll(deviceCode)).toEqual({ state: 'expired' })
  })

  test('a yes that no kiosk fetches within a minute is over', async () => {
    const { kiosk, member, time } = await openApproving()
    const { userCode, deviceCode, number } = await kiosk().begin()
    await (await member('C-1')).approve(userCode, number)
    time.advance(MINUTE_MS)
    expect(await kiosk().poll(deviceCode)).toEqual({ state: 'expired' })
  })

  test('[A3] a code that was used cannot be used again, by nobody', async () => {
    const { kiosk, member } = await openApproving()
    const { userCode, number } = await kiosk().begin()
    const mine = await member('C-1')
    await mine.approve(userCode, number)
    expect(await mine.look(userCode)).toMatchObject(NO_SUCH_CODE)
    expect(await (await member('C-2')).look(userCode)).toMatchObject(NO_SUCH_CODE)
  })

  test('[A4] a token works with the key of its kiosk only, and not after its visit', async () => {
    const stage = await openApproving()
    const { token } = await approvedVisit(stage)
    expect((await stage.kiosk('another-kiosk').approved(token)).status).toBe(404)
    expect((await stage.kiosk('another-kiosk').end(token)).status).toBe(200)
    expect((await stage.kiosk().approved(token)).status).toBe(200)
    expect((await stage.kiosk().end(token)).status).toBe(200)
    expect((await stage.kiosk().approved(token)).status).toBe(404)
    expect((await stage.kiosk().approved('f'.repeat(64))).status).toBe(404)
  })
})

describe('[RD1] a no', () => {
  test('reaches the kiosk, and the code is over', async () => {
    const { kiosk, member } = await openApproving()
    const { userCode, deviceCode } = await kiosk().begin()
    const { deny, look } = await member('C-1')
    expect(await deny(userCode)).toMatchObject({ status: 200, body: { state: 'denied' } })
    expect(await kiosk().poll(deviceCode)).toEqual({ state: 'denied' })
    expect(await look(userCode)).toMatchObject(NO_SUCH_CODE)
  })

  test('[A4] is what a wrong number means: who was sent somebody else’s code gets one guess', async () => {
    const { kiosk, member } = await openApproving()
    const { userCode, deviceCode, number } = await kiosk().begin()
    const { approve, look } = await member('C-1')
    const { numbers } = PhoneApprovalSchema.parse((await look(userCode)).body)
    const wrong = numbers.find((one) => one !== number) ?? ''
    expect(await approve(userCode, wrong)).toMatchObject({ status: 409, body: { code: 'wrong-number' } })
    expect(await look(userCode)).toMatchObject(NO_SUCH_CODE)
    expect(await kiosk().poll(deviceCode)).toEqual({ state: 'denied' })
  })
})

describe('[RD1] an assertion', () => {
  test('[A4] counts once: repeated, it is refused although nothing about it changed', async () => {
    const { kiosk, member } = await openApproving()
    const { sign, answer } = await member('C-1')
    const { userCode, number } = await kiosk().begin()
    const passkey = await sign(userCode)
    expect((await answer(userCode, number, passkey)).status).toBe(200)
    const next = await kiosk().begin()
    expect(await answer(next.userCode, next.number, passkey)).toMatchObject({
      status: 401,
      body: { code: 'wrong-passkey' },
    })
    // Also while a challenge of the new code is open.
    await sign(next.userCode)
    expect((await answer(next.userCode, next.number, passkey)).status).toBe(401)
  })

  test('[A4] for one code approves no other', async () => {
    const { kiosk, member } = await openApproving()
    const { sign, answer } = await member('C-1')
    const [mine, theirs] = [await kiosk().begin(), await kiosk('another-kiosk').begin()]
    const passkey = await sign(mine.userCode)
    await sign(theirs.userCode)
    expect((await answer(theirs.userCode, theirs.number, passkey)).status).toBe(401)
    expect(await kiosk('another-kiosk').poll(theirs.deviceCode)).toEqual({ state: 'pending' })
  })

  test('to add a passkey approves nothing, and one of another member neither', async () => {
    const { kiosk, member } = await openApproving()
    const { userCode, number } = await kiosk().begin()
    const [mine, other] = [await member('C-1'), await member('C-2')]
    await mine.sign(userCode)
    expect((await mine.answer(userCode, number, await other.sign(userCode))).status).toBe(401)
  })

  test.each([
    ['from another page', { origin: 'https://evil.example' }],
    ['for another shop', { rpId: 'evil.example' }],
    ['without anybody verified', { verified: false }],
  ])('[A4] [A9] %s is refused', async (_what, prompted) => {
    const { kiosk, member } = await openApproving()
    const { userCode, number, deviceCode } = await kiosk().begin()
    const { sign, answer } = await member('C-1')
    expect((await answer(userCode, number, await sign(userCode, prompted))).status).toBe(401)
    expect(await kiosk().poll(deviceCode)).toEqual({ state: 'pending' })
  })

  test('[A5] that does not fit costs a try; after ten the code is dead for everybody', async () => {
    const { kiosk, member } = await openApproving()
    const { userCode, number, deviceCode } = await kiosk().begin()
    const { sign, answer, look } = await member('C-1')
    for (let i = 0; i < 10; i++)
      expect((await answer(userCode, number, await sign(userCode, { verified: false }))).status).toBe(401)
    expect(await look(userCode)).toMatchObject(NO_SUCH_CODE)
    expect(await kiosk().poll(deviceCode)).toEqual({ state: 'expired' })
  })

  test('[A9] of a passkey that was removed is refused, also while its challenge is open', async () => {
    const { kiosk, member } = await openApproving()
    const { userCode, number } = await kiosk().begin()
    const { sign, answer, phone } = await member('C-1')
    const passkey = await sign(userCode)
    expect((await phone.send('DELETE', `/api/passkeys/${passkey.id}`)).status).toBe(204)
    expect((await answer(userCode, number, passkey)).status).toBe(401)
  })

  test('writes down when its passkey was used', async () => {
    const { kiosk, member, time } = await openApproving()
    const { userCode, number } = await kiosk().begin()
    const { approve, phone } = await member('C-1')
    time.advance(5 * SECOND_MS)
    await approve(userCode, number)
    expect((await phone.get('/api/passkeys')).body).toMatchObject({ passkeys: [{ lastUsedAt: time.nowMs() }] })
  })
})

describe('[RD1] one approval at a time', () => {
  test('while another kiosk is open the phone says so, and approves nothing until that one is ended', async () => {
    const stage = await openApproving()
    const { token, phone, look, approve } = await approvedVisit(stage)
    const there = stage.kiosk('another-kiosk')
    const { userCode, number } = await there.begin()
    expect((await look(userCode)).body).toMatchObject({ elsewhere: true })
    expect(await approve(userCode, number)).toMatchObject({ status: 409, body: { code: 'open-elsewhere' } })
    expect((await phone.send('DELETE', '/api/approvals')).status).toBe(204)
    expect((await stage.kiosk().approved(token)).status).toBe(404)
    expect((await approve(userCode, number)).status).toBe(200)
  })

  test('the same kiosk asking again replaces what it had', async () => {
    const stage = await openApproving()
    const { token, look, approve } = await approvedVisit(stage)
    const { userCode, number } = await stage.kiosk().begin()
    expect((await look(userCode)).body).toMatchObject({ elsewhere: false })
    expect((await approve(userCode, number)).status).toBe(200)
    expect((await stage.kiosk().approved(token)).status).toBe(404)
  })

  test('of a member whose account is gone opens nothing', async () => {
    const stage = await openApproving()
    const { id, token } = await approvedVisit(stage)
    stage.db.prepare('delete from customers where id = ?').run(id)
    expect((await stage.kiosk().approved(token)).status).toBe(404)
  })

  test("nobody ends another member's", async () => {
    const stage = await openApproving()
    const { token } = await approvedVisit(stage)
    await (await stage.member('C-2')).phone.send('DELETE', '/api/approvals')
    expect((await stage.kiosk().approved(token)).status).toBe(200)
  })
})

describe('[RD1] guessing codes', () => {
  test('[A3] [A6] wrong, used, denied and expired codes get one answer, asked in any way', async () => {
    const { kiosk, member, time } = await openApproving()
    const mine = await member('C-1')
    const used = await kiosk().begin()
    await mine.approve(used.userCode, used.number)
    const denied = await kiosk().begin()
    await mine.deny(denied.userCode)
    const expired = await kiosk().begin()
    time.advance(2 * MINUTE_MS)
    const live = await kiosk().begin()
    const passkey = await mine.sign(live.userCode)
    for (const code of ['BCDFGHJK', 'not-a-code', used.userCode, denied.userCode, expired.userCode]) {
      for (const ask of [
        () => mine.look(code),
        () => mine.phone.send('POST', `/api/approvals/${code}/options`),
        () => mine.deny(code),
        () => mine.answer(code, '11', passkey),
      ]) {
        const { status, body } = await ask()
        expect({ status, body }).toEqual(NO_SUCH_CODE)
      }
      time.advance(MINUTE_MS)
    }
  })

  test('[A5] five misses a minute are allowed, then not even the right code is; kept in the database', async () => {
    const { kiosk, member, time, db } = await openApproving()
    const { userCode } = await kiosk().begin()
    const { look } = await member('C-1')
    for (let i = 0; i < 5; i++) expect(await look('BCDFGHJK')).toMatchObject(NO_SUCH_CODE)
    for (const code of ['BCDFGHJK', userCode])
      expect(await look(code)).toMatchObject({ status: 429, body: { code: 'too-many-tries' } })
    expect(db.prepare("select count(*) as n from limits where key like 'approve:%' and hits = 5").get()).toEqual({
      n: 2,
    })
    time.advance(MINUTE_MS)
    expect((await look(userCode)).status).toBe(200)
  })

  test('[A5] what was missed still counts after the shop was started anew', async () => {
    const db = openMemoryDatabase(SHOP_MIGRATIONS)
    const before = await openApproving({ db, random: systemRandom })
    const { look } = await before.member('C-1')
    for (let i = 0; i < 5; i++) await look('BCDFGHJK')
    await before.close()
    const after = await openStage({ db, random: systemRandom })
    const phone = await after.signIn('C-1')
    expect((await phone.get('/api/approvals/BCDFGHJK')).status).toBe(429)
  })

  test('looking at a right code is no miss', async () => {
    const { kiosk, member } = await openApproving()
    const { userCode } = await kiosk().begin()
    const { look } = await member('C-1')
    for (let i = 0; i < 12; i++) expect((await look(userCode)).status).toBe(200)
  })
})

async function approvedVisit({ kiosk, member }: Approving) {
  const { begin, poll } = kiosk(KIOSK_KEY)
  const { userCode, deviceCode, number } = await begin()
  const mine = await member('C-1')
  await mine.approve(userCode, number)
  const polled = await poll(deviceCode)
  if (polled.state !== 'approved') throw new Error(`The approval was not given: ${polled.state}`)
  return { ...mine, token: polled.token }
}
