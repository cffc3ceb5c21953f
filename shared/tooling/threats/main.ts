import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { ROOT } from '../root.ts'
import { tableOf, textOf, threatsIn } from './table.ts'
import type { TestOutcome } from './table.ts'

/** Runs every test that cites a row of docs/threats.md and prints the table; exits 1 when a row does not hold. */
const TESTS = ['shared', 'server', 'kiosk', 'clienteling'].map((folder) => `${folder}/**/*.{test,e2e}.ts`)
const CITING = /['"`](?:\[[A-Z]\d{1,2}\] ?)*\[A\d{1,2}\]/

const ReportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

const threats = threatsIn(readFileSync(join(ROOT, 'docs/threats.md'), 'utf8'))
const only = process.argv.slice(2)
const wanted = only.length === 0 ? threats : threats.filter(({ name }) => only.includes(name))
if (wanted.length === 0) {
  process.stderr.write(`No such row: ${only.join(', ')}. Say for example: npm run threats -- A1 A5\n`)
  process.exit(1)
}
const rows = tableOf(wanted, run(wanted.map(({ name }) => name)))
process.stdout.write(textOf(rows))
process.exit(rows.some(({ state }) => state === 'FAIL' || state === 'NO TEST') ? 1 : 0)

function run(names: readonly string[]): TestOutcome[] {
  const exclude = (path: string): boolean => path.endsWith('node_modules') || path.endsWith('dist')
  const files = globSync(TESTS, { cwd: ROOT, exclude }).filter((file) => {
    const source = readFileSync(join(ROOT, file), 'utf8')
    return CITING.test(source) && names.some((name) => source.includes(`[${name}]`))
  })
  const [walks, tests] = [files.filter(isWalk), files.filter((file) => !isWalk(file))]
  const cited = `\\[(${names.join('|')})\\]`
  return [...outcomesOf(tests, ['-t', cited]), ...outcomesOf(walks, [])]
}

/** Each test of a walk goes on where the one before it left the screens, so that it is run whole. */
function isWalk(file: string): boolean {
  return file.endsWith('.e2e.ts')
}

function outcomesOf(files: readonly string[], which: readonly string[]): TestOutcome[] {
  if (files.length === 0) return []
  const folder = mkdtempSync(join(tmpdir(), 'dangol-threats-'))
  const report = join(folder, 'report.json')
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  spawnSync(process.execPath, [vitest, 'run', ...reporters, ...which, ...files], { cwd: ROOT, stdio: ['ignore', 2, 2] })
  try {
    return outcomesIn(readFileSync(report, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function outcomesIn(report: string): TestOutcome[] {
  const { testResults } = ReportSchema.parse(JSON.parse(report))
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ fullName, status }) => ({
        title: fullName,
        file: name.replace(`${ROOT}/`, ''),
        passed: status === 'passed',
      })),
  )
}
