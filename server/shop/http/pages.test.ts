import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStage } from '../testing/shop-stage.ts'

describe("the shopper's pages", () => {
  let pages = ''
  beforeAll(() => {
    pages = mkdtempSync(join(tmpdir(), 'shop-pages-'))
    mkdirSync(join(pages, 'assets'))
    writeFileSync(join(pages, 'index.html'), '<!doctype html><title>phone</title>')
    writeFileSync(join(pages, 'assets/app-1a2b.js'), 'export {}')
  })
  afterAll(() => rmSync(pages, { recursive: true }))

  test.each(['/', '/c/ABCD-EFGH-JKMNP', '/orders?page=2', '/c/A%24'])('%s is the page, always fresh', async (url) => {
    const { app } = await openStage({ pages })
    const answer = await app.inject({ url })
    expect([answer.statusCode, answer.body]).toEqual([200, '<!doctype html><title>phone</title>'])
    expect(answer.headers['cache-control']).toBe('no-cache')
  })

  test('built files are kept by the browser; one that is gone is no page', async () => {
    const { app } = await openStage({ pages })
    expect((await app.inject({ url: '/assets/app-1a2b.js' })).headers['cache-control']).toContain('immutable')
    expect((await app.inject({ url: '/assets/app-old.js' })).statusCode).toBe(404)
    expect((await app.inject({ url: '/../app.ts' })).body).toContain('phone')
  })

  test('every answer forbids scripts, frames and requests from elsewhere', async () => {
    const { app } = await openStage({ pages })
    for (const url of ['/', '/api/me', '/healthz', '/store/v1/changes', '/assets/app-1a2b.js']) {
      const { headers } = await app.inject({ url })
      expect(headers['content-security-policy']).toMatch(
        /default-src 'none'; script-src 'self'; style-src 'self'; .*frame-ancestors 'none'/,
      )
      expect(headers['content-security-policy']).not.toContain('unsafe')
      expect(headers['x-content-type-options']).toBe('nosniff')
    }
  })

  test('an unknown request of the API is a refusal and not the page', async () => {
    const { app } = await openStage({ pages })
    for (const url of ['/api/unknown', '/store/v1x/changes']) {
      const answer = await app.inject({ url })
      expect([answer.statusCode, answer.json()]).toEqual([404, { code: 'not-found' }])
    }
    expect((await app.inject({ method: 'POST', url: '/' })).statusCode).toBe(404)
  })

  test('pages that are not built say how to build them, and the shop is ready all the same', async () => {
    const { app } = await openStage()
    const answer = await app.inject({ url: '/' })
    expect([answer.statusCode, answer.body]).toEqual([503, expect.stringContaining('npm run build')])
    expect((await app.inject({ url: '/healthz' })).json()).toEqual({ status: 'ready' })
  })
})
