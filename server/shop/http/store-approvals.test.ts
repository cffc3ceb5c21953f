import { ApprovalGrantedSchema, ApprovalPolledSchema } from '@dangol/protocol/shop-approvals.ts'
import { describe, expect, test } from 'vitest'
import { openStage } from '../testing/shop-stage.ts'

type Stage = Awaited<ReturnType<typeof openStage>>
const KIOSK = 'thumbprint-of-kiosk-2'

async function begin(stage: Stage, kioskThumbprint = KIOSK) {
  const ask = { storeName: { ko: '성수점', en: 'Seongsu' }, kioskId: 'kiosk-2', kioskThumbprint, lang: 'ko' }
  return ApprovalGrantedSchema.parse((await stage.asStore('POST', '/approvals', ask)).body)
}
const poll = async (stage: Stage, deviceCode: string, kioskThumbprint = KIOSK) =>
  ApprovalPolledSchema.parse((await stage.asStore('POST', '/approvals/poll', { deviceCode, kioskThumbprint })).body)

describe('asking for an approval', () => {
  test('[A3] gives a code of 8 letters, a page with it, a number of two digits, and two minutes', async () => {
    const stage = await openStage()
    const granted = await begin(stage)
    expect(granted.userCode).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/)
    expect(granted.url).toBe(`HTTP://LOCALHOST:4601/K/${granted.userCode}`)
    expect(granted.number).toMatch(/^[1-9]\d$/)
    expect(Buffer.from(granted.deviceCode, 'base64url')).toHaveLength(32)
    expect([granted.expiresAt - stage.time.nowMs(), granted.intervalMs]).toEqual([120_000, 2_000])
  })

  test('[A5] keeps neither of the two codes: whoever has the database has nothing to show', async () => {
    const stage = await openStage()
    const { deviceCode, userCode } = await begin(stage)
    const kept = JSON.stringify(stage.db.prepare('select * from approvals').all())
    expect(kept).not.toContain(deviceCode)
    expect(kept).not.toContain(userCode)
  })

  test('is refused where no passkey can be made: at a bare address, or without https', async () => {
    for (const publicUrl of ['http://192.0.2.7:4601', 'https://[2001:db8::7]', 'http://shop.example']) {
      const stage = await openStage({ publicUrl: () => publicUrl })
      const ask = { storeName: { ko: '', en: '' }, kioskId: 'kiosk-2', kioskThumbprint: KIOSK, lang: 'en' }
      expect(await stage.asStore('POST', '/approvals', ask)).toMatchObject({
        status: 409,
        body: { code: 'needs-a-name' },
      })
    }
  })

  test('[A5] is limited for each kiosk, in the database', async () => {
    const stage = await openStage()
    for (let i = 0; i < 60; i++) await begin(stage)
    const ask = { storeName: { ko: '', en: '' }, kioskId: 'kiosk-2', kioskThumbprint: KIOSK, lang: 'en' }
    expect((await stage.asStore('POST', '/approvals', ask)).status).toBe(429)
    await begin(stage, 'another-kiosk')
    stage.time.advance(10 * 60_000)
    await begin(stage)
  })

  test('needs the store key, as does everything about it', async () => {
    const { json } = await openStage()
    for (const path of ['approvals', 'approvals/poll', 'approved', 'approved/end'])
      expect(await json('POST', `/store/v1/${path}`, { body: {} })).toMatchObject({ status: 401 })
  })
})

describe('polling (RFC 8628 3.5)', () => {
  test('[A3] is pending until somebody answers, and expired after two minutes', async () => {
    const stage = await openStage()
    const { deviceCode } = await begin(stage)
    expect(await poll(stage, deviceCode)).toEqual({ state: 'pending' })
    stage.time.advance(119_000)
    expect(await poll(stage, deviceCode)).toEqual({ state: 'pending' })
    stage.time.advance(1_000)
    expect(await poll(stage, deviceCode)).toEqual({ state: 'expired' })
  })

  test('too often is told to slow down, and the interval is five seconds longer from then on', async () => {
    const stage = await openStage()
    const { deviceCode } = await begin(stage)
    const after = async (ms: number) => {
      stage.time.advance(ms)
      return (await poll(stage, deviceCode)).state
    }
    expect(await after(0)).toBe('pending')
    expect(await after(1_800)).toBe('pending')
    expect(await after(1_000)).toBe('slow-down')
    expect(await after(2_000)).toBe('slow-down')
    expect(await after(12_000)).toBe('pending')
  })

  test('[A4] [A6] with another key, or a code nobody gave out, looks like one that is over', async () => {
    const stage = await openStage()
    const { deviceCode } = await begin(stage)
    expect(await poll(stage, deviceCode, 'another-kiosk')).toEqual({ state: 'expired' })
    expect(await poll(stage, 'A'.repeat(43))).toEqual({ state: 'expired' })
    expect(await poll(stage, deviceCode)).toEqual({ state: 'pending' })
  })

  test('what is over is forgotten by housekeeping', async () => {
    const stage = await openStage()
    await begin(stage)
    stage.time.advance(180_000)
    expect(stage.db.prepare('select count(*) as n from approvals').get()).toEqual({ n: 0 })
  })
})
