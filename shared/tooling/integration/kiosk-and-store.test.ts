import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStoreLink } from '@dangol/client/store-link.ts'
import { systemTimers } from '@dangol/client/system-clock.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import { until } from '@dangol/client/testing/until.ts'
import { createBridgeRouter } from '@dangol/kiosk/host/bridge-router.ts'
import { openKioskFiles } from '@dangol/kiosk/host/disk/kiosk-files.ts'
import { createSimulatedScanner } from '@dangol/kiosk/host/devices/simulated-scanner.ts'
import { createHost } from '@dangol/kiosk/host/kiosk-host.ts'
import { steadyClock } from '@dangol/kiosk/host/steady-clock.ts'
import type { BridgeAnswer, BridgeCall, BridgeInput } from '@dangol/protocol/bridge.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { createPhone } from '@dangol/server/src/testing/member-code.ts'
import { SOCKS, mugOf, smallSkus, smallStore } from '@dangol/server/src/testing/small-shop.ts'
import { EMMA, JIWOO, memberFeed, mirrored, startTestStore } from '@dangol/server/src/testing/store-server.ts'
import type { TestStore } from '@dangol/server/src/testing/store-server.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const KIOSK = 'kiosk-1' as DeviceId
const jiwoosPhone = createPhone('a1a1a1a1a1a1a1a1')
const emmasPhone = createPhone('b1b1b1b1b1b1b1b1')
let store: TestStore
let folder: string
let kiosk: ReturnType<typeof openKiosk>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dangol-floor-'))
  store = await startTestStore(
    [
      ...memberFeed({ id: JIWOO, name: '김지우' }, [jiwoosPhone]),
      ...memberFeed({ id: EMMA, number: 'M-1002', name: 'Emma Stone', lang: 'en' }, [emmasPhone]),
      { feed: 'model', value: structuredClone(mugOf(1)) as never },
      ...smallSkus.map((value) => ({ feed: 'sku' as const, value })),
      { feed: 'stock', value: { sku: SOCKS, locationId: smallStore.home, onHand: 3, held: 0 } },
    ],
    { store: smallStore },
  )
  await mirrored(store)
  kiosk = openKiosk()
  await until(() => kiosk.host.state().link === 'online', 'the line')
})
afterEach(async () => {
  kiosk.host.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The kiosk host as either shell runs it, against the real store server. */
function openKiosk() {
  const link = openStoreLink({
    url: store.url,
    handshake: () => ({
      protocol: PROTOCOL_VERSION,
      device: { id: KIOSK, kind: 'kiosk' },
      token: store.deps.deviceKeys.kiosk,
    }),
    timers: systemTimers,
  })
  const scanner = createSimulatedScanner()
  const host = createHost({
    device: { id: KIOSK, storeName: smallStore.title, pitchMm: 0.369, shopUrl: 'http://127.0.0.1:1', simulator: true },
    version: 'test',
    link,
    ...openKioskFiles(folder, KIOSK),
    scanner,
    updater: { check: () => undefined },
    clock: steadyClock,
    timers: systemTimers,
    ids: systemIds,
  })
  const router = createBridgeRouter(host.handlers, (error) => {
    throw error
  })
  // The router answers what the contract of this name says.
  const ask = <N extends BridgeCall>(name: N, input: BridgeInput<N>) => router(name, input) as Promise<BridgeAnswer<N>>
  return { host, ask, read: (text: string) => scanner.read(new TextEncoder().encode(text)) }
}

const visit = () => kiosk.host.state().visit
const filesOfKiosk = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))

describe('a kiosk and its store server', () => {
  it('[RM1] a member code at the scanner brings up the member', async () => {
    kiosk.read(jiwoosPhone.codeAt(store.time.nowMs()))
    await until(() => visit()?.level === 'L2')
    expect(visit()).toMatchObject({ epoch: 1, customer: { maskedName: '김*우' } })
  })

  it('a code of somebody else is refused, replayed or foreign alike, and the kiosk stays as it was', async () => {
    const code = jiwoosPhone.codeAt(store.time.nowMs(), { tenant: 'another' })
    const scan = { text: code, lang: 'ko' as const, takeOver: false }
    expect(await kiosk.ask('visit:scan', scan)).toEqual({ ok: false, error: { code: 'code-refused' } })
    expect(kiosk.host.state()).toMatchObject({ visit: null, scan: 'refused' })
  })

  it('the whole shopping: catalogue, configure, cart, order, goodbye, and nothing left', async () => {
    await until(() => kiosk.host.state().catalogueVersion !== null)
    kiosk.read(jiwoosPhone.codeAt(store.time.nowMs()))
    await until(() => visit()?.level === 'L2')
    const mug = mugOf(1)
    const draft = { familyId: mug.id, modelVersion: 1, choices: { kind: 'table', colour: 'blue' } }
    const naming = { id: null, revision: 0, name: '비밀 선물', personaId: null, secret: false }
    const saved = await kiosk.ask('configuration:save', { epoch: 1, ...draft, ...naming })
    expect(saved).toMatchObject({ ok: true, value: { validity: { state: 'valid' }, name: '비밀 선물' } })
    if (!saved.ok) return
    const item = { kind: 'configured' as const, configurationId: saved.value.id }
    const added = await kiosk.ask('cart:add', { epoch: 1, item, quantity: 1, fulfilment: null })
    expect(added).toEqual({ ok: true, value: null })
    const sock = { kind: 'stocked' as const, sku: SOCKS }
    await kiosk.ask('cart:add', { epoch: 1, item: sock, quantity: 2, fulfilment: 'carry-out' })
    await until(() => visit()?.cart.units === 3)
    const acceptedTotal = visit()?.cart.total ?? { minor: 0, currency: 'KRW' as const }
    const order = await kiosk.ask('order:place', { epoch: 1, acceptedTotal })
    expect(order).toMatchObject({ ok: true, value: { units: 3, state: 'placed', total: acceptedTotal } })
    await until(() => visit()?.orders.length === 1 && visit()?.cart.units === 0)
    await kiosk.ask('visit:end', { epoch: 1 })
    expect(kiosk.host.state().goodbye?.orderNumbers).toHaveLength(1)
    await kiosk.ask('visit:dismiss', {})
    for (const word of ['김*우', '비밀 선물']) {
      expect(JSON.stringify(kiosk.host.state())).not.toContain(word)
      for (const file of filesOfKiosk()) expect(file).not.toContain(word)
    }
  })

  it('another person takes over only after saying so', async () => {
    kiosk.read(jiwoosPhone.codeAt(store.time.nowMs()))
    await until(() => visit()?.level === 'L2')
    kiosk.read(emmasPhone.codeAt(store.time.nowMs()))
    await until(() => kiosk.host.state().scan === 'another-person')
    expect(visit()?.customer?.maskedName).toBe('김*우')
    expect(await kiosk.ask('visit:scan', { text: '', lang: 'en', takeOver: true })).toMatchObject({ ok: true })
    await until(() => visit()?.epoch === 2)
    expect(visit()?.customer?.maskedName).not.toBe('김*우')
    expect(kiosk.host.state().goodbye).toBeNull()
  })

  it('the associate ends a visit, and the kiosk says goodbye at once', async () => {
    await kiosk.ask('visit:begin', { lang: 'en' })
    const tablet = await store.connect('tablet', 'tablet-1', { associate: 'jieun' })
    const visitId = visit()?.id
    if (!visitId) throw new Error('no visit')
    await tablet.ask('visits:end', { commandId: store.newCommandId(), visitId, reason: 'associate' })
    await until(() => visit() === null)
    expect(kiosk.host.state().goodbye).toMatchObject({ reason: 'associate', lang: 'en' })
  })

  it('a kiosk that starts again ends what it had left open', async () => {
    kiosk.read(jiwoosPhone.codeAt(store.time.nowMs()))
    await until(() => visit()?.level === 'L2')
    kiosk.host.close()
    kiosk = openKiosk()
    await until(() => kiosk.host.state().link === 'online')
    expect(visit()).toBeNull()
    expect(await kiosk.ask('visit:begin', { lang: 'ko' })).toEqual({ ok: true, value: null })
    expect(visit()?.epoch).toBe(2)
  })

  it('a call for a person reaches the floor, and can be withdrawn', async () => {
    expect(await kiosk.ask('assist:call', { lang: 'ko' })).toEqual({ ok: true, value: null })
    await until(() => kiosk.host.state().call !== null)
    expect(await kiosk.ask('assist:withdraw', {})).toEqual({ ok: true, value: null })
    await until(() => kiosk.host.state().call === null)
  })
})
