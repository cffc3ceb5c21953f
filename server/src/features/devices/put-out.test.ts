import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { describe, expect, test } from 'vitest'
import { asId, callerOf } from '../../testing/store-core.ts'
import { REVOKED_MAX } from './inventory.ts'
import { newDevice } from './testing/device-in-hand.ts'
import { HOST, openTrustFloor } from './testing/trust-floor.ts'

const KIOSK = { id: asId<DeviceId>('kiosk-1'), kind: 'kiosk' as const }

const open = () => {
  const floor = openTrustFloor()
  const device = floor.paired('kiosk-1')
  const knocks = (o: { by?: typeof device; as?: { id: DeviceId; kind: 'kiosk' | 'tablet' | 'office' } } = {}) => {
    const { by = device, as = KIOSK } = o
    const proof = floor.proven(by, 'connect', [as.id, as.kind])
    return floor.trust.knows({ protocol: 2, device: as, proof })
  }
  return { ...floor, device, knocks }
}

describe('the handshake of a paired device', () => {
  test('is that of the device it says', () => {
    const { knocks, paired } = open()
    const other = paired('kiosk-22')
    expect(knocks()).toBe('yes')
    expect(knocks({ by: newDevice() })).toBe('no')
    expect(knocks({ by: other })).toBe('no')
    expect(knocks({ as: { ...KIOSK, id: asId('kiosk-22') } })).toBe('no')
    expect(knocks({ as: { ...KIOSK, kind: 'office' } })).toBe('no')
    expect(knocks({ as: { ...KIOSK, kind: 'tablet' } })).toBe('no')
  })

  test('without a proof is a stranger’s', () => {
    expect(open().trust.knows({ protocol: 2, device: KIOSK })).toBe('no')
    expect(open().trust.knows({ protocol: 2, device: KIOSK, token: 't'.repeat(43) })).toBe('no')
  })

  test.each([
    ['another purpose', { what: 'pair' as const }, 'no'],
    ['other claims', { claims: ['kiosk-1', 'office'] }, 'no'],
    ['another server', { host: '10.0.0.9:4600' }, 'no'],
    ['another spelling of this server', { host: HOST.toUpperCase() }, 'no'],
    ['a challenge of another server', { challenge: 'c'.repeat(72) }, 'stale-challenge'],
  ])('[A12] signed for %s is refused', (_what, changed, judged) => {
    const { trust, device } = open()
    const said = { what: 'connect' as const, challenge: trust.challenge(), host: HOST, claims: ['kiosk-1', 'kiosk'] }
    const { what, ...rest } = { ...said, ...changed }
    expect(trust.knows({ protocol: 2, device: KIOSK, proof: device.prove(what, rest) })).toBe(judged)
  })

  test('that is replayed, late, or from before a restart is asked for a new challenge', () => {
    const { trust, start, device, proven, time } = open()
    const shake = () => ({ protocol: 2, device: KIOSK, proof: proven(device, 'connect', ['kiosk-1', 'kiosk']) })
    const [first, late, older] = [shake(), shake(), shake()]
    expect([trust.knows(first), trust.knows(first)]).toEqual(['yes', 'stale-challenge'])
    expect(start().knows(older)).toBe('stale-challenge')
    time.advance(60_001)
    expect(trust.knows(late)).toBe('stale-challenge')
  })
})

describe('revoking a device', () => {
  test('[A11] [A19] makes it a stranger at once: cut, its visit and its holder ended, and it does not come back', () => {
    const { revoke, knocks, told, trust, status, device } = open()
    expect(revoke('kiosk-1')).toEqual({ ok: true, value: null })
    expect(knocks()).toBe('no')
    expect(told.ended).toEqual(['visit on kiosk-1', 'holder of kiosk-1'])
    const callers = [callerOf('kiosk', 'kiosk-1'), callerOf('kiosk', 'kiosk-2')]
    expect(callers.map((caller) => told.cut.some((fits) => fits(caller)))).toEqual([true, false])
    expect(trust.isActive(KIOSK.id)).toBe(false)
    expect(trust.thumbprintOf(KIOSK.id)).toBeNull()
    expect(status(device)).toEqual({ ok: true, value: { state: 'none' } })
    expect(told.decided.at(-1)).toBe('devices.revoke kiosk-1 revoked')
  })

  test('is told to the offices, and a second time changes nothing', () => {
    const { revoke, appended, trust } = open()
    revoke('kiosk-1')
    revoke('kiosk-1')
    expect(appended.filter(({ topic }) => topic === 'fleet').map(({ entry }) => entry.type)).toEqual([
      'device.paired',
      'device.revoked',
    ])
    expect(trust.snapshot('fleet')).toMatchObject([{ value: { state: 'revoked' } }])
  })

  test('an office cannot revoke itself, nor anybody what is not there', () => {
    const { revoke, paired } = open()
    paired('office-1', 'office')
    expect(revoke('office-1')).toEqual({ ok: false, error: { code: 'own-device' } })
    expect(revoke('kiosk-9')).toEqual({ ok: false, error: { code: 'no-such-device' } })
  })

  test('the key may be let in again, by somebody who decides it', () => {
    const { revoke, device, codeOf, approve, knocks } = open()
    revoke('kiosk-1')
    approve(codeOf(device), 'kiosk-1')
    expect(knocks()).toBe('yes')
  })

  test('no more revoked devices are remembered than the maximum', () => {
    const { trust, db, revoke, time } = open()
    const insert = db.prepare(`insert into paired_devices values (?, 'kiosk', 'Old', ?, 'revoked', 1, 1, null, ?)`)
    for (let at = 0; at < REVOKED_MAX; at++) insert.run(`old-${at}`, `${at}`.padStart(43, 'k'), at)
    time.advance(1)
    revoke('kiosk-1')
    const ids = trust.snapshot('fleet').map(({ id }) => id)
    expect(ids).toHaveLength(REVOKED_MAX)
    expect([ids.includes('kiosk-1'), ids.includes('old-0')]).toEqual([true, false])
  })
})

describe('a key that is changed', () => {
  const rotation = (floor: ReturnType<typeof open>) => {
    const next = newDevice()
    const commandId = floor.commandId()
    const said = { what: 'rotate' as const, challenge: commandId, host: '', claims: [next.publicKey] }
    const asked = {
      commandId,
      publicKey: next.publicKey,
      signedByOld: floor.device.sign({ ...said, publicKey: floor.device.publicKey }),
      signedByNew: next.sign({ ...said, publicKey: next.publicKey }),
    }
    const rotate = (changed: Partial<typeof asked> = {}, by = callerOf('kiosk', 'kiosk-1')): unknown =>
      floor.trust.handlers['devices:rotate'](by, { ...asked, ...changed })
    return { next, rotate, asked }
  }

  test('counts from then on, and the old one no more', () => {
    const floor = open()
    const { next, rotate, asked } = rotation(floor)
    const before = floor.trust.thumbprintOf(KIOSK.id)
    floor.time.advance(1_000)
    expect([rotate(), rotate()]).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ])
    expect([floor.knocks(), floor.knocks({ by: next })]).toEqual(['no', 'yes'])
    expect(floor.trust.thumbprintOf(KIOSK.id)).not.toBe(before)
    expect(floor.trust.snapshot('fleet')).toMatchObject([{ value: { keySince: floor.time.nowMs() } }])
    expect(asked.publicKey).toBe(next.publicKey)
  })

  test('[A19] ends every other connection that came in by the old one, and not the one that changes it', () => {
    const floor = open()
    const by = callerOf('kiosk', 'kiosk-1')
    rotation(floor).rotate({}, by)
    const others = [by, callerOf('kiosk', 'kiosk-1'), callerOf('kiosk', 'kiosk-22')]
    expect(others.map((caller) => floor.told.cut.some((fits) => fits(caller)))).toEqual([false, true, false])
  })

  test('is refused without both signatures, for another device’s key, and for who is not paired', () => {
    const floor = open()
    const other = floor.paired('kiosk-22')
    const badProof = { ok: false, error: { code: 'bad-proof' } }
    const { asked } = rotation(floor)
    expect(rotation(floor).rotate({ signedByOld: asked.signedByNew })).toEqual(badProof)
    expect(rotation(floor).rotate({ signedByNew: asked.signedByOld })).toEqual(badProof)
    expect(rotation(floor).rotate({ publicKey: other.publicKey })).toEqual(badProof)
    expect(rotation(floor).rotate({}, callerOf('kiosk', 'kiosk-22'))).toEqual(badProof)
    expect(rotation(floor).rotate({}, callerOf('kiosk', 'kiosk-9'))).toEqual({
      ok: false,
      error: { code: 'not-paired' },
    })
    expect(floor.knocks()).toBe('yes')
  })

  test('[A19] of a device that was revoked meanwhile is no way back', () => {
    const floor = open()
    const { rotate, next } = rotation(floor)
    floor.revoke('kiosk-1')
    expect(rotate()).toEqual({ ok: false, error: { code: 'not-paired' } })
    expect(floor.knocks({ by: next })).toBe('no')
  })
})

test('a device is renamed for every office', () => {
  const { trust, office, commandId, told } = open()
  const rename = (deviceId: DeviceId) =>
    trust.handlers['devices:rename'](office, { commandId: commandId(), deviceId, name: '입구' })
  expect(rename(KIOSK.id)).toEqual({ ok: true, value: null })
  expect(rename(asId('kiosk-9'))).toEqual({ ok: false, error: { code: 'no-such-device' } })
  expect(trust.snapshot('fleet')).toMatchObject([{ value: { name: '입구' } }])
  expect(told.decided.at(-1)).toBe('devices.rename kiosk-1 renamed')
})
