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
const asked = process.argv.slice(2)
/** All but what needs another program installed. */
const projects = asked.includes('--project') ? [] : ['unit', 'rounds', 'e2e'].flatMap((name) => ['--project', name])
if (projects.length > 0) {
  process.stderr.write('Not run here: a store linked to a real Vendure, which `npm run e2e:vendure` installs.\n')
}
const { status } = spawnSync(process.execPath, [vitest, 'run', ...projects, ...asked], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, DANGOL_CHROMIUM: chromium.value },
})
process.exit(status ?? 1)
