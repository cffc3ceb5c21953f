import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { wordsOf } from '@dangol/domain/configurations/words.ts'
import type { Store } from '@dangol/domain/stores/store.ts'
import { createApp } from './app.ts'
import type { App } from './app.ts'
import { readConfig } from './config.ts'
import type { StoreConfig } from './config.ts'
import { openDatabase } from './db/open.ts'
import { STORE_MIGRATIONS } from './db/store-migrations.ts'
import { readDeviceKeys } from './features/devices/device-keys.ts'
import { createNotUndone } from './not-undone.ts'
import type { NotUndone } from './not-undone.ts'
import { createPinHasher } from './features/staff/pin-hasher.ts'
import { readPinKey } from './features/staff/pin-key.ts'
import { setupCodeFile } from './features/devices/setup-code.ts'
import type { SetupCodeFile } from './features/devices/setup-code.ts'
import { readStore } from './features/stores/read-store.ts'
import { createLogger } from './platform/log.ts'
import type { Logger } from './platform/log.ts'
import { machineAddresses } from './platform/machine-addresses.ts'
import { secretFile } from './platform/secret-file.ts'
import { sentenceOf, StartRefusal } from './platform/start-refusal.ts'
import { steadyClock, systemClock, systemTimers } from './platform/system-clock.ts'
import { createIds, systemRandom } from './platform/system-ids.ts'
import { readServedCertificate } from './tls/served-certificate.ts'
import { createOwnHosts } from './transport/own-hosts.ts'
import { createEmbeddedShop } from './upstream/embedded.ts'
import { readLink } from './upstream/link/read-link.ts'
import type { LinkOptions } from './upstream/link/read-link.ts'
import type { StoreLink } from './upstream/link/store-link.ts'
import { shopKeysFile } from './upstream/shop-keys.ts'

const DAY_MS = 24 * 60 * 60_000
const LOOK_AT_CERTIFICATE_EVERY_MS = 60 * 60_000
/** A third of its life: whoever looks at the log once a month is told in time. */
const RENEW_WITHIN_DAYS = 30
/** Sooner than anybody puts a backup in place. */
const KEEP_DECISIONS_EVERY_MS = 5_000
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
  const certificate = config.tlsFolder === null ? null : readServedCertificate(config.tlsFolder)
  const setupCode = setupCodeFile(config.setupCodeFile, config.recover === 'manager')
  const ownNames = [...config.ownNames, ...(certificate?.names ?? [])]
  const ids = createIds(systemClock)
  const store = readStore(config.storeFile)
  // The models are the store's, and the store is made with the link.
  let words: Words = () => null
  const app = await createApp({
    db,
    clock: systemClock,
    steady: steadyClock,
    timers: systemTimers,
    ids,
    random: systemRandom,
    log,
    store,
    link: linkOf(config, store, (configuration) => words(configuration)),
    shop: createEmbeddedShop({ url: config.shopUrl, key: () => readKey(config.shopKeyFile) }),
    shopKeys: shopKeysFile(config.rosterKeyFile),
    tenant: config.tenant,
    pins: createPinHasher(readPinKey(config.pinKeyFile, systemRandom), systemRandom),
    deviceKeys: config.trust === 'house' ? readDeviceKeys(config.deviceKeysFile, systemRandom) : null,
    ownNames,
    tls: certificate,
    strangers: {
      isOwnHost: createOwnHosts({ names: ownNames, listensAt: config.host, addresses: machineAddresses }),
      setupCode,
    },
    pages: PAGES,
    onBroken(error) {
      log.fatal({ event: 'disk.broken', err: error })
      process.exit(1)
    },
  })
  words = ({ familyId, modelVersion, choices }) => {
    const model = app.features.catalogue.book.model(familyId, modelVersion)
    return model === null ? null : wordsOf(model, choices)
  }
  const keep = keepDecisions(createNotUndone({ path: config.notUndoneFile, db, ids, features: app.features }), log)
  const url = await listen(app, config)
  process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`)
  if (config.trust === 'paired') tellSetupCode(app, setupCode, config)
  if (config.tlsFolder !== null) keepCertificate(app, config.tlsFolder, log)
  let isEnding = false
  const end = () => {
    if (isEnding) return
    isEnding = true
    void app.close().then(() => {
      keep()
      db.close()
      process.exit(0)
    })
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}

type Words = NonNullable<LinkOptions['words']>

/** Null where the embedded shop is the shop. */
function linkOf({ linkFile, linkKeyFile }: StoreConfig, store: Store, words: Words): StoreLink | null {
  if (linkFile === null) return null
  const peopleKey = secretFile(linkKeyFile, systemRandom)
  return readLink(linkFile, { clock: systemClock, store, words, peopleKey })
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

/** Only to whoever owns the machine: while nobody runs the store, or when they ask for another office or manager. */
function tellSetupCode(app: App, file: SetupCodeFile, { recover, setupCodeFile: path }: StoreConfig): void {
  if (app.features.trust.hasManager() && recover === null) return file.forget()
  const made = file.make(systemRandom)
  if (made !== null) process.stdout.write(`${JSON.stringify({ setupCode: made, keptIn: path })}\n`)
}

/** Applies what an older copy of the database would take back, and writes down what is decided from now on. */
function keepDecisions(decisions: NotUndone, log: Logger): () => void {
  const again = decisions.apply()
  if (again.putOut + again.erased > 0) log.warn({ event: 'database.older', ...again })
  const keep = () => {
    try {
      decisions.keep()
    } catch (error) {
      log.error({ event: 'decisions.not-kept', err: error })
    }
  }
  keep()
  systemTimers.every(KEEP_DECISIONS_EVERY_MS, keep)
  return keep
}

/** `npm run tls` renews the certificate beside a running store. */
function keepCertificate(app: App, folder: string, log: Logger): void {
  const look = () => {
    try {
      const certificate = readServedCertificate(folder)
      app.renewCertificate(certificate)
      const daysLeft = Math.floor((certificate.endsAtMs - systemClock.nowMs()) / DAY_MS)
      if (daysLeft <= RENEW_WITHIN_DAYS) log.warn({ event: 'certificate.ends', daysLeft })
    } catch (error) {
      log.error({ event: 'certificate.unusable', err: error })
    }
  }
  look()
  systemTimers.every(LOOK_AT_CERTIFICATE_EVERY_MS, look)
}
