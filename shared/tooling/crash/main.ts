import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FAULT_KINDS } from './kinds.ts'
import { readOptions } from './options.ts'
import { reportOf, tableOf } from './report.ts'
import { runCrashes } from './run.ts'

/**
 * `npm run crash -- [--rounds N] [--seed S] [--only KIND] [--json] [--keep]`: real processes, sockets and files, ended at
 * the worst moments. What the devices were told is compared with what lies on the disk, read from outside: acknowledged is
 * there, once, in every round (C1, C2, D1, D2, O1). Exits 1 when anything was lost, done twice or broken, and keeps the
 * folders of those rounds.
 */
const options = readOptions(
  process.argv.slice(2),
  FAULT_KINDS.map(({ name }) => name),
)
if (!options.ok) {
  process.stderr.write(`${options.error.why}\n`)
  process.exit(2)
}
const folder = mkdtempSync(join(tmpdir(), 'dangol-crash-'))
const { rounds, skipped } = await runCrashes({
  ...options.value,
  folder,
  say: (line) => process.stderr.write(`${line}\n`),
})
const report = reportOf(rounds, skipped)
process.stdout.write(options.value.json ? `${JSON.stringify(report, null, 2)}\n` : tableOf(report))
const isClean = report.failed.length === 0
if (isClean && !options.value.keep) rmSync(folder, { recursive: true, force: true })
process.exit(isClean ? 0 : 1)
