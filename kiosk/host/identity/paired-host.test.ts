import { generateKeyPairSync } from 'node:crypto'
import type { TrustLine } from '@dangol/client/device-identity.ts'
import { createDeviceIdentity } from '@dangol/client/device-identity.ts'
import { until } from '@dangol/client/testing/until.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { fingerprintOf } from '@dangol/domain/trust/device-proof.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import type { KioskState } from '@dangol/protocol/bridge.ts'
import type { Pairing } from '@dangol/protocol/trust.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readKioskConfig } from '../config.ts'
import { openTestKiosk } from '../testing/test-kiosk.ts'
import type { TestKiosk } from '../testing/test-kiosk.ts'
import { kioskKeyOf } from './node-device-key.ts'
import { createPairedHost } from './paired-host.ts'
import { unpairedState } from './unpaired-state.ts'

const pkcs8 = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')
const key = kioskKeyOf(pkcs8)
const time = createTurnedTime()
const pending = (code: string): Pairing => ({ state: 'pending', code, expiresAt: 1 })
const paired: Pairing = {
  state: 'paired',
  deviceId: 'kiosk-1' as DeviceId,
  kind: 'kiosk',
  storeName: { ko: '', en: '' },
}

let kiosk: TestKiosk
let answers: Record<'/trust/pair' | '/trust/pair-status', Pairing | null>
let opened: string[]
let unknown: () => void

beforeEach(() => {
  kiosk = openTestKiosk()
  answers = { '/trust/pair': null, '/trust/pair-status': null }
  opened = []
})
afterEach(() => kiosk.close())

function open(pairedAs: DeviceId | null = null) {
  const line: TrustLine = {
    host: 'store.internal:4600',
    get: () => Promise.reject(new Error('not asked')),
    post(path) {
      if (path === '/trust/challenge') return Promise.resolve({ status: 200, body: { challenge: 'c'.repeat(64) } })
      const body = answers[path as keyof typeof answers]
      return body === null ? Promise.reject(new Error('nobody there')) : Promise.resolve({ status: 200, body })
    },
  }
  const host = createPairedHost({
    identity: createDeviceIdentity(line, key),
    timers: time,
    pairedAs,
    onPaired: (id) => void opened.push(`paired as ${id}`),
    open(id, onUnknown) {
      opened.push(id)
      unknown = onUnknown
      return kiosk.host
    },
    unpaired: () => unpairedState(readKioskConfig({}), time),
  })
  const shown: KioskState['pairing'][] = []
  host.onState(({ pairing }) => void shown.push(pairing))
  return { host, last: () => shown.at(-1) }
}
/** Time passes for a kiosk that looks again now and then. */
const seen = (fits: () => boolean, what: string) =>
  until(() => {
    time.pass(2_000)
    return fits()
  }, what)

describe('a kiosk in a store that trusts paired devices only', () => {
  test('shows its code and fingerprint until the office lets it in, then is the kiosk it was named', async () => {
    const { host, last } = open()
    await seen(() => last()?.state === 'connecting', 'the search for the store')
    expect(await host.handlers['visit:begin']({ lang: 'ko' })).toEqual({ ok: false, error: { code: 'unavailable' } })
    answers['/trust/pair'] = pending('BCDFGHJK')
    await seen(() => last()?.code === 'BCDFGHJK', 'the code')
    expect(last()?.fingerprint).toBe(fingerprintOf(key.publicKey))
    answers['/trust/pair-status'] = paired
    await seen(() => host.state().pairing === null, 'the kiosk')
    expect(opened).toEqual(['paired as kiosk-1', 'kiosk-1'])
    expect(host.state().device.id).toBe('kiosk-1')
    host.close()
  })

  test('has a new code when the old one is over', async () => {
    answers = { '/trust/pair': pending('BCDFGHJK'), '/trust/pair-status': pending('BCDFGHJK') }
    const { host, last } = open()
    await seen(() => last()?.code === 'BCDFGHJK', 'the code')
    answers = { '/trust/pair': pending('ZXWVTSRQ'), '/trust/pair-status': { state: 'none' } }
    await seen(() => last()?.code === 'ZXWVTSRQ', 'a new code')
    host.close()
  })

  test('that was let in before needs nobody, and asks anew when it was put out', async () => {
    const { host, last } = open('kiosk-1' as DeviceId)
    expect(opened).toEqual(['kiosk-1'])
    expect(host.state().pairing).toBeNull()
    answers['/trust/pair'] = pending('BCDFGHJK')
    unknown()
    await seen(() => last()?.code === 'BCDFGHJK', 'the code')
    expect(host.state().visit).toBeNull()
    host.close()
  })
})
