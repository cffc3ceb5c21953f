// `node run.mjs [--build] TARGET ARGS...` runs a script of the project, or a tool by name, on the project's own Node.
import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled, projectNode, ROOT, stop } from './install.mjs'

const args = process.argv.slice(2)
const wantsBuild = args[0] === '--build'
if (wantsBuild) args.shift()
const [target, ...rest] = args
if (target === undefined) stop('Say what to run: node run.mjs TARGET ARGS...')

ensureInstalled()
if (wantsBuild) await onProjectNode('shared/tooling/build.ts', ['--if-stale'])
process.exitCode = await onProjectNode(target, rest)

/** @param {string} name @param {string[]} parameters @returns {Promise<number>} */
function onProjectNode(name, parameters) {
  const tool = join(ROOT, 'node_modules', '.bin', name)
  const script = name.includes('/') || !existsSync(tool) ? join(ROOT, name) : realpathSync(tool)
  // Guard: nothing started here may fetch Electron's binary by importing the package.
  const env = { ELECTRON_SKIP_BINARY_DOWNLOAD: '1', ...process.env }
  const child = spawn(projectNode(), ['--disable-warning=ExperimentalWarning', script, ...parameters], {
    cwd: ROOT,
    stdio: 'inherit',
    env,
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal))
  endWithParent(() => child.kill('SIGTERM'))
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => {
      if (code !== 0 && wantsBuild && name.endsWith('build.ts')) process.exit(code ?? 1)
      resolve(code ?? (signal === null ? 1 : 0))
    })
  })
}

/**
 * npm and the shell between may be ended without passing the signal on; what they started must not outlive them.
 * @param {() => void} end
 */
function endWithParent(end) {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) end()
  }, 500).unref()
}
