import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureChromium } from '../chromium.ts'
import { ROOT } from '../root.ts'
import { installVendure } from '../vendure/install.ts'

/** `npm run e2e:vendure`: a store linked to a real Vendure, and the whole visit; what it needs is installed first. */
const chromium = ensureChromium()
if (!chromium.ok) stop(chromium.error.why)
const vendure = installVendure()
if ('why' in vendure) stop(vendure.why)

const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'linked', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, DANGOL_CHROMIUM: chromium.value },
})
process.exit(status ?? 1)

function stop(why: string): never {
  process.stderr.write(`${why}\n`)
  process.exit(1)
}
