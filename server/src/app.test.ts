import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LINK_REQUESTS } from '@dangol/protocol/link-requests.ts'
import { REQUESTS } from '@dangol/protocol/requests.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FIRST_STAFF } from './features/staff/first-staff.ts'
import { startTestStore } from './testing/store-server.ts'
import type { TestStore } from './testing/store-server.ts'
import { handlersOf } from './wire.ts'

describe('a store server', () => {
  let pages: string
  let store: TestStore
  beforeEach(async () => {
    pages = mkdtempSync(join(tmpdir(), 'dangol-pages-'))
    mkdirSync(join(pages, 'tablet'))
    mkdirSync(join(pages, 'assets'))
    writeFileSync(join(pages, 'tablet', 'index.html'), '<style nonce="__CSP_NONCE__"></style>')
    writeFileSync(join(pages, 'assets', 'main-abc.js'), 'run()')
    store = await startTestStore([], { pages })
  })
  afterEach(async () => {
    await store.close()
    rmSync(pages, { recursive: true, force: true })
  })

  const refusalOf = (auth: object, headers: Record<string, string> = {}): Promise<unknown> =>
    new Promise((resolve) => {
      const socket = store.knock(auth, headers)
      socket.on('connect', () => resolve('let in'))
      socket.on('connect_error', (error) => resolve('data' in error ? error.data : error.message))
    })
  const kioskAuth = () => ({
    protocol: PROTOCOL_VERSION,
    device: { id: 'kiosk-1', kind: 'kiosk' },
    token: store.deps.deviceKeys.kiosk,
  })

  test('answers every request of the wire', () => {
    const own = [...Object.keys(LINK_REQUESTS), 'sync:subscribe', 'assist:present']
    const answered = [...Object.keys(handlersOf(store.app.features)), ...own]
    expect(answered.sort()).toEqual(Object.keys(REQUESTS).sort())
  })

  test('says that it is ready, and how the mirror stands', async () => {
    const response = await fetch(`${store.url}/healthz`)
    expect([response.status, await response.json()]).toEqual([
      200,
      {
        status: 'ready',
        shop: expect.objectContaining({ waiting: 0 }) as unknown,
        mirroredAt: expect.anything() as unknown,
      },
    ])
  })

  test('[A13] gives each page a nonce of its own and no other site a way in', async () => {
    const [first, second] = await Promise.all([fetch(`${store.url}/tablet/`), fetch(`${store.url}/tablet/`)])
    const policy = first.headers.get('content-security-policy') ?? ''
    const nonce = /<style nonce="(\w+)">/.exec(await first.text())?.[1] ?? 'none'
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("require-trusted-types-for 'script'")
    expect(await second.text()).not.toContain(nonce)
  })

  test('lets built files be kept, and answers the unknown with JSON', async () => {
    const built = await fetch(`${store.url}/assets/main-abc.js`)
    expect(built.headers.get('cache-control')).toContain('immutable')
    const unknown = await fetch(`${store.url}/nope`)
    expect([unknown.status, await unknown.json()]).toEqual([404, { code: 'not-found' }])
    const notBuilt = await fetch(`${store.url}/office/`)
    expect([notBuilt.status, await notBuilt.text()]).toEqual([503, expect.stringContaining('npm run build')])
  })

  test('[A12] refuses strangers at the door, and says why only to those of the house', async () => {
    expect(await refusalOf(kioskAuth())).toBe('let in')
    expect(await refusalOf({ ...kioskAuth(), token: store.deps.deviceKeys.tablet })).toEqual({ code: 'unknown-device' })
    expect(await refusalOf({ ...kioskAuth(), protocol: 0 })).toEqual({ code: 'protocol-too-old' })
    expect(await refusalOf({})).toEqual({ code: 'malformed-handshake' })
  })

  test.each([
    ['a page of another site', { origin: 'http://evil.example' }],
    ['a rebound name', { host: 'evil.example' }],
  ])('refuses %s before any handshake', async (_who, headers) => {
    expect(await refusalOf(kioskAuth(), headers)).toBe('websocket error')
  })

  test('a malformed message gets a typed refusal and changes nothing', async () => {
    const kiosk = await store.connect('kiosk', 'kiosk-1')
    // Sent past the types, as a broken device would.
    const answer: unknown = await kiosk.socket.timeout(2_000).emitWithAck('visits:begin', { lang: 'tlh' })
    expect(answer).toMatchObject({ ok: false, error: { code: 'malformed' } })
    kiosk.socket.emit('visits:begin', 'no acknowledgement asked')
    expect(await kiosk.ask('insights:office', {})).toEqual({
      ok: false,
      error: { code: 'not-allowed', detail: 'device:office' },
    })
    expect(store.deps.db.prepare('select count(*) as visits from visits').get()).toEqual({ visits: 0 })
  })

  test('a device that connects, reports and leaves is seen on the floor', async () => {
    const office = await store.connect('office', 'office-1')
    await office.ask('sync:subscribe', { topic: 'floor', cursor: null })
    const kiosk = await store.connect('kiosk', 'kiosk-1')
    await kiosk.ask('devices:report', { version: '1.2', screen: 'attract', outboxLength: 0, sentAt: 0 })
    const stateOf = (entries: readonly { puts: readonly unknown[] }[]) => entries[0]?.puts[0]
    const reported = await office.hears(({ entries }) => JSON.stringify(entries).includes('attract'))
    expect(stateOf(reported.entries)).toMatchObject({
      kind: 'device',
      value: { id: 'kiosk-1', connected: true, version: '1.2' },
    })
    kiosk.socket.disconnect()
    const left = await office.hears(({ entries }) => JSON.stringify(entries).includes('"connected":false'))
    expect(stateOf(left.entries)).toMatchObject({ value: { id: 'kiosk-1', connected: false } })
  })

  test('lists the staff before anybody holds the device', async () => {
    const tablet = await store.connect('tablet', 'tablet-1', { associate: null })
    const answer = await tablet.ask('staff:list', {})
    expect(answer.ok && answer.value.associates.map(({ id }) => id).sort()).toEqual(
      FIRST_STAFF.map(({ id }) => id).sort(),
    )
  })
})
