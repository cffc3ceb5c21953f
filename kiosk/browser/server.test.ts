import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '@dangol/client/testing/until.ts'
import type { KioskState } from '@dangol/protocol/bridge.ts'
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RC1_TEXT, visitView } from '../host/testing/fixtures.ts'
import { openTestKiosk } from '../host/testing/test-kiosk.ts'
import type { TestKiosk } from '../host/testing/test-kiosk.ts'
import { StartRefusal } from '../host/start-refusal.ts'
import { BRIDGE_PATH } from './bridge-wire.ts'
import { MESSAGE_LENGTH_MAX, openBrowserShell } from './server.ts'
import type { BrowserShell, BrowserShellOptions } from './server.ts'

let kiosk: TestKiosk
let folder: string
let shell: BrowserShell
let sockets: Socket[]

const options = (): BrowserShellOptions => ({
  host: kiosk.host,
  folder,
  port: 0,
  scanner: kiosk.scanner,
  onFailure: (error) => {
    throw error
  },
})
beforeEach(async () => {
  kiosk = openTestKiosk()
  folder = mkdtempSync(join(tmpdir(), 'dangol-browser-'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><html><head><title>kiosk</title></head></html>')
  sockets = []
  shell = await openBrowserShell(options())
  await kiosk.online()
})
afterEach(async () => {
  for (const socket of sockets) socket.close()
  await shell.close()
  await kiosk.close()
  rmSync(folder, { recursive: true, force: true })
})

async function pageToken(): Promise<string> {
  const page = await (await fetch(shell.url)).text()
  return /<meta name="bridge-token" content="([^"]+)"/.exec(page)?.[1] ?? ''
}

function connect(auth: object, headers: Record<string, string> = { origin: shell.url }): Promise<Socket | string> {
  const socket = io(shell.url, {
    path: BRIDGE_PATH,
    transports: ['websocket'],
    auth,
    extraHeaders: headers,
    reconnection: false,
    forceNew: true,
  })
  sockets.push(socket)
  return new Promise((resolve) => {
    socket.on('connect', () => resolve(socket))
    socket.on('connect_error', (error) => resolve(error.message))
  })
}

async function connected(): Promise<Socket> {
  const socket = await connect({ token: await pageToken() })
  if (typeof socket === 'string') throw new Error(socket)
  return socket
}

/** A request with headers that `fetch` would not let through. */
function raw(path: string, headers: Record<string, string>, method = 'GET', body = ''): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, shell.url), { method, headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

describe('the page', () => {
  it('comes with the rules of the kiosk and a token of its own', async () => {
    const response = await fetch(shell.url)
    expect(response.headers.get('content-security-policy')).toContain(
      `connect-src 'self' ws://${new URL(shell.url).host}`,
    )
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await pageToken()).not.toBe(await pageToken())
  })

  it('[A13] is served to nobody under another name, and to no other origin', async () => {
    const { host, port } = new URL(shell.url)
    expect(await raw('/', { host })).toBe(200)
    expect(await raw('/', { host: `localhost:${port}` })).toBe(200)
    for (const wrong of ['kiosk.evil.example', `evil.example:${port}`, '127.0.0.1:1', `127.0.0.1.evil:${port}`]) {
      expect(await raw('/', { host: wrong })).toBe(403)
    }
    expect(await raw('/', { host, origin: 'https://evil.example' })).toBe(403)
    expect(await raw('/', { host, origin: 'null' })).toBe(403)
  })

  it.each(['/../secret', '/%2e%2e/secret', '/.env', '/none.js'])('is not %s', async (path) =>
    expect(await raw(path, { host: new URL(shell.url).host })).toBe(404),
  )

  it('[A7] after a visit is new: what the browser kept is cleared on the way', async () => {
    const response = await fetch(`${shell.url}/reset`, { redirect: 'manual' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/')
    expect(response.headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"')
  })

  it('says when it is ready', async () => expect((await fetch(`${shell.url}/healthz`)).status).toBe(200))
})

describe('the bridge', () => {
  it('tells the state at once, and again after every change', async () => {
    const socket = await connect({ token: await pageToken() })
    if (typeof socket === 'string') throw new Error(socket)
    const states: KioskState[] = []
    socket.on('state', (state: KioskState) => states.push(state))
    await kiosk.show(visitView(1))
    await until(() => states.at(-1)?.visit?.epoch === 1)
  })

  it('answers like the host', async () => {
    const socket = await connected()
    expect(await socket.emitWithAck('ask', 'kiosk:state', {})).toMatchObject({ ok: true })
    for (const name of ['constructor', '__proto__', 'nothing', null]) {
      expect(await socket.emitWithAck('ask', name, {})).toEqual({ ok: false, error: { code: 'malformed' } })
    }
  })

  it('[A13] lets a page in once, and no stranger at all', async () => {
    const token = await pageToken()
    expect(await connect({ token })).toBeTypeOf('object')
    expect(await connect({ token })).toBe('stale page')
    expect(await connect({ token: 'x' })).toBe('stale page')
    expect(await connect({})).toBe('stale page')
  })

  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['no origin', {}],
    ['an opaque origin', { origin: 'null' }],
    ['a rebound name', { origin: 'http://evil.example', host: 'evil.example' }],
  ])('is closed to %s', async (_who, headers) => {
    expect(await connect({ token: await pageToken() }, headers)).toBe('websocket error')
  })

  it('is a websocket and nothing else', async () => {
    expect(await raw('/bridge/?EIO=4&transport=polling', { host: new URL(shell.url).host })).toBe(400)
  })

  it('[A15] drops whoever sends more than its maximum, or no place for the answer', async () => {
    const socket = await connected()
    socket.emit('ask', 'kiosk:state', {})
    expect(await socket.emitWithAck('ask', 'kiosk:state', {})).toMatchObject({ ok: true })
    socket.emit('ask', 'visit:scan', { text: 'A'.repeat(MESSAGE_LENGTH_MAX) })
    await until(() => !socket.connected)
  })
})

describe('the simulator', () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${shell.url}/simulator/scan`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    })

  it('reads what it is given', async () => {
    kiosk.store.answer('recognition:scan', () => ({ ok: true, value: { kind: 'recognised', visit: visitView(1) } }))
    expect((await post(JSON.stringify({ text: RC1_TEXT }))).status).toBe(204)
    await until(() => kiosk.host.state().visit !== null)
  })

  it('refuses what is not a scan', async () => {
    expect((await post('{}')).status).toBe(400)
    expect((await post('not json')).status).toBe(400)
    expect((await post(JSON.stringify({ text: 'A'.repeat(5000) }))).status).toBe(400)
    expect((await post('x'.repeat(10_000))).status).toBe(400)
    expect((await post('{"text":"x"}', { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await fetch(`${shell.url}/simulator/scan`)).status).toBe(405)
  })

  it('is not there in a store', async () => {
    const store = await openBrowserShell({ ...options(), scanner: null })
    const response = await fetch(`${store.url}/simulator/scan`, { method: 'POST', body: '{"text":"x"}' })
    expect(response.status).toBe(405)
    await store.close()
  })
})

it('refuses to start on a taken port, in one sentence', async () => {
  const port = Number(new URL(shell.url).port)
  await expect(openBrowserShell({ ...options(), port })).rejects.toThrow(StartRefusal)
  await expect(openBrowserShell({ ...options(), port })).rejects.toThrow(/^Port \d+ is taken: .*\.$/)
})
