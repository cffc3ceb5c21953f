import { createDeviceIdentity } from '@dangol/client/device-identity.ts'
import type { TrustLine } from '@dangol/client/device-identity.ts'
import { newWebDeviceKey, webDeviceKey } from '@dangol/client/web-device-key.ts'
import { until } from '@dangol/client/testing/until.ts'
import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { effectScope } from 'vue'
import type { EffectScope } from 'vue'
import { ASK_AGAIN_MS, useEntry } from './entry.ts'
import type { Entry, EntryOptions } from './entry.ts'

const CHALLENGE = { challenge: 'c'.repeat(43) }
const NONE = { state: 'none' }
const PENDING_MS = 600_000
const founder = { setupCode: 'right', associate: { id: 'manager-1' as AssociateId, name: '지은' }, pin: '503917' }

let clock: ReturnType<typeof createTurnedTime>
let scope: EffectScope
/** What the store says, path by path; nobody answers where it says nothing. */
let says: Record<string, object | null>
let heard: string[]
const state = (over: object = {}) => ({
  ...{ mode: 'paired', founded: true, storeName: { ko: '성수', en: 'Seongsu' }, at: clock.nowMs() },
  ...over,
})
const pending = () => ({ state: 'pending', code: 'BCDFGHJK', expiresAt: clock.nowMs() + PENDING_MS })
const paired = { state: 'paired', deviceId: 'tablet-1', kind: 'tablet', storeName: { ko: '성수', en: 'Seongsu' } }

beforeEach(() => {
  clock = createTurnedTime()
  scope = effectScope()
  says = {
    '/trust/state': state(),
    '/trust/challenge': CHALLENGE,
    '/trust/pair-status': NONE,
    '/trust/pair': pending(),
  }
  heard = []
})
afterEach(() => scope.stop())

const line: TrustLine = {
  host: 'store.local:4600',
  get: (path) => answer(path),
  post: (path) => answer(path),
}
function answer(path: string): Promise<{ status: number; body: unknown }> {
  const body = says[path]
  if (body === undefined || body === null) return Promise.reject(new Error('nobody answers'))
  return Promise.resolve({ status: 'code' in body && !('state' in body) ? 403 : 200, body })
}

async function entered(over: Partial<EntryOptions> = {}) {
  const identity = createDeviceIdentity(line, await webDeviceKey(await newWebDeviceKey()))
  const options: EntryOptions = {
    ...{ face: 'tablet', hasHouseKey: false, wasPaired: false, clock, timers: clock },
    open: () => Promise.resolve(identity),
    state: () => identity.state(),
    onHouse: () => heard.push('house'),
    onPaired: (deviceId) => heard.push(`paired ${deviceId}`),
    onPutOut: () => heard.push('put out'),
    ...over,
  }
  const entry = scope.run(() => useEntry(options))
  if (!entry) throw new Error('the scope is over')
  await entry.begin()
  return entry
}
/** Its key signs outside of JavaScript, which takes as long as it takes. */
async function asksAgain(isTold: () => boolean): Promise<void> {
  clock.pass(ASK_AGAIN_MS)
  await until(isTold, 'what the store says')
}
const isOffline = ({ value }: { value: Entry }) => value.kind === 'pairing' && value.isOffline

describe('a device in a store of paired devices', () => {
  it('shows a code and six digits, and comes in once the office approved', async () => {
    const { entry } = await entered()
    expect(entry.value).toMatchObject({ kind: 'pairing', code: 'BCDFGHJK', isOffline: false })
    expect(entry.value).toMatchObject({ fingerprint: expect.stringMatching(/^\d{3} \d{3}$/) as string })
    says['/trust/pair-status'] = paired
    await asksAgain(() => heard.length > 0)
    expect(heard).toEqual(['paired tablet-1'])
  })

  it('comes in at once when it is of the house already', async () => {
    says['/trust/pair-status'] = paired
    await entered({ wasPaired: true })
    expect(heard).toEqual(['paired tablet-1'])
  })

  it('keeps its code in sight while the store is away, and says so', async () => {
    const { entry } = await entered()
    says['/trust/challenge'] = null
    await asksAgain(() => isOffline(entry))
    expect(entry.value).toMatchObject({ kind: 'pairing', isOffline: true })
    says['/trust/challenge'] = CHALLENGE
    says['/trust/pair-status'] = pending()
    await asksAgain(() => !isOffline(entry))
    expect(entry.value).toMatchObject({ kind: 'pairing', isOffline: false })
  })

  it.each([
    ['refused', 0],
    ['expired', PENDING_MS],
  ] as const)('says that it was %s, and gets a new code', async (why, afterMs) => {
    const { entry, fresh } = await entered()
    says['/trust/pair-status'] = { ...pending() }
    clock.pass(afterMs)
    says['/trust/pair-status'] = NONE
    await asksAgain(() => entry.value.kind === 'over')
    expect(entry.value).toEqual({ kind: 'over', why })
    says['/trust/pair'] = { ...pending(), code: 'KJHGFDCB' }
    await fresh()
    expect(entry.value).toMatchObject({ kind: 'pairing', code: 'KJHGFDCB' })
  })

  it('that was put out while it was off says so, and asks for nothing by itself', async () => {
    await entered({ wasPaired: true })
    expect(heard).toEqual(['put out'])
  })

  it('says when too many ask', async () => {
    says['/trust/pair'] = { code: 'too-many-tries' }
    expect((await entered()).entry.value).toEqual({ kind: 'busy' })
  })

  it('says when its browser makes no keys', async () => {
    const { entry } = await entered({ open: () => Promise.reject(new Error('no such algorithm')) })
    expect(entry.value).toEqual({ kind: 'no-keys' })
  })
})

describe('a device of a store that nobody runs yet', () => {
  beforeEach(() => void (says['/trust/state'] = state({ founded: false })))

  it('waits for the office, and goes on by itself', async () => {
    const { entry } = await entered()
    expect(entry.value).toEqual({ kind: 'not-founded' })
    says['/trust/state'] = state()
    await asksAgain(() => entry.value.kind === 'pairing')
    expect(entry.value).toMatchObject({ kind: 'pairing', code: 'BCDFGHJK' })
  })

  it('is the first office with the right set-up code, and is told what was wrong with another', async () => {
    const { entry, found } = await entered({ face: 'office' })
    expect(entry.value).toEqual({ kind: 'founding' })
    says['/trust/found'] = { code: 'wrong-code' }
    expect(await found(founder)).toBe('wrong-code')
    says['/trust/found'] = { ...paired, deviceId: 'office-1', kind: 'office' }
    expect(await found(founder)).toBeNull()
    expect(heard).toEqual(['paired office-1'])
  })
})

describe('a device of the demonstration', () => {
  beforeEach(() => void (says['/trust/state'] = state({ mode: 'house' })))

  it('comes in with the key of the house', async () => {
    await entered({ hasHouseKey: true })
    expect(heard).toEqual(['house'])
  })

  it('says that it needs that key', async () => {
    expect((await entered()).entry.value).toEqual({ kind: 'no-house-key' })
  })

  it('works on without the store; one without a key waits for it', async () => {
    says['/trust/state'] = null
    await entered({ hasHouseKey: true })
    expect(heard).toEqual(['house'])
    const { entry } = await entered()
    expect(entry.value).toEqual({ kind: 'unreachable' })
    says['/trust/state'] = state({ mode: 'house' })
    await asksAgain(() => entry.value.kind === 'no-house-key')
    expect(entry.value).toEqual({ kind: 'no-house-key' })
  })
})
