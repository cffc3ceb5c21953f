import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { systemTimers } from '@dangol/client/system-clock.ts'
import * as electron from 'electron'
import { pino } from 'pino'
import { readKioskConfig } from '../host/config.ts'
import { openHost } from '../host/open-host.ts'
import { StartRefusal } from '../host/start-refusal.ts'
import { steadyClock } from '../host/steady-clock.ts'
import { systemVault } from './key-vault.ts'
import { openShell } from './shell.ts'

const log = pino({ base: null }, pino.destination(2))

const note = (event: string, fields: Record<string, unknown>): void => log.info({ event, ...fields })

const vault = systemVault(() => electron.safeStorage, process.platform)

// Built into `kiosk/dist/electron/`, beside the preload script and next to the screen.
openShell({
  electron,
  openHost: () => openHost(readKioskConfig(process.env), note, vault).host,
  folder: join(import.meta.dirname, '..', 'screen'),
  preload: join(import.meta.dirname, 'preload.cjs'),
  packaged: electron.app.isPackaged,
  clock: steadyClock,
  timers: systemTimers,
  nonce: () => randomBytes(24).toString('base64url'),
  log: note,
}).catch((error: unknown) => {
  process.stderr.write(`${error instanceof StartRefusal ? error.message : String(error)}\n`)
  electron.app.exit(1)
})
