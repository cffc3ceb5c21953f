import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../root.ts'
import { threatsIn } from '../threats/table.ts'
import { citationsIn, compare, rulesIn } from './compare.ts'

/** Says which rules of the documents no test shows, and which tests cite a rule that is not written; exits 1 for either. */
const DOCUMENTS = ['docs/protocol.md', 'docs/threats.md']
/** A row that no test can decide says so in the document. */
const UNDECIDABLE = new Set(
  threatsIn(read('docs/threats.md')).flatMap(({ name, undecidable }) => (undecidable === null ? [] : name)),
)
const TESTS = ['shared', 'server', 'kiosk', 'clienteling', 'bench'].map((folder) => `${folder}/**/*.{test,e2e}.ts`)

const files = globSync(TESTS, { cwd: ROOT, exclude: (path) => path.endsWith('node_modules') || path.endsWith('dist') })
const result = compare(
  DOCUMENTS.flatMap((document) => rulesIn(read(document))),
  files.flatMap((file) => citationsIn(file, read(file))),
)

const problems = [
  ...result.untested.filter((rule) => !UNDECIDABLE.has(rule)).map((rule) => `no test shows ${rule}`),
  ...result.twice.map((rule) => `${rule} is written twice`),
  ...result.unwritten.map(({ name, file, line }) => `${file}:${line}: cites ${name}, which no document has`),
]
process.stdout.write(problems.map((problem) => `${problem}\n`).join(''))
process.stdout.write(`${result.rules} rules, cited ${result.citations} times by tests\n`)
process.exit(problems.length === 0 ? 0 : 1)

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8')
}
