import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import type { Rolldown } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OUTBOX_STORE_PROMISES } from '@dangol/client/testing/outbox-store-contract.ts'
import { CHROMIUM_ARGS, findChromium } from '../chromium.ts'
import { ROOT } from '../root.ts'
import { LAUNCHED_WITHIN_MS } from './stage.ts'

/** What the page is given: `outbox-page.ts`. */
interface OutboxPage {
  keeps(title: string): Promise<string>
  put(database: string, maker: string, n: number): Promise<string>
  all(database: string, maker: string): Promise<number[]>
  putAfterEviction(database: string): Promise<number[]>
}
declare global {
  var outboxPage: OutboxPage
}

let server: Server
let browser: Browser
let context: BrowserContext
let page: Page
let url: string

beforeAll(async () => {
  const code = await bundled(join(import.meta.dirname, 'outbox-page.ts'))
  server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><title>outbox</title><script type="module">${code}</script>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('No Chromium: run `npm test`, which installs one.')
  browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS], timeout: LAUNCHED_WITHIN_MS })
  context = await browser.newContext()
  page = await opened()
})
afterAll(async () => {
  await browser.close()
  server.close()
})

for (const { title } of OUTBOX_STORE_PROMISES) {
  test(`[O2] in a browser's database: ${title}`, async () => {
    expect(await page.evaluate((of) => outboxPage.keeps(of), title)).toBe('kept')
  })
}

test('[O2] what waits is there after the page was closed, in the order made, and each maker sees only their own', async () => {
  for (const n of [2, 1, 3]) await page.evaluate((at) => outboxPage.put('restart', 'jieun', at), n)
  await page.evaluate(() => outboxPage.put('restart', 'minsu', 1))
  await page.close()
  page = await opened()
  expect(await page.evaluate(() => outboxPage.all('restart', 'jieun'))).toEqual([1, 2, 3])
  expect(await page.evaluate(() => outboxPage.all('restart', 'minsu'))).toEqual([1])
})

test('[O2] what the browser threw away under an open page is written again by it', async () => {
  expect(await page.evaluate(() => outboxPage.putAfterEviction('evicted'))).toEqual([1, 2])
})

async function opened(): Promise<Page> {
  const next = await context.newPage()
  await next.goto(url)
  await next.waitForFunction(() => 'outboxPage' in globalThis)
  return next
}

/** The page's program as one text. */
async function bundled(entry: string): Promise<string> {
  const lib = { entry, formats: ['es' as const], fileName: 'page' }
  const result = await build({ root: ROOT, configFile: false, logLevel: 'warn', build: { write: false, lib } })
  const [first] = Array.isArray(result) ? result : [result as Rolldown.RolldownOutput]
  return first?.output[0].code ?? ''
}
