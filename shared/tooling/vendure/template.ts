import { createHash } from 'node:crypto'
import {
  copyFileSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../root.ts'
import { CACHE } from './install.ts'
import { loadBulk } from './bulk/bulk.ts'
import type { Bulk } from './bulk/bulk.ts'
import { seed } from './seed/seed.ts'
import type { Keys } from './seed/keys.ts'
import { startShop } from './shop-process.ts'

const DATABASE = 'shop.sqlite'
const KEYS = 'keys.json'
/** Whatever of this changes, the shop is seeded anew. */
const SEED_SOURCES = [
  'shared/tooling/vendure/{shop,seed}/**/*',
  'shared/tooling/vendure/{package-lock.json,shopper.ts,back-office.ts}',
  'server/shop/demo/**/*',
  'server/src/features/stores/default-store.ts',
  'server/src/upstream/vendure/permissions.ts',
]
const BULK_SOURCES = ['shared/tooling/vendure/bulk/**/*']

/** Puts a seeded shop into an empty folder; a folder that has one keeps it. Answers its keys. */
export async function openTemplate(home: string, data: string, bulk: Bulk | undefined): Promise<Keys> {
  mkdirSync(data, { recursive: true })
  if (!existsSync(join(data, DATABASE))) {
    const from = bulk === undefined ? await seeded(home) : await seededWith(home, bulk)
    for (const name of [DATABASE, KEYS]) copyFileSync(join(from, name), join(data, name))
  }
  // Written by `seeded` below.
  return JSON.parse(readFileSync(join(data, KEYS), 'utf8')) as Keys
}

/** The folder with the seeded shop, made when it is not there. */
function seeded(home: string): Promise<string> {
  return once(`seeded-${fingerprint(SEED_SOURCES)}`, async (folder) => {
    process.stderr.write('Seeding Vendure (once; about half a minute) ...\n')
    const shop = await startShop({ home, data: folder, port: 0 })
    const url = `http://127.0.0.1:${shop.port}`
    try {
      const keys = await seed({ adminApi: `${url}/admin-api`, shopApi: `${url}/shop-api` })
      writeFileSync(join(folder, KEYS), JSON.stringify(keys))
    } finally {
      await shop.end('SIGTERM')
    }
  })
}

/** The seeded shop with many more customers and orders. */
function seededWith(home: string, bulk: Bulk): Promise<string> {
  return once(
    `bulk-${bulk.customers}-${bulk.orders}-${fingerprint([...SEED_SOURCES, ...BULK_SOURCES])}`,
    async (folder) => {
      cpSync(await seeded(home), folder, { recursive: true })
      loadBulk(join(folder, DATABASE), bulk)
    },
  )
}

/** Makes a folder under another name first: two that start together never see half a shop. */
async function once(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(CACHE, name)
  if (existsSync(folder)) return folder
  const making = `${folder}.${process.pid}`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true })
  try {
    await make(making)
    if (!existsSync(folder)) renameSync(making, folder)
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
  return folder
}

function fingerprint(sources: readonly string[]): string {
  const hash = createHash('sha256')
  const files = globSync(sources, { cwd: ROOT, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).filter((path) => !path.endsWith('.test.ts'))
  for (const path of paths.sort()) hash.update(path.slice(ROOT.length)).update(readFileSync(path))
  return hash.digest('hex').slice(0, 16)
}
