import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newDevice } from './features/devices/testing/device-in-hand.ts'
import { systemClock } from './platform/system-clock.ts'
import { systemRandom } from './platform/system-ids.ts'
import { ask, MINA, PIN, startPairedStore, valueOf } from './testing/paired-store.ts'
import type { PairedStore } from './testing/paired-store.ts'
import { makeAuthority } from './tls/certificates.ts'
import { PROOFS } from './transport/address-rate.ts'

let store: PairedStore
beforeEach(async () => {
  store = await startPairedStore()
})
afterEach(() => store.close())

const gone = (socket: Socket) => new Promise<string>((resolve) => socket.on('disconnect', resolve))
const kiosk1 = 'kiosk-1' as DeviceId

describe('a store that trusts paired devices, over TLS', () => {
  test('[A11] [A19] from the set-up code to a kiosk that is revoked while it is connected', async () => {
    expect(await store.door.send('GET', '/trust/state')).toMatchObject({ body: { mode: 'paired', founded: false } })
    const office = await store.office()
    expect(await store.door.send('GET', '/trust/state')).toMatchObject({ body: { mode: 'paired', founded: true } })
    expect(store.setupCode.left).toBeNull()

    const device = newDevice()
    const { body } = await store.pair(device, 'kiosk')
    expect(body).toMatchObject({ state: 'pending' })
    const { code } = body as { code: string }
    const asks = valueOf(await ask(office, 'devices:find-pairing', { code }))
    expect(asks).toMatchObject({ kind: 'kiosk', suggestedId: 'kiosk-1', address: '127.0.0.1' })
    const approval = { commandId: store.commandId(), code, deviceId: asks.suggestedId, name: '입구' }
    valueOf(await ask(office, 'devices:approve', approval))
    expect(await store.pairStatus(device)).toMatchObject({ body: { state: 'paired', deviceId: 'kiosk-1' } })

    const kiosk = await store.connect(device, 'kiosk-1', 'kiosk')
    const visit = valueOf(await ask(kiosk, 'visits:begin', { commandId: store.commandId(), lang: 'ko' }))
    const isGone = gone(kiosk)
    valueOf(await ask(office, 'devices:revoke', { commandId: store.commandId(), deviceId: kiosk1 }))
    expect(await isGone).toBe('io server disconnect')
    expect(store.app.features.visits.desk.isOpen(visit.id)).toBe(false)
    const back = await store.door.knock(await store.shake(device, 'kiosk-1', 'kiosk'))
    expect(back).toEqual({ refused: { code: 'unknown-device' } })
    expect(await store.pairStatus(device)).toMatchObject({ body: { state: 'none' } })
  })

  test('[A17] [A19] what a revoked device asks before its connection is cut is refused', async () => {
    const office = await store.office()
    const device = await store.letIn(office, 'kiosk-1', 'kiosk')
    const kiosk = await store.connect(device, 'kiosk-1', 'kiosk')
    // As if the revocation were not durable yet: nothing is cut.
    store.db.prepare(`update paired_devices set state = 'revoked', revoked_at = 1 where id = 'kiosk-1'`).run()
    expect(kiosk.connected).toBe(true)
    expect(await ask(kiosk, 'visits:begin', { commandId: store.commandId(), lang: 'ko' })).toMatchObject({
      error: { code: 'not-allowed' },
    })
  })

  test('[A17] a revoked office hears nothing more of the fleet, not even of its own end', async () => {
    const office = await store.office()
    const device = await store.letIn(office, 'office-2', 'office')
    const first = await store.connect(device, 'office-2', 'office')
    const { session } = valueOf(await ask(first, 'staff:sign-in', { associate: MINA, pin: PIN }))
    first.disconnect()
    const other = await store.connect(device, 'office-2', 'office', { session })
    valueOf(await ask(other, 'sync:subscribe', { topic: 'fleet', cursor: null }))
    const heard: unknown[] = []
    other.on('log:appended', (live: unknown) => void heard.push(live))
    const isGone = gone(other)
    const revocation = { commandId: store.commandId(), deviceId: 'office-2' as DeviceId }
    valueOf(await ask(office, 'devices:revoke', revocation))
    await isGone
    expect(JSON.stringify(heard)).not.toContain('revoked')
    expect(store.app.features.staff.session(session, revocation.deviceId)).toBeNull()
  })

  test('a kiosk may not decide who comes in, nor may an office without a passkey shown just now', async () => {
    const office = await store.office()
    const device = await store.letIn(office, 'kiosk-1', 'kiosk')
    const kiosk = await store.connect(device, 'kiosk-1', 'kiosk')
    const { code } = (await store.pair(newDevice(), 'office')).body as { code: string }
    const approval = () => ({ commandId: store.commandId(), code, deviceId: 'office-2' as DeviceId, name: 'Mine' })
    expect(await ask(kiosk, 'devices:approve', approval())).toMatchObject({
      error: { code: 'not-allowed', detail: 'device:office' },
    })
    store.time.advance(5 * 60_000)
    expect(await ask(office, 'devices:approve', approval())).toMatchObject({
      error: { code: 'not-allowed', detail: 'step-up' },
    })
    expect(await ask(office, 'devices:find-pairing', { code })).toMatchObject({ ok: true })
  })

  test('[A12] a device that trusts another authority does not even speak to it', async () => {
    const office = await store.office()
    const device = await store.letIn(office, 'kiosk-1', 'kiosk')
    const named = { names: ['localhost'], addresses: ['127.0.0.1'] }
    const making = { nowMs: systemClock.nowMs(), random: systemRandom, days: 1 }
    const { cert: ca } = await makeAuthority('Another store', named, making)
    const { refused } = (await store.door.knock(await store.shake(device, 'kiosk-1', 'kiosk'), { ca })) as {
      refused: string
    }
    expect(refused).toContain('unable to verify the first certificate')
  })
})

describe('who is let in', () => {
  test('[A13] the four cases of a page: its own, none, another site’s, and a name bound to this address', async () => {
    const office = await store.office()
    const device = await store.letIn(office, 'tablet-1', 'tablet')
    const from = async (headers: Record<string, string>) => {
      const knocked = await store.door.knock(await store.shake(device, 'tablet-1', 'tablet'), { headers })
      return 'socket' in knocked ? 'let in' : knocked.refused
    }
    const own = { host: store.host }
    expect(await from({ ...own, origin: store.page })).toBe('let in')
    expect(await from(own)).toBe('let in')
    expect(await from({ ...own, origin: 'https://evil.example' })).toBe('Unexpected server response: 400')
    expect(await from({ ...own, origin: store.page.replace('https', 'http') })).toBe('Unexpected server response: 400')
    expect(await from({ host: 'evil.example', origin: 'https://evil.example' })).toBe('Unexpected server response: 400')
  })

  test('[A13] nobody comes in by polling, which another site’s page could do as well', async () => {
    const polled = async (headers: Record<string, string>) => {
      const { status, headers: told } = await store.door.send(
        'GET',
        '/socket.io/?EIO=4&transport=polling',
        undefined,
        headers,
      )
      return [status, told['access-control-allow-origin']]
    }
    for (const origin of [store.page, 'https://evil.example', 'null'])
      expect(await polled({ origin })).toEqual([400, undefined])
    expect(await polled({})).toEqual([400, undefined])
    expect(await polled({ host: 'evil.example' })).toEqual([400, undefined])
  })

  test('[A11] the PIN and the sign-in of a tablet are nobody’s on any other device, of the house or not', async () => {
    const office = await store.office()
    const [own, other] = [
      await store.letIn(office, 'tablet-1', 'tablet'),
      await store.letIn(office, 'tablet-2', 'tablet'),
    ]
    const first = await store.connect(own, 'tablet-1', 'tablet')
    const { session } = valueOf(await ask(first, 'staff:sign-in', { associate: MINA, pin: PIN }))
    first.disconnect()
    const tablet = await store.connect(own, 'tablet-1', 'tablet', { session })
    expect(await ask(tablet, 'staff:me', {})).toMatchObject({ value: { id: MINA, role: 'manager' } })

    const elsewhere = await store.connect(other, 'tablet-2', 'tablet', { session })
    expect(await ask(elsewhere, 'staff:me', {})).toEqual({ ok: true, value: null })
    expect(await ask(elsewhere, 'customers:find', { query: '김' })).toMatchObject({ error: { detail: 'sign-in' } })
    const stranger = await store.shake(newDevice(), 'tablet-1', 'tablet', { session })
    expect(await store.door.knock(stranger)).toEqual({ refused: { code: 'unknown-device' } })

    const isGone = gone(tablet)
    const tablet1 = 'tablet-1' as DeviceId
    valueOf(await ask(office, 'devices:revoke', { commandId: store.commandId(), deviceId: tablet1 }))
    expect(await isGone).toBe('io server disconnect')
    const back = await store.door.knock(await store.shake(own, 'tablet-1', 'tablet', { session }))
    expect(back).toEqual({ refused: { code: 'unknown-device' } })
    expect(store.app.features.staff.session(session, tablet1)).toBeNull()
  })

  test('[A12] a stranger who wants proof upon proof judged is told so and let go, and a device at the same address comes in', async () => {
    const office = await store.office()
    const kiosk = await store.letIn(office, 'kiosk-1', 'kiosk')
    const stranger = newDevice()
    const strangers = () => store.app.features.devices.snapshot('fleet').filter(({ kind }) => kind === 'strangers')
    await store.door.knockUntilCut(await store.shake(stranger, 'kiosk-1', 'kiosk'), PROOFS.atOnce + 1)
    expect(strangers()).toMatchObject([{ value: { from: '127.0.0.1', throttled: 1 } }])
    expect(await store.door.knock(await store.shake(stranger, 'kiosk-1', 'kiosk'))).toEqual({
      refused: { code: 'too-many-tries' },
    })
    expect((await store.connect(kiosk, 'kiosk-1', 'kiosk')).connected).toBe(true)
    expect(strangers()).toMatchObject([{ value: { throttled: 2 } }])
    store.time.advance(1_000)
    expect(await store.door.knock(await store.shake(stranger, 'kiosk-1', 'kiosk'))).toEqual({
      refused: { code: 'unknown-device' },
    })
  })

  test('[A12] [A19] a proof of another key, device, kind, host, time or purpose is nobody’s', async () => {
    const office = await store.office()
    const device = await store.letIn(office, 'kiosk-1', 'kiosk')
    const good = () => store.shake(device, 'kiosk-1', 'kiosk')
    const unknown = { refused: { code: 'unknown-device' } }
    const stale = { refused: { code: 'stale-challenge' } }
    const { proof, ...without } = await good()
    expect(await store.door.knock(without)).toEqual(unknown)
    expect(await store.door.knock({ ...without, token: 't'.repeat(43) })).toEqual(unknown)
    expect(await store.door.knock(await store.shake(newDevice(), 'kiosk-1', 'kiosk'))).toEqual(unknown)
    expect(await store.door.knock(await store.shake(device, 'kiosk-2', 'kiosk'))).toEqual(unknown)
    expect(await store.door.knock(await store.shake(device, 'kiosk-1', 'office'))).toEqual(unknown)
    expect(await store.door.knock({ ...(await good()), device: { id: 'office-1', kind: 'office' } })).toEqual(unknown)
    const passedOn = await store.door.proof(device, 'connect', ['kiosk-1', 'kiosk'], '192.168.0.66:4600')
    expect(await store.door.knock({ ...without, proof: passedOn })).toEqual(unknown)
    const ofPairing = await store.door.proof(device, 'pair', ['kiosk-1', 'kiosk'])
    expect(await store.door.knock({ ...without, proof: ofPairing })).toEqual(unknown)
    expect(await store.door.knock({ ...without, proof })).toHaveProperty('socket')
    expect(await store.door.knock({ ...without, proof })).toEqual(stale)
    const late = await good()
    store.time.advance(60_001)
    expect(await store.door.knock(late)).toEqual(stale)
    expect(await store.door.knock({ ...late, proof: { ...late.proof, challenge: 'c'.repeat(72) } })).toEqual(stale)
  })
})

describe('what strangers may say', () => {
  test('TLS answers, with HSTS, and what is served without it is nothing', async () => {
    const { headers, status } = await store.door.send('GET', '/healthz')
    expect([status, headers['strict-transport-security']]).toEqual([200, 'max-age=31536000'])
    await expect(fetch(store.page.replace('https', 'http'))).rejects.toThrow()
  })

  test('[A13] another site’s page posts nothing', async () => {
    const post = async (headers: Record<string, string>) =>
      (await store.door.post('/trust/challenge', {}, headers)).status
    expect(await post({})).toBe(200)
    expect(await post({ origin: store.page, 'sec-fetch-site': 'same-origin' })).toBe(200)
    expect(await post({ origin: 'https://evil.example' })).toBe(403)
    expect(await post({ origin: 'null' })).toBe(403)
    for (const site of ['cross-site', 'same-site', 'none']) expect(await post({ 'sec-fetch-site': site })).toBe(403)
    expect(await post({ host: 'evil.example' })).toBe(421)
    expect(await post({ 'content-type': 'text/plain' })).toBe(415)
    expect(await post({ 'content-type': 'application/x-www-form-urlencoded' })).toBe(415)
  })

  test.each([
    ['/trust/pair', {}, 400],
    ['/trust/pair', '{"kind":', 400],
    ['/trust/pair', 'x'.repeat(5_000), 413],
    ['/trust/challenge', { more: 1 }, 400],
    ['/trust/pair-status', [], 400],
    ['/trust/found', null, 400],
    ['/trust/found', { setupCode: 'x' }, 400],
  ])('[A23] %s: what is not its message is malformed, in one shape (%#)', async (path, body, status) => {
    expect(await store.door.post(path, body)).toMatchObject({ status, body: { code: 'malformed' } })
  })

  test('[A5] the set-up code is not guessed', async () => {
    const codes: unknown[] = []
    for (let at = 0; at < 6; at++) codes.push((await store.found(newDevice(), 'BBBB-BBBB-BBBB-BBBB')).body)
    expect(codes).toEqual([...Array<object>(5).fill({ code: 'wrong-code' }), { code: 'too-many-tries' }])
    expect(await store.found(newDevice())).toMatchObject({ status: 429, body: { code: 'too-many-tries' } })
  })

  test('[A12] an address that asks without end is not heard for a while', async () => {
    const ask = () => store.door.post('/trust/pair-status', {})
    const asked = await Promise.all(Array.from({ length: PROOFS.atOnce + 10 }, ask))
    expect(asked.filter(({ status }) => status === 429).length).toBe(10)
    store.time.advance(1_000)
    expect((await ask()).status).toBe(400)
  })
})
