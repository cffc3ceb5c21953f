import { join } from 'node:path'
import { openDatabase } from '../src/db/open.ts'
import { createLogger } from '../src/platform/log.ts'
import { sentenceOf, StartRefusal } from '../src/platform/start-refusal.ts'
import { systemClock, systemTimers } from '../src/platform/system-clock.ts'
import { createIds, systemRandom } from '../src/platform/system-ids.ts'
import { readStore } from '../src/features/stores/read-store.ts'
import { readLink } from '../src/upstream/link/read-link.ts'
import { createShop } from './app.ts'
import type { MemberLink } from './link/platform.ts'
import { showTo } from './http/demo-kiosk.ts'
import { readShopConfig } from './config.ts'
import type { ShopConfig } from './config.ts'
import { SHOP_MIGRATIONS } from './db/shop-migrations.ts'
import { secretFile } from '../src/platform/secret-file.ts'
import { signingKeyFile } from './signing-key.ts'
import { mailLog } from './sign-in/mail-log.ts'

const PAGES = join(import.meta.dirname, '../../kiosk/dist/phone')

/** How long requests under way may take to their end. Milliseconds. */
const END_WITHIN_MS = 3_000

try {
  await run(readShopConfig(process.env))
} catch (error) {
  const sentence = sentenceOf(error)
  if (sentence === null) throw error
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

async function run(config: ShopConfig): Promise<void> {
  const logger = createLogger(config.logLevel)
  const db = openDatabase(config.database, SHOP_MIGRATIONS)
  const running = await createShop({
    db,
    clock: systemClock,
    timers: systemTimers,
    ids: createIds(systemClock),
    random: systemRandom,
    logger,
    tenant: config.tenant,
    tenantKey: secretFile(config.tenantKeyFile, systemRandom),
    storeId: config.storeId,
    storeApiKey: secretFile(config.storeKeyFile, systemRandom),
    signingKey: signingKeyFile(config.rosterKeyFile),
    demo: config.demo,
    link: linkOf(config),
    showToKiosk: config.demo && config.kioskUrl !== null ? showTo(config.kioskUrl) : undefined,
    deliver: mailLog(config.mailLog, systemClock, (err) => logger.error({ event: 'mail.failed', err })),
    publicUrl: () => config.publicUrl ?? named(config.host, running.app.listeningOrigin),
    pages: PAGES,
  })
  const url = await listen(running.app.listen({ host: config.host, port: config.port }), config)
  logger.info({ event: 'shop.ready', url, demo: config.demo })
  const leave = () => {
    db.close()
    process.exit(0)
  }
  const end = () => {
    // A connection that arrives in the moment of closing would keep it open for ever; what was answered is durable already.
    setTimeout(leave, END_WITHIN_MS).unref()
    void running.close().then(leave)
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
}

/** Absent where this is the shop itself. Refuses a link whose store is not the one that this service is for. */
function linkOf({ linkFile, linkKeyFile, storeFile, storeId }: ShopConfig): MemberLink | undefined {
  if (linkFile === null) return undefined
  const store = readStore(storeFile)
  if (store.id !== storeId)
    throw new StartRefusal(
      `DANGOL_STORE is ${storeId}, and the store’s facts are of ${store.id}: a linked store has one name.`,
    )
  return readLink(linkFile, { clock: systemClock, store, peopleKey: secretFile(linkKeyFile, systemRandom) })
}

/** On this machine alone the shop is called localhost: of a bare address no browser lets anybody make a passkey. */
function named(host: string, listening: string): string {
  const url = new URL(listening)
  if (host === '127.0.0.1' || host === '::1') url.hostname = 'localhost'
  return url.origin
}

/** A port that is taken, or an address that is not ours, is a sentence and not a stack trace. */
async function listen(listening: Promise<string>, { host, port }: ShopConfig): Promise<string> {
  try {
    return await listening
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EADDRINUSE') throw new StartRefusal(`Port ${port} is taken: set DANGOL_SHOP_PORT to a free one.`)
    if (code === 'EACCES')
      throw new StartRefusal(`Port ${port} is not ours to use: set DANGOL_SHOP_PORT to a free one.`)
    if (code === 'EADDRNOTAVAIL')
      throw new StartRefusal(`The address ${host} is not on this machine: check DANGOL_HOST.`)
    throw error
  }
}
