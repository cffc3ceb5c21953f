// A registry that mirrors only some platforms makes npm leave the other platforms' optional packages out of the lock file,
// and `npm ci` then refuses it everywhere. This names them all, as npm itself would: run it after `npm install`.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './install.mjs'

const path = join(ROOT, 'package-lock.json')
const lock = JSON.parse(readFileSync(path, 'utf8'))
const added = missingOptionals(lock.packages)
for (const { name, version } of added)
  lock.packages[`node_modules/${name}`] = { version, optional: true, ...platformOf(name) }
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))
writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
process.stdout.write(`package-lock.json: ${added.length} platform packages added\n`)

/**
 * Optional dependencies with an exact version that no entry of the lock file provides.
 * @param {Record<string, { optionalDependencies?: Record<string, string> }>} packages
 */
function missingOptionals(packages) {
  const wanted = Object.values(packages).flatMap((entry) => Object.entries(entry.optionalDependencies ?? {}))
  return wanted
    .filter(([name, version]) => /^\d/.test(version) && packages[`node_modules/${name}`] === undefined)
    .map(([name, version]) => ({ name, version }))
}

/** What a platform package's name says of the machines it is for. @param {string} name */
function platformOf(name) {
  const oses = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'aix', 'netbsd', 'openbsd', 'sunos']
  const cpus = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'wasm32']
  const words = name.split(/[-/]/)
  const os = oses.filter((one) => words.includes(one))
  const cpu = cpus.filter((one) => words.includes(one))
  return { ...(cpu.length > 0 ? { cpu } : {}), ...(os.length > 0 ? { os } : {}) }
}
