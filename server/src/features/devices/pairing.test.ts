import { readCode } from '@dangol/domain/trust/device-proof.ts'
import { describe, expect, test } from 'vitest'
import { callerOf } from '../../testing/store-core.ts'
import { WRONG_CODES_MAX, WRONG_CODES_WITHIN_MS } from './let-in.ts'
import { PAIRING_LASTS_MS, PENDING_MAX, PENDING_OF_ADDRESS_MAX } from './pairing.ts'
import { newDevice } from './testing/device-in-hand.ts'
import { openTrustFloor } from './testing/trust-floor.ts'

const tooMany = { ok: false, error: expect.objectContaining({ code: 'too-many-tries' }) as unknown }
const noSuchCode = { ok: false, error: expect.objectContaining({ code: 'no-such-code' }) as unknown }

describe('a device that asks to be paired', () => {
  test('gets a code for ten minutes, the same one however often it asks, and no other device’s', () => {
    const { ask, status, time } = openTrustFloor()
    const [device, other] = [newDevice(), newDevice()]
    const first = ask(device)
    expect(first).toMatchObject({ ok: true, value: { state: 'pending', expiresAt: time.nowMs() + PAIRING_LASTS_MS } })
    expect([ask(device), status(device)]).toEqual([first, first])
    expect(ask(other)).not.toEqual(first)
    time.advance(PAIRING_LASTS_MS)
    expect(status(device)).toEqual({ ok: true, value: { state: 'none' } })
    expect(ask(device)).not.toEqual(first)
  })

  test('that asks as something else is something else', () => {
    const { codeOf, trust, office } = openTrustFloor()
    const device = newDevice()
    const before = codeOf(device, 'kiosk')
    const now = codeOf(device, 'office')
    expect(trust.handlers['devices:find-pairing'](office, { code: before })).toEqual(noSuchCode)
    expect(trust.handlers['devices:find-pairing'](office, { code: now })).toMatchObject({ value: { kind: 'office' } })
  })

  test('waits when its address, or everybody together, asks for too many; its own code it gets again', () => {
    const { ask, time } = openTrustFloor()
    const first = newDevice()
    ask(first, 'kiosk', '10.0.0.1')
    for (let at = 1; at < PENDING_OF_ADDRESS_MAX; at++) ask(newDevice(), 'kiosk', '10.0.0.1')
    expect(ask(newDevice(), 'kiosk', '10.0.0.1')).toEqual(tooMany)
    for (let at = PENDING_OF_ADDRESS_MAX; at < PENDING_MAX; at++) ask(newDevice(), 'kiosk', `10.0.1.${at}`)
    expect(ask(newDevice(), 'kiosk', '10.0.2.1')).toEqual(tooMany)
    expect(ask(first, 'kiosk', '10.0.0.1')).toMatchObject({ ok: true })
    time.advance(PAIRING_LASTS_MS)
    expect(ask(newDevice(), 'kiosk', '10.0.2.1')).toMatchObject({ ok: true })
  })

  test('[A5] asking for ever new codes is counted over a restart', () => {
    const { ask, trust, office, codeOf, commandId } = openTrustFloor()
    let given = 0
    for (; given < 50; given++) {
      const device = newDevice()
      if (!ask(device).ok) break
      const code = codeOf(device)
      void trust.handlers['devices:reject'](office, { commandId: commandId(), code })
    }
    expect(given).toBe(20)
  })

  test.each([
    ['of another purpose', { what: 'pair-status' as const }, 'bad-proof'],
    ['for another kind', { claims: ['office'] }, 'bad-proof'],
    ['for another server', { host: '10.9.9.9:4600' }, 'bad-proof'],
    ['with a challenge of nobody', { challenge: 'c'.repeat(72) }, 'stale-challenge'],
  ])('with a proof %s is refused, and leaves nothing', (_what, changed, code) => {
    const { trust, db } = openTrustFloor()
    const said = { what: 'pair' as const, challenge: trust.challenge(), host: 'store.internal:4600', claims: ['kiosk'] }
    const { what, ...rest } = { ...said, ...changed }
    const asked = { ...newDevice().prove(what, rest), kind: 'kiosk' as const }
    expect(trust.pair(asked, '10.0.0.1')).toEqual({ ok: false, error: { code } })
    expect(db.prepare('select count(*) from pairing_requests').pluck().get()).toBe(0)
  })

  test('with the key of another, or with one word changed, is refused', () => {
    const { trust, proven } = openTrustFloor()
    const [device, other] = [newDevice(), newDevice()]
    const badProof = { ok: false, error: { code: 'bad-proof' } }
    const stolen = { ...proven(device, 'pair', ['kiosk']), publicKey: other.publicKey, kind: 'kiosk' as const }
    expect(trust.pair(stolen, '10.0.0.1')).toEqual(badProof)
    const bent = { ...proven(device, 'pair', ['kiosk']), kind: 'tablet' as const }
    expect(trust.pair(bent, '10.0.0.1')).toEqual(badProof)
  })

  test('cannot be made to ask twice with one proof', () => {
    const { trust, proven } = openTrustFloor()
    const asked = { ...proven(newDevice(), 'pair', ['kiosk']), kind: 'kiosk' as const }
    expect(trust.pair(asked, '10.0.0.1')).toMatchObject({ ok: true })
    expect(trust.pair(asked, '10.0.0.1')).toEqual({ ok: false, error: { code: 'stale-challenge' } })
  })
})

describe('the office', () => {
  test('finds the device by the code on its screen, with the number to compare and a free name', () => {
    const { codeOf, trust, office, paired } = openTrustFloor()
    paired('kiosk-1')
    const device = newDevice()
    const code = codeOf(device)
    const typed = `${code.slice(0, 4).toLowerCase()} - ${code.slice(4)}`
    expect(trust.handlers['devices:find-pairing'](office, { code: typed })).toMatchObject({
      ok: true,
      value: { code, kind: 'kiosk', address: '10.0.0.7', suggestedId: 'kiosk-2', triesLeft: WRONG_CODES_MAX },
    })
    expect(readCode(typed)).toBe(code)
  })

  test('lets it in once: it is paired from then on, and the code is over', () => {
    const { codeOf, approve, status, told, trust } = openTrustFloor()
    const device = newDevice()
    const code = codeOf(device)
    expect(approve(code, 'kiosk-7')).toEqual({ ok: true, value: null })
    const paired = { state: 'paired', deviceId: 'kiosk-7', kind: 'kiosk', storeName: { ko: '성수', en: 'Seongsu' } }
    expect(status(device)).toEqual({ ok: true, value: paired })
    expect(approve(code, 'kiosk-8')).toEqual(noSuchCode)
    expect(told.decided).toEqual(['devices.approve kiosk-7 paired', 'devices.approve null no-such-code'])
    expect(trust.isActive('kiosk-7' as never)).toBe(true)
  })

  test('tells the inventory in the change of the approval', () => {
    const { paired, appended, trust } = openTrustFloor()
    paired('kiosk-7')
    const puts = trust.snapshot('fleet')
    expect(puts).toMatchObject([
      {
        kind: 'paired-device',
        id: 'kiosk-7',
        value: { name: 'The kiosk-7', state: 'active', pairedBy: 'name of mina' },
      },
    ])
    expect(JSON.stringify(puts)).not.toContain('publicKey')
    expect(appended.filter(({ topic }) => topic === 'fleet').map(({ entry }) => [entry.type, entry.puts])).toEqual([
      ['device.paired', puts],
    ])
    expect(trust.snapshot('floor')).toEqual([])
  })

  test('names no two devices alike, but gives the name of a revoked one again', () => {
    const { codeOf, approve, paired, revoke, told } = openTrustFloor()
    paired('kiosk-1')
    const code = codeOf(newDevice())
    expect(approve(code, 'kiosk-1')).toEqual({ ok: false, error: { code: 'id-taken' } })
    revoke('kiosk-1')
    expect(approve(code, 'kiosk-1')).toMatchObject({ ok: true })
    expect(told.decided).toContain('devices.approve kiosk-1 id-taken')
  })

  test('refuses a device, which may ask again', () => {
    const { codeOf, trust, office, status, commandId } = openTrustFloor()
    const device = newDevice()
    const code = codeOf(device)
    expect(trust.handlers['devices:reject'](office, { commandId: commandId(), code })).toMatchObject({ ok: true })
    expect(status(device)).toEqual({ ok: true, value: { state: 'none' } })
    expect(codeOf(device)).not.toBe(code)
  })

  test('[A5] cannot guess: five wrong codes in ten minutes, by whichever request, over a restart', () => {
    const { codeOf, trust, start, office, approve, commandId, time, told } = openTrustFloor()
    const code = codeOf(newDevice())
    const ways = [
      () => trust.handlers['devices:find-pairing'](office, { code: 'BBBBBBBB' }),
      () => approve('BBBBBBBC', 'kiosk-1'),
      () => trust.handlers['devices:reject'](office, { commandId: commandId(), code: 'no code' }),
    ]
    for (let at = 0; at < WRONG_CODES_MAX; at++) expect(ways[at % 3]?.()).toEqual(noSuchCode)
    expect(start().handlers['devices:find-pairing'](office, { code })).toEqual(tooMany)
    expect(approve(code, 'kiosk-1')).toEqual(noSuchCode)
    expect(told.decided.filter((one) => one.endsWith('no-such-code'))).toHaveLength(WRONG_CODES_MAX)
    const other = callerOf('office', 'office-2', 'mina')
    expect(trust.handlers['devices:find-pairing'](other, { code })).toMatchObject({ ok: true })
    time.advance(WRONG_CODES_WITHIN_MS - PAIRING_LASTS_MS + 1)
    time.advance(PAIRING_LASTS_MS)
    expect(trust.handlers['devices:find-pairing'](office, { code: codeOf(newDevice()) })).toMatchObject({ ok: true })
  })

  test('is told how many tries a wrong code leaves, and when there is one again', () => {
    const { trust, office, time } = openTrustFloor()
    const guess = () => trust.handlers['devices:find-pairing'](office, { code: 'BBBBBBBB' })
    const refused = (code: string, detail: number) => ({ ok: false, error: { code, detail: String(detail) } })
    const firstAtMs = time.nowMs()
    for (let left = WRONG_CODES_MAX - 1; left >= 0; left--) expect(guess()).toEqual(refused('no-such-code', left))
    expect(guess()).toEqual(refused('too-many-tries', firstAtMs + WRONG_CODES_WITHIN_MS))
  })
})
