import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../root.ts'

interface Package {
  readonly name: string
  readonly version: string
  readonly integrity: string
  /** Of the archive; without, all of it. */
  readonly only?: readonly string[]
}

/**
 * Shopify's published schemas are inside its package for developers (ISC), as introspection results; nothing else of it is unpacked and
 * nothing of it is run. `graphql` reads them. Neither is a dependency: both are fetched when somebody wants to check.
 */
const SCHEMAS: Package = {
  name: '@shopify/dev-mcp',
  version: '1.16.0',
  integrity: 'sha512-tqgRnK7sQhjew+htxtleTH23nXB5fZcsrhWgEkomsorGXvLOB2mh2upwZm8uzuTDNTZnqtLMe64yIwh6s2awtw==',
  only: ['2025-10', '2026-01', '2026-04', '2026-07', '2026-10'].map(
    (version) => `package/dist/data/admin_${version}.json.gz`,
  ),
}
const GRAPHQL: Package = {
  name: 'graphql',
  version: '16.15.0',
  integrity: 'sha512-32kz9FecohDiC/tgcViwnRXM7HFBVTPiW7pHO+DikKOI5KjhU/jNULOReXsrFqt2WAYbE9xFXsTffJw6iTO8qw==',
}

const CACHE = join(ROOT, 'node_modules', '.cache', 'dangol-shopify')

export interface Material {
  /** Folder of the gzipped introspection results. */
  readonly schemas: string
  /** Entry of the package `graphql`. */
  readonly graphql: string
}

/** What a check needs, where it has been fetched; null before. */
function fetchedMaterial(): Material | null {
  const schemas = join(folderOf(SCHEMAS), 'package', 'dist', 'data')
  const graphql = join(folderOf(GRAPHQL), 'package', 'index.mjs')
  return existsSync(schemas) && existsSync(graphql) ? { schemas, graphql } : null
}

/** Fetches both, once (14 MB on the way, 4 MB kept). Answers in one line why it cannot. */
export function fetchMaterial(): Material | { readonly why: string } {
  for (const each of [SCHEMAS, GRAPHQL]) {
    const why = existsSync(folderOf(each)) ? null : fetchPackage(each)
    if (why !== null) return { why }
  }
  return fetchedMaterial() ?? { why: 'the packages hold other files than they should' }
}

/**
 * Whether the check can run in a test; says so on stderr when it cannot, for no test is silently left out. `DANGOL_SHOPIFY=1` lets it
 * fetch what it needs.
 */
export function materialForTests(): Material | null {
  const fetched = fetchedMaterial()
  if (fetched !== null) return fetched
  const material = process.env['DANGOL_SHOPIFY'] === '1' ? fetchMaterial() : null
  if (material !== null && 'schemas' in material) return material
  const why = material?.why ?? "Shopify's published schemas are not here (npm run shopify:check fetches them)."
  process.stderr.write(`\nNot run: ${why}\n`)
  return null
}

const folderOf = ({ name, version }: Package): string => join(CACHE, `${name.replace('/', '-')}-${version}`)

function fetchPackage(wanted: Package): string | null {
  const making = `${folderOf(wanted)}.${process.pid}`
  mkdirSync(making, { recursive: true })
  const why = unpack(wanted, making)
  // Two at once both fetch; the first to be done is the one that counts.
  if (why === null && !existsSync(folderOf(wanted))) renameSync(making, folderOf(wanted))
  rmSync(making, { recursive: true, force: true })
  return why
}

function unpack({ name, version, integrity, only = [] }: Package, into: string): string | null {
  const packed = spawnSync('npm', ['pack', `${name}@${version}`, '--ignore-scripts', '--silent'], {
    cwd: into,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  const archive = packed.stdout.trim().split('\n').at(-1) ?? ''
  if (packed.status !== 0 || archive === '') return `${name} cannot be fetched`
  const bytes = readFileSync(join(into, archive))
  if (`sha512-${createHash('sha512').update(bytes).digest('base64')}` !== integrity) return `${name} is another file`
  const tar = spawnSync('tar', ['-xzf', archive, ...only], { cwd: into, encoding: 'utf8' })
  rmSync(join(into, archive))
  return tar.status === 0 ? null : `${name} cannot be unpacked`
}
