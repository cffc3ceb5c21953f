import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../root.ts'
import { citationsIn, compare, rulesIn } from './compare.ts'

/** Says which rules of docs/protocol.md no test shows, and which tests cite a rule that is not written; exits 1 for either. */
const RULES = 'docs/protocol.md'
const TESTS = ['shared', 'server', 'kiosk', 'clienteling', 'bench'].map((folder) => `${folder}/**/*.{test,e2e}.ts`)

const files = globSync(TESTS, { cwd: ROOT, exclude: (path) => path.endsWith('node_modules') || path.endsWith('dist') })
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
const result = compare(
  rulesIn(read(RULES)),
  files.flatMap((file) => citationsIn(file, read(file))),
)

const problems = [
  ...result.untested.map((rule) => `${RULES}: no test shows ${rule}`),
  ...result.twice.map((rule) => `${RULES}: ${rule} is written twice`),
  ...result.unwritten.map(({ name, file, line }) => `${file}:${line}: cites ${name}, which ${RULES} does not have`),
]
process.stdout.write(problems.map((problem) => `${problem}\n`).join(''))
process.stdout.write(`${result.rules} rules, cited ${result.citations} times by tests\n`)
process.exit(problems.length === 0 ? 0 : 1)
