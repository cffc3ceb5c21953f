import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../root.ts'

export const VENDURE = join(ROOT, 'shared', 'tooling', 'vendure')
export const CACHE = join(ROOT, 'node_modules', '.cache', 'dangol-vendure')
const WANTED = ['package.json', 'package-lock.json'] as const

/** Where the packages of the shop stand, or null before `installVendure`. */
export function installedVendure(): string | null {
  return existsSync(join(home(), 'node_modules', '@vendure', 'core')) ? home() : null
}

/** Installs what the lock file names, once. Answers the folder, or in one line why it cannot. */
export function installVendure(): { readonly home: string } | { readonly why: string } {
  const installed = installedVendure()
  if (installed !== null) return { home: installed }
  const making = `${home()}.${process.pid}`
  mkdirSync(making, { recursive: true })
  for (const name of WANTED) copyFileSync(join(VENDURE, name), join(making, name))
  process.stderr.write('Installing Vendure (once; about half a minute) ...\n')
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: making,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  // Two at once both install; the first to be done is the one that counts.
  if (npm.status === 0 && !existsSync(home())) renameSync(making, home())
  rmSync(making, { recursive: true, force: true })
  if (npm.status === 0) return { home: home() }
  return { why: `Vendure cannot be installed: ${firstLine(npm.error?.message ?? npm.stderr) || 'npm ci failed'}` }
}

function home(): string {
  const hash = createHash('sha256')
  for (const name of WANTED) hash.update(readFileSync(join(VENDURE, name)))
  return join(CACHE, hash.digest('hex').slice(0, 16))
}

/** npm warns about the Node that it runs on itself, which is not the one that runs the shop. */
const firstLine = (text: string): string =>
  text.split('\n').find((line) => line !== '' && !line.includes(' warn ')) ?? ''
