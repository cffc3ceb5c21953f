import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readDeviceKey, readKioskConfig } from './config.ts'
import { KIOSK_VERSION } from './open-host.ts'
import { StartRefusal } from './start-refusal.ts'

describe('the settings', () => {
  it('have a default for everything: one machine, one store', () => {
    expect(readKioskConfig({})).toMatchObject({
      kioskId: 'kiosk-1',
      port: 4602,
      storeUrl: 'http://127.0.0.1:4600',
      shopUrl: 'http://127.0.0.1:4601',
      pitchMm: 0.369,
      simulator: false,
      logLevel: 'info',
    })
  })

  it('say how much is logged', () => {
    expect(readKioskConfig({ DANGOL_LOG: 'warn' }).logLevel).toBe('warn')
  })

  it("follow the store server's port unless told otherwise", () => {
    expect(readKioskConfig({ DANGOL_PORT: '5000' })).toMatchObject({ port: 5002, storeUrl: 'http://127.0.0.1:5000' })
    expect(readKioskConfig({ DANGOL_PORT: '5000', DANGOL_KIOSK_PORT: '6000' }).port).toBe(6000)
  })

  it.each([
    ['DANGOL_KIOSK_ID', 'Kiosk 1!'],
    ['DANGOL_KIOSK_PORT', '99999'],
    ['DANGOL_KIOSK_PORT', 'eighty'],
    ['DANGOL_STORE_URL', 'ftp://store'],
    ['DANGOL_PITCH_MM', '0'],
    ['DANGOL_SIMULATOR', 'yes'],
    ['DANGOL_LOG', 'loud'],
  ])('refuse %s=%s in one sentence that names it', (name, value) => {
    expect(() => readKioskConfig({ [name]: value })).toThrow(StartRefusal)
    expect(() => readKioskConfig({ [name]: value })).toThrow(new RegExp(`^The setting ${name} cannot be used: .*\\.$`))
  })
})

describe('the device key', () => {
  let folder: string
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'dangol-key-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('is the one that the store server made for kiosks', () => {
    writeFileSync(join(folder, 'device-keys.json'), JSON.stringify({ kiosk: 'k'.repeat(43), tablet: 't' }))
    expect(readDeviceKey(folder)).toBe('k'.repeat(43))
  })

  it.each([
    ['is not there', null],
    ['is not JSON', 'hello'],
    ['has no key for kiosks', '{"tablet":"x"}'],
  ])('refuses to start in one sentence when the file %s', (_what, content) => {
    if (content !== null) writeFileSync(join(folder, 'device-keys.json'), content)
    expect(() => readDeviceKey(folder)).toThrow(/^No kiosk key in .*device-keys\.json: .*\.$/)
  })
})

it('says the version of its own package', () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
  expect(KIOSK_VERSION).toBe(manifest.version)
})
