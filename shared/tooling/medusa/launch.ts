import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demoModels } from '../../../server/shop/demo/demo.ts'
import { MedusaLinkSchema } from '../../../server/src/upstream/medusa/config.ts'
import type { MedusaLink } from '../../../server/src/upstream/medusa/config.ts'
import { signIn } from './admin-client.ts'
import type { Ask } from './admin-client.ts'
import { installMedusa } from './install.ts'
import { postgresPrograms, startCluster } from './postgres.ts'
import { familySku } from './seed.ts'
import type { Seeded } from './seed.ts'
import { startShop } from './shop-process.ts'
import type { ShopPlace } from './shop-process.ts'
import { openTemplate } from './template.ts'

/** A real Medusa, seeded, in a process of its own, with a PostgreSQL of its own. */
export interface Medusa {
  readonly url: string
  readonly seeded: Seeded
  /** What a store's `DANGOL_LINK` file says about it. */
  readonly link: MedusaLink
  readonly admin: Ask
  readonly pid: () => number
  /** SIGKILL: what was under way is over. The database goes on. */
  kill(): Promise<void>
  freeze(): void
  thaw(): void
  /** Starts it again on the same address, after `kill` or from running. */
  restart(): Promise<void>
  /** Ends shop and database, and removes what they wrote. */
  stop(): Promise<void>
}

/** Milliseconds between two looks for changes: a test does not wait long. */
const POLL_MS = 1_000

/**
 * Opens the shop: in ten seconds from the seeded copy, in some three minutes when nothing is installed yet. Throws with one line
 * when it cannot; a test asks `canRunMedusa` first.
 */
export async function openMedusa(o: { hook?: ShopPlace['hook']; port?: number } = {}): Promise<Medusa> {
  const installed = installMedusa()
  if ('why' in installed) throw new Error(installed.why)
  const programs = postgresPrograms()
  if (programs === null) throw new Error('PostgreSQL is not installed.')
  const folder = mkdtempSync(join(tmpdir(), 'dangol-medusa-'))
  const seeded = await openTemplate(installed.home, programs, folder)
  const postgres = await startCluster(programs, folder)
  const place = { home: installed.home, databaseUrl: postgres.url, ...(o.hook && { hook: o.hook }) }
  let shop = await startShop(place, o.port)
  const { url } = shop
  return {
    ...{ url, seeded, link: linkTo(url, folder, seeded, o.hook?.secret) },
    admin: await signIn(url),
    pid: () => shop.pid,
    kill: () => shop.end('SIGKILL'),
    freeze: () => shop.freeze(),
    thaw: () => shop.thaw(),
    async restart() {
      await shop.end()
      shop = await startShop(place, Number(new URL(url).port))
    },
    async stop() {
      await shop.end()
      await postgres.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Writes the secrets beside the shop and answers what a store's link file says about it. */
function linkTo(url: string, folder: string, seeded: Seeded, secret = 'no messages are sent'): MedusaLink {
  const [keyFile, webhookSecretFile] = [join(folder, 'api-key'), join(folder, 'hook-secret')]
  writeFileSync(keyFile, `${seeded.apiKey}\n`, { mode: 0o600 })
  writeFileSync(webhookSecretFile, `${secret}\n`, { mode: 0o600 })
  const { regionId, salesChannelId, locations, shipping } = seeded
  return MedusaLinkSchema.parse({
    ...{ platform: 'medusa', url, keyFile, webhookSecretFile, currency: 'KRW', pollMs: POLL_MS },
    ...{ regionId, salesChannelId, locations, storeLocation: 'seongsu', shipping },
    families: Object.fromEntries(demoModels.map(({ id }) => [id, familySku(id)])),
    fields: { customerNumber: 'number', customerLang: 'lang' },
    walkIn: { email: 'walk-in@example.test' },
  })
}
