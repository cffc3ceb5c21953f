import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createApp } from './app.ts'
import type { App } from './app.ts'
import { readConfig } from './config.ts'
import type { StoreConfig } from './config.ts'
import { openDatabase } from './db/open.ts'
import { STORE_MIGRATIONS } from './db/store-migrations.ts'
import { readDeviceKeys } from './features/devices/device-keys.ts'
import { createPinHasher } from './features/staff/pin-hasher.ts'
import { readPinKey } from './features/staff/pin-key.ts'
import { readStore } from './features/stores/read-store.ts'
import { createLogger } from './platform/log.ts'
import { sentenceOf, StartRefusal } from './platform/start-refusal.ts'
import { steadyClock, systemClock, systemTimers } from './platform/system-clock.ts'
import { createIds, systemRandom } from './platform/system-ids.ts'
import { createEmbeddedShop } from './upstream/embedded.ts'

const PAGES = join(import.meta.dirname, '../../clienteling/dist')

try {
  await run(readConfig(process.env))
} catch (error) {
  const sentence = sentenceOf(error)
  if (sentence === null) throw error
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

async function run(config: StoreConfig): Promise<void> {
  const log = createLogger(config.logLevel)
  const db = openDatabase(config.database, STORE_MIGRATIONS)
  const app = await createApp({
    db,
    clock: systemClock,
    steady: steadyClock,
    timers: systemTimers,
    ids: createIds(systemClock),
    random: systemRandom,
    log,
    store: readStore(config.storeFile),
    shop: createEmbeddedShop({ url: config.shopUrl, key: () => readKey(config.shopKeyFile) }),
    tenant: config.tenant,
    deviceKeys: readDeviceKeys(config.deviceKeysFile, systemRandom),
    ownNames: config.ownNames,
    pins: createPinHasher(readPinKey(config.pinKeyFile, systemRandom), systemRandom),
    pages: PAGES,
    onBroken(error) {
      log.fatal({ event: 'disk.broken', err: error })
      process.exit(1)
    },
  })
  const url = await listen(app, config)
  process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`)
  let isEnding = false
  const end = () => {
    if (isEnding) return
    isEnding = true
    void app.close().then(() => {
      db.close()
      process.exit(0)
    })
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}

/** The shop makes the key at its first start, which may be after ours. */
function readKey(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null
}

/** A port that is taken, or an address that is not ours, is a sentence and not a stack trace. */
async function listen(app: App, { host, port }: StoreConfig): Promise<string> {
  try {
    return await app.listen({ host, port })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'EADDRINUSE') throw new StartRefusal(`Port ${port} is taken: set DANGOL_PORT to a free one.`)
    if (code === 'EACCES') throw new StartRefusal(`Port ${port} is not ours to use: set DANGOL_PORT to a free one.`)
    if (code === 'EADDRNOTAVAIL') {
      throw new StartRefusal(`The address ${host} is not on this machine: check DANGOL_HOST.`)
    }
    throw error
  }
}
