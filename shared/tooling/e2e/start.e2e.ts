import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freePorts } from '../free-ports.ts'
import { isReady, startChild } from '../start/child.ts'
import type { Child } from '../start/child.ts'

/** It ends its own parts first, each with a patience of its own. Milliseconds. */
const PARTS_END_WITHIN_MS = 100_000
let folder: string
let ports: number[]
const children: Child[] = []
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dangol-start-'))
  ports = await freePorts(4)
})
afterEach(async () => {
  for (const child of children.splice(0)) await child.end(PARTS_END_WITHIN_MS)
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the demonstration as `npm start` does after installing and building. */
function start(env: Record<string, string> = {}): Child {
  const [store = 0, shop = 0, kiosk = 0, wan = 0] = ports
  const numbers = {
    DANGOL_PORT: `${store}`,
    DANGOL_SHOP_PORT: `${shop}`,
    DANGOL_KIOSK_PORT: `${kiosk}`,
    DANGOL_WAN_PORT: `${wan}`,
  }
  const child = startChild({
    name: 'start',
    entry: 'shared/tooling/start/main.ts',
    env: { DANGOL_DATA: folder, ...numbers, ...env },
  })
  children.push(child)
  return child
}

/** One sentence, no stack trace, code 1. */
async function refusal(child: Child): Promise<string> {
  expect(await child.gone).toBe(1)
  const words = child.lastWords()
  expect(words.split('\n'), words).toHaveLength(1)
  expect(words).toMatch(/^[A-Z].*\.$/)
  return words
}

test('a fresh folder becomes an open store that says it is ready, and closes when told to', async () => {
  const child = start()
  expect(await isReady(`http://127.0.0.1:${ports[0]}/healthz`, child), child.lastWords()).toBe(true)
  child.process.kill('SIGTERM')
  expect(await child.gone).toBe(0)
})

test('a taken port is one sentence that names it', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(ports[0], '127.0.0.1', () => resolve()))
  expect(await refusal(start())).toContain(String(ports[0]))
  await new Promise((resolve) => taken.close(resolve))
})

test('a folder that cannot be written is one sentence', async () => {
  const file = join(folder, 'a-file')
  writeFileSync(file, 'not a folder')
  expect(await refusal(start({ DANGOL_DATA: join(file, 'data') }))).toContain('a-file')
})

test('a setting that makes no sense is one sentence that names it', async () => {
  expect(await refusal(start({ DANGOL_PORT: 'ninety' }))).toContain('DANGOL_PORT')
})

test.each(['shop.sqlite', 'store.sqlite'])('a newer %s is left alone', async (name) => {
  const first = start()
  expect(await isReady(`http://127.0.0.1:${ports[0]}/healthz`, first), first.lastWords()).toBe(true)
  await first.end(PARTS_END_WITHIN_MS)
  const db = new Database(join(folder, name))
  db.pragma('user_version = 999990')
  db.close()
  expect(await refusal(start())).toContain('newer')
})

test('a corrupt database is named, kept and not written to', async () => {
  const path = join(folder, 'store.sqlite')
  const rubbish = Buffer.alloc(8192, 'not a database ')
  writeFileSync(path, rubbish)
  expect(await refusal(start())).toContain('store.sqlite')
  expect(readFileSync(path).equals(rubbish)).toBe(true)
})
