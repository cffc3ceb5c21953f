import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { StartRefusal } from '../src/platform/start-refusal.ts'
import { readShopConfig } from './config.ts'

describe('the configuration', () => {
  test('has a default for everything and puts the shop beside the store server', () => {
    expect(readShopConfig({})).toMatchObject({
      data: 'data',
      host: '127.0.0.1',
      port: 4601,
      demo: true,
      storeId: 'seongsu',
    })
    expect(readShopConfig({ DANGOL_PORT: '7000' }).port).toBe(7001)
    expect(readShopConfig({ DANGOL_SHOP_PORT: '0', DANGOL_DEMO: '0' })).toMatchObject({ port: 0, demo: false })
  })

  test.each([
    [{ DANGOL_SHOP_PORT: 'eighty' }, 'DANGOL_SHOP_PORT'],
    [{ DANGOL_DEMO: 'yes' }, 'DANGOL_DEMO'],
    [{ DANGOL_STORE: '성수' }, 'DANGOL_STORE'],
  ])('%o is refused by name', (env, name) => {
    expect(() => readShopConfig(env)).toThrow(StartRefusal)
    expect(() => readShopConfig(env)).toThrow(name)
  })
})

describe('starting', () => {
  let data = ''
  beforeEach(() => void (data = mkdtempSync(join(tmpdir(), 'shop-main-'))))
  afterEach(() => rmSync(data, { recursive: true }))

  const start = (env: Record<string, string>) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
      env: { ...process.env, DANGOL_DATA: data, DANGOL_SHOP_PORT: '0', DANGOL_DEMO: '0', ...env },
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const ended = new Promise<{ code: number | null; said: string }>((resolve) => {
      child.once('close', (code) => resolve({ code, said }))
    })
    return { child, ended, said: () => said }
  }

  test('answers when it is ready, and ends when it is asked to', async () => {
    const { child, ended, said } = start({})
    await expect.poll(said).toContain('shop.ready')
    const url = /"url":"([^"]+)"/.exec(said())?.[1] ?? ''
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ready' })
    child.kill('SIGTERM')
    expect((await ended).code).toBe(0)
  })

  test('a taken port is one sentence and exit code 1', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as AddressInfo
    const { code, said } = await start({ DANGOL_SHOP_PORT: String(port) }).ended
    taken.close()
    expect([code, said]).toEqual([1, `Port ${port} is taken: set DANGOL_SHOP_PORT to a free one.\n`])
  })

  test('a link file that is not there, and a store of another name, are one sentence each', async () => {
    const missing = await start({ DANGOL_LINK: join(data, 'link.json') }).ended
    expect(missing.code).toBe(1)
    expect(missing.said).toMatch(/^The link file .* cannot be read: check DANGOL_LINK\.\n$/)
    const { code, said } = await start({ DANGOL_LINK: join(data, 'link.json'), DANGOL_STORE: 'elsewhere' }).ended
    expect([code, said]).toEqual([
      1,
      'DANGOL_STORE is elsewhere, and the store’s facts are of seongsu: a linked store has one name.\n',
    ])
  })

  test('a database from a newer version, and a damaged one, are named and left as they are', async () => {
    const path = join(data, 'shop.sqlite')
    new Database(path).exec('pragma user_version = 999; create table t (x)').close()
    const newer = await start({}).ended
    expect(newer.code).toBe(1)
    expect(newer.said).toMatch(/^The database .* newer version .*\n$/)
    writeFileSync(path, 'this was never a database, but it is long enough to look like a file with content')
    const before = readFileSync(path)
    const damaged = await start({}).ended
    expect(damaged.code).toBe(1)
    expect(damaged.said).toMatch(/^The database .* is damaged .*\n$/)
    expect(readFileSync(path)).toEqual(before)
  })
})
