import { spawn, spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { mainConfig, preloadConfig } from '../build/electron.vite.ts'
import { readKioskConfig } from '../host/config.ts'
import { StartRefusal } from '../host/start-refusal.ts'
import { findElectron, noElectronSentence, noStoreSentence, storeAnswers } from './launch-plan.ts'

/** How long the binary may take to come. Milliseconds. */
const FETCH_MS = 180_000

/** `npm run kiosk`: the kiosk in Electron, against a store server that is there. */
async function launch(): Promise<void> {
  const config = readKioskConfig(process.env)
  if (!(await storeAnswers(config.storeUrl))) throw new StartRefusal(noStoreSentence(config.storeUrl))
  const binary = electronBinary()
  if (binary === null) throw new StartRefusal(noElectronSentence(`http://127.0.0.1:${config.port}/`))
  await build(mainConfig)
  await build(preloadConfig)
  const main = fileURLToPath(new URL('../dist/electron/main.js', import.meta.url))
  const child = spawn(binary, [main], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => (process.exitCode = code ?? 1))
}

/** The binary that is there, or that can be fetched now; null when neither. */
function electronBinary(): string | null {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const present = findElectron(folder, override)
  if (present !== null || override !== undefined) return present
  process.stderr.write('Fetching the Electron binary ...\n')
  spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: FETCH_MS })
  return findElectron(folder, undefined)
}

try {
  await launch()
} catch (error) {
  if (!(error instanceof StartRefusal)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
