import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureChromium } from './chromium.ts'
import { ROOT } from './root.ts'

/** Every test of the project: units, real sockets and databases, and the whole visit in Chromium. */
const chromium = ensureChromium()
if (!chromium.ok) {
  process.stderr.write(`${chromium.error.why}\n`)
  process.exit(1)
}
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
const { status } = spawnSync(process.execPath, [vitest, 'run', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, DANGOL_CHROMIUM: chromium.value },
})
process.exit(status ?? 1)
