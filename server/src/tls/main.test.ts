import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

// Each test starts a process; on a busy machine that alone takes seconds.
describe('making the store’s certificate', () => {
  let data: string
  beforeEach(() => void (data = mkdtempSync(join(tmpdir(), 'dangol-tls-main-'))))
  afterEach(() => rmSync(data, { recursive: true, force: true }))
  const run = (...parameters: string[]) => {
    const args = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'main.ts'), ...parameters]
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      env: { ...process.env, DANGOL_DATA: data },
      encoding: 'utf8',
    })
    return { status, stdout, lines: stderr.trim().split('\n').filter(Boolean) }
  }

  test('says what was made, what to do with it, and once that the keys belong offline', () => {
    const first = run('--name', 'store-7.internal', '--address', '192.168.0.7')
    expect(first).toMatchObject({ status: 0, lines: [] })
    expect(first.stdout).toContain('store-7.internal, 192.168.0.7')
    expect(first.stdout).toContain(`DANGOL_TLS=${join(data, 'tls')}`)
    expect(first.stdout).toContain('offline')
    const second = run()
    expect([second.status, second.stdout.includes('offline')]).toEqual([0, false])
    expect(readdirSync(data).sort()).toEqual(['tls', 'tls-authority'])
  })

  test('what it cannot do it says in one sentence', () => {
    for (const given of [[], ['--nam', 'x'], ['--name', 'No Name']]) {
      const { status, lines } = run(...given)
      expect([status, lines.length]).toEqual([1, 1])
    }
  })
})
