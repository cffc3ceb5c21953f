import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NONCE_PLACEHOLDER, contentPolicy, createAssetHandler } from './content.ts'
import type { AssetHandler } from './content.ts'
import { ELECTRON_APP } from './navigation.ts'

let parent: string
let handler: AssetHandler
let nonces = 0
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'dangol-content-'))
  const folder = join(parent, 'screen')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  mkdirSync(join(parent, 'screen-evil'))
  const files = {
    'screen/index.html': `<html><head><meta nonce="${NONCE_PLACEHOLDER}"></head></html>`,
    'screen/assets/app-1a2b.js': 'export {}',
    'screen/assets/reader.wasm': 'x',
    'screen/.env': 'SECRET=1',
    'screen/notes.exe': 'x',
    'secret.html': 'secret',
    'screen-evil/x.html': 'evil',
  }
  for (const [name, body] of Object.entries(files)) writeFileSync(join(parent, name), body)
  symlinkSync(join(parent, 'secret.html'), join(folder, 'link.html'))
  handler = createAssetHandler({ folder, app: ELECTRON_APP, nonce: () => `n${++nonces}` })
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))

const get = (path: string, method = 'GET') => handler(new Request(`kiosk://app${path}`, { method }))

describe("the screen's own files", () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/app-1a2b.js', 'text/javascript; charset=utf-8'],
    ['/assets/app-1a2b.js?v=1', 'text/javascript; charset=utf-8'],
    ['/assets/reader.wasm', 'application/wasm'],
  ])('%s is served as %s', (path, type) => {
    const response = get(path)
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe(type)
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(response.headers.get('Content-Security-Policy')).toContain("require-trusted-types-for 'script'")
  })

  it('a page is never kept, a hashed file is', () => {
    expect(get('/').headers.get('Cache-Control')).toBe('no-store')
    expect(get('/assets/app-1a2b.js').headers.get('Cache-Control')).toContain('immutable')
  })

  it('each page has a nonce of its own, the same in header and page', async () => {
    const [first, second] = [get('/'), get('/')]
    const nonce = /'nonce-(n\d+)'/.exec(first.headers.get('Content-Security-Policy') ?? '')?.[1]
    expect(await first.text()).toContain(`nonce="${nonce ?? '?'}"`)
    expect(await second.text()).not.toContain(`nonce="${nonce ?? '?'}"`)
  })
})

describe('[A14] nothing else', () => {
  it.each([
    '/secret.html',
    '/../secret.html',
    '/..%2fsecret.html',
    '/%2e%2e/secret.html',
    '/%2e%2e%2fsecret.html',
    '/assets/../../secret.html',
    '/assets/..%5c..%5csecret.html',
    '/../screen-evil/x.html',
    '/..%2fscreen-evil/x.html',
    '/link.html',
    '/.env',
    '/assets/',
    '/assets',
    '/notes.exe',
    '/%00',
    '/index.html%00.png',
    '/%zz',
    '//etc/passwd',
    '/C:/Windows/win.ini',
    '/none.html',
  ])('%s is not there', (path) => expect(get(path).status).toBe(404))

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is not allowed', (method) =>
    expect(get('/', method).status).toBe(405),
  )

  it.each(['kiosk://evil/', 'https://app/', 'kiosk://app.evil/index.html'])('%s is not ours', (url) =>
    expect(handler(new Request(url)).status).toBe(403),
  )
})

it('[A14] the policy names no host, allows no inline script and no eval but that of WebAssembly', () => {
  const policy = contentPolicy('n')
  expect(policy).toMatch(/^default-src 'none';/)
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';")
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/)
  for (const closed of ['object-src', 'frame-src', 'base-uri', 'form-action', 'frame-ancestors']) {
    expect(policy).toContain(`${closed} 'none'`)
  }
})
