import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from './platform/system-clock.ts'
import { systemRandom } from './platform/system-ids.ts'
import { makeStoreTls } from './tls/store-tls.ts'

const MAIN = join(import.meta.dirname, 'main.ts')

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

describe('starting the store server', () => {
  let data: string
  let taken: Server | null
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'dangol-main-'))
    taken = null
  })
  afterEach(() => {
    taken?.close()
    rmSync(data, { recursive: true, force: true })
  })

  function start(env: Record<string, string> = {}): {
    child: ChildProcess
    ended: Promise<Ended>
    ready: Promise<string>
  } {
    const child = spawn(process.execPath, [MAIN], {
      env: {
        ...process.env,
        DANGOL_DATA: data,
        DANGOL_PORT: '0',
        DANGOL_SHOP_URL: 'http://127.0.0.1:9',
        DANGOL_LOG: 'silent',
        ...env,
      },
    })
    let stdout = ''
    let stderr = ''
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    const ready = new Promise<string>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        stdout += chunk.toString()
        if (stdout.includes('\n')) resolve(stdout)
      })
    })
    const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })))
    return { child, ended, ready }
  }
  const refused = async (env: Record<string, string> = {}): Promise<string> => {
    const { code, stderr } = await start(env).ended
    expect(code).toBe(1)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    return stderr
  }

  test('is ready in one line, and ends in order when asked to', async () => {
    const { child, ended, ready } = start()
    const { url } = JSON.parse(await ready) as { url: string }
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 0, stderr: '' })
    expect(statSync(join(data, 'device-keys.json')).mode & 0o777).toBe(0o600)
  })

  test('a taken port is one sentence', async () => {
    const server = createServer()
    taken = server
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    expect(await refused({ DANGOL_PORT: String(port) })).toContain(`Port ${port} is taken`)
  })

  test('a folder that cannot be written to is one sentence', async () => {
    const file = join(data, 'a-file')
    writeFileSync(file, '')
    expect(await refused({ DANGOL_DATA: file })).toContain('cannot be written to')
  })

  test('a database from a newer version is one sentence', async () => {
    const newer = new Database(join(data, 'store.sqlite'))
    newer.pragma('user_version = 99990')
    newer.exec('create table future (id integer primary key) strict')
    newer.close()
    expect(await refused()).toContain('from a newer version')
  })

  test('a damaged database is named and kept', async () => {
    const path = join(data, 'store.sqlite')
    const damaged = 'not a database '.repeat(1_000)
    writeFileSync(path, damaged)
    expect(await refused()).toContain(path)
    expect(readFileSync(path, 'utf8')).toBe(damaged)
  })

  test('[A12] others are not let in without a certificate, and nothing listens', async () => {
    expect(await refused({ DANGOL_HOST: '0.0.0.0' })).toContain('npm run tls')
    expect(await refused({ DANGOL_HOST: '0.0.0.0', DANGOL_TRUST: 'house' })).toContain('pair the devices')
    expect(await refused({ DANGOL_HOST: '0.0.0.0', DANGOL_TLS: join(data, 'tls') })).toContain('store.crt')
  })

  test('a store of paired devices is served over TLS, and tells its set-up code once', async () => {
    const tls = join(data, 'tls')
    const made = { names: ['localhost'], addresses: ['127.0.0.1'], nowMs: systemClock.nowMs(), random: systemRandom }
    await makeStoreTls({ ...made, folder: tls, authorityFolder: join(data, 'authority'), useSpare: false })
    const env = { DANGOL_HOST: '127.0.0.1', DANGOL_TRUST: 'paired', DANGOL_TLS: tls }
    const first = start(env)
    const { url } = JSON.parse((await first.ready).split('\n')[0] ?? '') as { url: string }
    expect(url).toMatch(/^https:/)
    const ca = readFileSync(join(tls, 'ca.crt'), 'utf8')
    const state = await new Promise<string>((resolve, reject) => {
      const asked = get(`${url}/trust/state`, { ca }, (response) => {
        response.on('data', (chunk: Buffer) => resolve(chunk.toString()))
      })
      asked.on('error', reject)
    })
    expect(JSON.parse(state)).toMatchObject({ mode: 'paired', founded: false })
    await expect.poll(() => existsSync(join(data, 'setup-code'))).toBe(true)
    first.child.kill('SIGTERM')
    const told = (await first.ended).stdout.trim().split('\n')
    const code = readFileSync(join(data, 'setup-code'), 'utf8').trim()
    expect(told.slice(1).map((line) => JSON.parse(line) as unknown)).toEqual([
      { setupCode: code, keptIn: join(data, 'setup-code') },
    ])
    expect(statSync(join(data, 'setup-code')).mode & 0o777).toBe(0o600)
    expect(existsSync(join(data, 'device-keys.json'))).toBe(false)
    const second = start(env)
    await second.ready
    second.child.kill('SIGTERM')
    expect((await second.ended).stdout).not.toContain(code)
  })

  test('an unusable setting is named', async () => {
    writeFileSync(join(data, 'store.json'), '{"id":"seongsu"}')
    const [port, store] = await Promise.all([refused({ DANGOL_PORT: 'many' }), refused()])
    expect(port).toContain('DANGOL_PORT')
    expect(store).toContain('store.json')
  })
})
