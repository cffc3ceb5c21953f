import { parseArgs } from 'node:util'
import { printReport } from './report.ts'
import type { Bench } from './report.ts'

/** `npm run bench -- NAME [--json] [options of the benchmark]`. Exits 0 whether or not targets pass. */
const BENCHES: Readonly<Record<string, () => Promise<{ bench: Bench }>>> = {
  recognition: () => import('./recognition/recognition.ts'),
}

const [name = '', ...rest] = process.argv.slice(2)
const load = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined
if (load === undefined) {
  process.stderr.write(
    `Say which benchmark: ${Object.keys(BENCHES).join(', ')}. Example: npm run bench -- recognition --json\n`,
  )
  process.exit(1)
}
const { values } = parseArgs({ args: rest, strict: false, options: { json: { type: 'boolean', default: false } } })
const { bench } = await load()
const options = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]))
printReport(await bench(options, (line) => process.stderr.write(`${line}\n`)), values['json'] === true)
process.exit(0)
