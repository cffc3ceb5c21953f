import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installVendure } from '../vendure/install.ts'
import { readOptions } from './options.ts'
import { runFaults } from './run.ts'

/**
 * `npm run faults -- upstream [--seed N] [--orders 500] [--changes 2000] [--keep]`: a real shop, a real store, and a line between
 * them that loses, repeats, delays and lies, while both are frozen and killed. At the end every order of the store is in the shop
 * once, no draft is left there, and the store's copy is the shop (U1, U5). Prints one JSON report; exits 1 when anything is not so,
 * and keeps the databases.
 */
const options = readOptions(process.argv.slice(2))
if (!options.ok) stop(options.error.why, 2)
const vendure = installVendure()
if ('why' in vendure) stop(vendure.why, 2)

const folder = mkdtempSync(join(tmpdir(), 'dangol-faults-'))
const report = await runFaults({ ...options.value, folder, say: (line) => process.stderr.write(`${line}\n`) })
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
const isClean = report.violations.length === 0
if (isClean && !options.value.keep) rmSync(folder, { recursive: true, force: true })
else process.stderr.write(`Everything as it was found: ${folder}\n`)
process.exit(isClean ? 0 : 1)

function stop(why: string, code: number): never {
  process.stderr.write(`${why}\n`)
  process.exit(code)
}
