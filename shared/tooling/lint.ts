import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from './root.ts'

/** The tree in parts, each in a process of its own: read with its types, all of it takes more memory than an engine has by default. */
const PARTS = [
  ['clienteling/src/tablet'],
  ['clienteling/src/office'],
  ['clienteling', '--ignore-pattern', 'clienteling/src/tablet/', '--ignore-pattern', 'clienteling/src/office/'],
  ['kiosk/src'],
  ['kiosk/phone'],
  ['kiosk', '--ignore-pattern', 'kiosk/src/', '--ignore-pattern', 'kiosk/phone/'],
  ['server'],
  ['bench', 'shared', '--ignore-pattern', 'shared/tooling/'],
  ['shared/tooling', '*.ts', '*.js'],
] as const

const eslint = join(ROOT, 'node_modules', 'eslint', 'bin', 'eslint.js')
const isClean = (part: readonly string[]): boolean =>
  spawnSync(process.execPath, [eslint, ...part, '--max-warnings', '0'], { cwd: ROOT, stdio: 'inherit' }).status === 0
// Each is looked at, whatever the ones before it had.
const found = PARTS.map((part) => isClean(part))
process.exitCode = found.every(Boolean) ? 0 : 1
