import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { readKioskConfig } from '../host/config.ts'
import { openHost } from '../host/open-host.ts'
import { StartRefusal } from '../host/start-refusal.ts'
import { openBrowserShell } from './server.ts'

/** Starts the kiosk of this machine and prints the address of its screen. */
async function main(): Promise<void> {
  const config = readKioskConfig(process.env)
  const log = pino({ base: null, level: config.logLevel }, pino.destination(2))
  const folder = fileURLToPath(new URL('../dist/screen', import.meta.url))
  if (!existsSync(folder)) throw new StartRefusal('The kiosk screen is not built yet: run "npm run build" first.')
  const { host, scanner } = openHost(config, (event, fields) => log.info({ event, ...fields }))
  const onFailure = (error: unknown): void => log.error({ event: 'bridge.failed', err: error })
  const shell = await openBrowserShell({
    host,
    folder,
    port: config.port,
    scanner: config.simulator ? scanner : null,
    onFailure,
  }).catch((error: unknown) => {
    host.close()
    throw error
  })
  log.info({ event: 'kiosk.ready', kioskId: config.kioskId, storeUrl: config.storeUrl, url: shell.url })
  process.stdout.write(`Kiosk ${config.kioskId}: ${shell.url}/\n`)
  const stop = (): void => {
    host.close()
    void shell.close().then(() => process.exit(0))
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

try {
  await main()
} catch (error) {
  if (!(error instanceof StartRefusal)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
