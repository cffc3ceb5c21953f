// Plain JavaScript for whatever Node starts it (20 and up): brings the installed packages up to date with the lock file
// and finds the project's own Node 24, on which everything else runs.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const STAMP = join(ROOT, 'node_modules', '.cache', 'dangol-installed')

/** Installs what the lock file names unless it is installed already; ends the process with one sentence when it cannot. */
export function ensureInstalled() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')
  const present = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : ''
  if (wanted !== present || !existsSync(projectNode())) install(wanted)
  if (!existsSync(projectNode())) {
    stop(
      'Node 24 could not be installed into node_modules: check that npm may run the install script of the package "node".',
    )
  }
}

/** Path of the Node that is a dev dependency of this project. */
export function projectNode() {
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  return join(ROOT, 'node_modules', 'node', 'bin', file)
}

/** Says one sentence and ends with code 1. @param {string} sentence */
export function stop(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

/** @param {string} lockHash */
function install(lockHash) {
  process.stderr.write('Installing what is missing (once; about a minute) ...\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const run = (/** @type {string[]} */ args) =>
    spawnSync(npm, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' })
      .status === 0
  // The engine warnings are about the Node that starts npm, not about the one that runs the product.
  if (!run(['ci', '--no-audit', '--no-fund', '--loglevel=error'])) stop('npm ci failed: its own message is above.')
  // A cache of npm may skip the script that places the binary.
  if (!existsSync(projectNode())) run(['rebuild', 'node', '--loglevel=error'])
  mkdirSync(dirname(STAMP), { recursive: true })
  writeFileSync(STAMP, lockHash)
}
