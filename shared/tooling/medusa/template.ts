import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from '../root.ts'
import { signIn } from './admin-client.ts'
import { CACHE } from './install.ts'
import { copyCluster, makeCluster, startCluster } from './postgres.ts'
import { seed } from './seed.ts'
import type { Seeded } from './seed.ts'
import { prepareShop, startShop } from './shop-process.ts'

const SEEDED = 'seeded.json'
/** Whatever of this changes, the shop is seeded anew. */
const SOURCES = [
  'shared/tooling/medusa/{seed,shop-process,postgres}.ts',
  'shared/tooling/medusa/{package-lock.json,shop/*}',
  'server/shop/demo/*.ts',
  'server/src/features/stores/default-store.ts',
]

/** Puts a seeded cluster into a folder; answers what the shop calls things. */
export async function openTemplate(home: string, programs: string, folder: string): Promise<Seeded> {
  const template = join(CACHE, `seeded-${fingerprint()}`)
  if (!existsSync(template)) await makeTemplate(home, programs, template)
  copyCluster(template, folder)
  // Written by `makeTemplate`.
  return JSON.parse(readFileSync(join(template, SEEDED), 'utf8')) as Seeded
}

/** Under another name first: two that start together never see half a shop. PostgreSQL may not reach the cache, so it runs elsewhere. */
async function makeTemplate(home: string, programs: string, template: string): Promise<void> {
  process.stderr.write('Seeding Medusa (once; about a minute) ...\n')
  const work = mkdtempSync(join(tmpdir(), 'dangol-medusa-'))
  const making = `${template}.${process.pid}`
  mkdirSync(making, { recursive: true })
  try {
    makeCluster(programs, work)
    const postgres = await startCluster(programs, work)
    const place = { home, databaseUrl: postgres.url }
    prepareShop(place)
    const shop = await startShop(place)
    const seeded = await seed(await signIn(shop.url))
    await shop.end()
    await postgres.end()
    copyCluster(work, making)
    writeFileSync(join(making, SEEDED), JSON.stringify(seeded))
    if (!existsSync(template)) renameSync(making, template)
  } finally {
    for (const folder of [work, making]) rmSync(folder, { recursive: true, force: true })
  }
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const path of globSync(SOURCES, { cwd: ROOT }).sort()) hash.update(path).update(readFileSync(join(ROOT, path)))
  return hash.digest('hex').slice(0, 16)
}
