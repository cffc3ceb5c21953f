import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from './root.ts'

/** Everything that must hold before a change lands, cheapest first. `--static` leaves the tests out. */
const STEPS = [
  ['format', 'prettier', '--check', '.', '--log-level', 'warn'],
  ['types', 'vue-tsc', '-b'],
  [
    'arch',
    'depcruise',
    '--config',
    '.dependency-cruiser.cjs',
    'shared',
    'server',
    'kiosk',
    'clienteling',
    'bench',
    '--output-type',
    'err',
  ],
  ['dead code', 'knip'],
] as const

const failed: string[] = []
for (const [name, tool, ...args] of STEPS) step(name, [join(ROOT, 'node_modules', '.bin', tool), ...args])
step('lint', [join(ROOT, 'shared', 'tooling', 'lint.ts')])
step('rules', [join(ROOT, 'shared', 'tooling', 'rules', 'main.ts')])
step('build', [join(ROOT, 'shared', 'tooling', 'build.ts')])
if (!process.argv.includes('--static')) step('tests', [join(ROOT, 'shared', 'tooling', 'test.ts')])
process.stdout.write(failed.length === 0 ? 'verify: all good\n' : `verify: failed at ${failed.join(', ')}\n`)
process.exit(failed.length === 0 ? 0 : 1)

function step(name: string, args: readonly string[]): void {
  const startedAt = performance.now()
  const { status } = spawnSync(process.execPath, [...args], { cwd: ROOT, stdio: 'inherit' })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)\n`)
  if (status !== 0) failed.push(name)
}
