import { printReport } from './report.ts'
import type { Bench } from './report.ts'

/** `npm run bench -- NAME [--json] [options of the benchmark]`. Exits 0 whether or not targets pass. */
const BENCHES: Readonly<Record<string, () => Promise<{ bench: Bench }>>> = {
  configurator: () => import('./configurator/configurator.ts'),
  mirror: () => import('./mirror/mirror.ts'),
  recognition: () => import('./recognition/recognition.ts'),
  nextchoice: () => import('./nextchoice/nextchoice.ts'),
  sync: () => import('./sync/sync.ts'),
  touch: () => import('./touch/touch.ts'),
  trust: () => import('./trust/trust.ts'),
}

const [name = '', ...rest] = process.argv.slice(2)
const load = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined
if (load === undefined) {
  process.stderr.write(
    `Say which benchmark: ${Object.keys(BENCHES).join(', ')}. Example: npm run bench -- recognition --json\n`,
  )
  process.exit(1)
}
const { bench } = await load()
const { json = false, ...options } = readOptions(rest)
printReport(await bench(options, (line) => process.stderr.write(`${line}\n`)), json !== false)
process.exit(0)

/** `--json`, `--name value` and `--name=value`; each benchmark checks its own. */
function readOptions(args: readonly string[]): Record<string, string> & { json?: string } {
  const options: Record<string, string> & { json?: string } = {}
  for (const [index, arg] of args.entries()) {
    if (!arg.startsWith('--')) continue
    const [key = '', inline] = arg.slice(2).split('=', 2)
    const next = args[index + 1]
    options[key] = inline ?? (next === undefined || next.startsWith('--') ? 'yes' : next)
  }
  return options
}
