import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from 'vite'
import { ROOT } from './root.ts'

/** Every screen the browser loads, and the folder it lands in. */
const APPS = [
  { config: 'kiosk/vite.config.ts', out: 'kiosk/dist/screen/index.html' },
  { config: 'kiosk/phone/vite.config.ts', out: 'kiosk/dist/phone/index.html' },
  { config: 'clienteling/vite.config.ts', out: 'clienteling/dist/tablet/index.html' },
] as const
const SOURCES = [
  'shared/{domain,protocol,client,ui}/**/*',
  'kiosk/{src,phone,browser,host/policy}/**/*',
  'clienteling/**/*',
  'kiosk/*.{ts,html}',
]
const STAMP = join(ROOT, 'node_modules', '.cache', 'dangol-built')

const fingerprint = fingerprintOf(SOURCES)
const isFresh =
  existsSync(STAMP) &&
  readFileSync(STAMP, 'utf8') === fingerprint &&
  APPS.every((app) => existsSync(join(ROOT, app.out)))
if (!(process.argv.includes('--if-stale') && isFresh)) {
  process.stderr.write('Building the screens ...\n')
  for (const app of APPS) {
    const configFile = join(ROOT, app.config)
    await build({ configFile, root: dirname(configFile), logLevel: 'warn' })
  }
  mkdirSync(dirname(STAMP), { recursive: true })
  writeFileSync(STAMP, fingerprint)
}

/** One hash over the names and contents of all sources: a changed file is never served stale. */
function fingerprintOf(globs: readonly string[]): string {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')))
  const files = globSync([...globs], {
    cwd: ROOT,
    withFileTypes: true,
    exclude: (entry) => ['node_modules', 'dist'].includes(entry.name),
  })
  const paths = files.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  for (const path of paths.sort()) hash.update(path.slice(ROOT.length)).update(readFileSync(path))
  return hash.digest('hex')
}
