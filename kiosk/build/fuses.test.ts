import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'
import { afterEach, beforeEach, expect, it } from 'vitest'
import setFuses, { FUSES, executableOf } from './fuses.mjs'

/** The documented mark in Electron's binary: sentinel, version, length, one character per fuse. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const count = Object.values(FuseV1Options).filter((fuse) => typeof fuse === 'number').length

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'dangol-fuses-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const contextOf = (electronPlatformName: string) => ({
  appOutDir: folder,
  electronPlatformName,
  packager: { executableName: 'dangol-kiosk', appInfo: { productFilename: 'Dangol Kiosk' } },
})

it('[A14] flips every fuse of a packed kiosk the way that the kiosk needs it', async () => {
  const path = join(folder, 'dangol-kiosk')
  const wire = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, count]), Buffer.from('1'.repeat(count))])
  writeFileSync(path, Buffer.concat([Buffer.alloc(100, 7), wire, Buffer.alloc(100, 7)]))
  await setFuses(contextOf('linux'))
  const flipped: Record<string, unknown> = { ...(await getCurrentFuseWire(path)) }
  for (const [fuse, on] of Object.entries(FUSES).filter(([key]) => /^\d+$/.test(key))) {
    expect(flipped[fuse]).toBe(on === true ? FuseState.ENABLE : FuseState.DISABLE)
  }
  expect(readFileSync(path).length).toBe(200 + wire.length)
})

it('names every fuse there is, and refuses a binary with one more', async () => {
  expect(FUSES).toMatchObject({ version: FuseVersion.V1, strictlyRequireAllFuses: true })
  expect(Object.keys(FUSES).filter((key) => /^\d+$/.test(key))).toHaveLength(count)
  const more = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, count + 1]), Buffer.from('1'.repeat(count + 1))])
  writeFileSync(join(folder, 'dangol-kiosk'), more)
  await expect(setFuses(contextOf('linux'))).rejects.toThrow()
})

it.each([
  ['linux', 'dangol-kiosk'],
  ['win32', 'Dangol Kiosk.exe'],
  ['darwin', 'Dangol Kiosk.app'],
])('finds the executable on %s', (platform, name) => {
  expect(executableOf(contextOf(platform))).toBe(join(folder, name))
})
