import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../root.ts'

const MEDUSA = join(ROOT, 'shared', 'tooling', 'medusa')
export const CACHE = join(ROOT, 'node_modules', '.cache', 'dangol-medusa')
const WANTED = ['package.json', 'package-lock.json'] as const
/** By their names here, the places where Medusa looks for them. */
const SHOP = {
  'medusa-config.cjs': 'medusa-config.js',
  'tell-store.cjs': join('src', 'subscribers', 'tell-store.js'),
} as const

/** Where the packages of the shop stand, with its configuration; null before `installMedusa`. */
function installedMedusa(): string | null {
  return existsSync(join(home(), 'node_modules', '@medusajs', 'medusa')) ? home() : null
}

/** Installs what the lock file names, once. Answers the folder, or in one line why it cannot. */
export function installMedusa(): { readonly home: string } | { readonly why: string } {
  const installed = installedMedusa()
  if (installed !== null) return { home: installed }
  const making = `${home()}.${process.pid}`
  mkdirSync(making, { recursive: true })
  for (const name of WANTED) copyFileSync(join(MEDUSA, name), join(making, name))
  process.stderr.write('Installing Medusa (once; two minutes, 680 MB) ...\n')
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: making,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (npm.status === 0) placeShop(making)
  // Two at once both install; the first to be done is the one that counts.
  if (npm.status === 0 && !existsSync(home())) renameSync(making, home())
  rmSync(making, { recursive: true, force: true })
  if (npm.status === 0) return { home: home() }
  return { why: `Medusa cannot be installed: ${firstLine(npm.error?.message ?? npm.stderr) || 'npm ci failed'}` }
}

/** Medusa reads its configuration as CommonJS, which the folder of TypeScript around the package list is not. */
function placeShop(folder: string): void {
  // Our own file, copied a moment ago.
  const { type: _type, ...own } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { type?: string }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(own))
  mkdirSync(join(folder, 'src', 'subscribers'), { recursive: true })
  for (const [from, to] of Object.entries(SHOP)) copyFileSync(join(MEDUSA, 'shop', from), join(folder, to))
}

function home(): string {
  const hash = createHash('sha256')
  for (const name of [...WANTED, ...Object.keys(SHOP).map((file) => join('shop', file))]) {
    hash.update(readFileSync(join(MEDUSA, name)))
  }
  return join(CACHE, hash.digest('hex').slice(0, 16))
}

/** npm warns about the Node that it runs on itself, which is not the one that runs the shop. */
const firstLine = (text: string): string =>
  text.split('\n').find((line) => line !== '' && !line.includes(' warn ')) ?? ''
