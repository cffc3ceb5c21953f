import { createRequire } from 'node:module'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron } from 'playwright-core'
import { expect, it } from 'vitest'
import { findElectron } from './launch-plan.ts'

const main = fileURLToPath(new URL('../dist/electron/main.js', import.meta.url))

/** The real shell, where its binary is: everything else about it is tested without. No store server: it says offline. */
async function smoke(executablePath: string): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'dangol-smoke-'))
  writeFileSync(join(data, 'device-keys.json'), JSON.stringify({ kiosk: 'k'.repeat(43) }))
  // Chromium's sandbox does not start as root, which only a build machine is.
  const args = process.getuid?.() === 0 ? ['--no-sandbox', main] : [main]
  const env = { ...process.env, DANGOL_DATA: data, DANGOL_STORE_URL: 'http://127.0.0.1:1' }
  const app = await _electron.launch({ executablePath, args, env })
  try {
    const window = await app.firstWindow()
    expect(window.url()).toMatch(/^kiosk:\/\/app\//)
    expect(await window.evaluate(() => typeof Reflect.get(globalThis, 'kiosk'))).toBe('object')
    expect(await window.evaluate(() => typeof Reflect.get(globalThis, 'require'))).toBe('undefined')
    expect(await window.evaluate(() => open('https://example.com/') === null)).toBe(true)
  } finally {
    await app.close()
    rmSync(data, { recursive: true, force: true })
  }
}

it('the packaged shell starts, shows the screen and lets nothing out', async () => {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  // Where the suite itself forbids the binary, a real one that was fetched is still looked for in the package.
  const binary = findElectron(folder, undefined)
  if (binary === null || !existsSync(main)) {
    const missing = binary === null ? "Electron's binary (npx install-electron)" : 'its bundle (npm run kiosk)'
    process.stderr.write(`\nNot run: the Electron smoke test needs ${missing}, which is not on this machine.\n`)
    return
  }
  await smoke(binary)
})
