import { openStoreLink } from '@dangol/client/store-link.ts'
import { systemTimers } from '@dangol/client/system-clock.ts'
import { createIds } from '@dangol/client/system-ids.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { readDeviceKey } from './config.ts'
import type { KioskConfig } from './config.ts'
import { openKioskFiles } from './disk/kiosk-files.ts'
import { createSimulatedScanner } from './devices/simulated-scanner.ts'
import type { SimulatedScanner } from './devices/simulated-scanner.ts'
import { createHost } from './kiosk-host.ts'
import type { KioskHost } from './kiosk-host.ts'
import { steadyClock } from './steady-clock.ts'

/** Version that the office sees; kept equal to `kiosk/package.json` by a test. */
export const KIOSK_VERSION = '0.1.0'

/** One line of the log: an event and its fields, none of them personal. */
export type HostLog = (event: string, fields: Record<string, unknown>) => void

/** The host of this machine, with the real clock, line and disk. Refuses to start without device key or cache file. */
export function openHost(config: KioskConfig, log: HostLog): { host: KioskHost; scanner: SimulatedScanner } {
  const token = readDeviceKey(config.dataFolder)
  const files = openKioskFiles(config.dataFolder, config.kioskId)
  const { kioskId, storeName, pitchMm, shopUrl, simulator } = config
  const link = openStoreLink({
    url: config.storeUrl,
    handshake: () => ({ protocol: PROTOCOL_VERSION, device: { id: kioskId, kind: 'kiosk' }, token }),
    timers: systemTimers,
  })
  link.onStatus((status) => log('link.changed', { status, refusal: link.refusal() }))
  // A serial or HID reader is one more adapter of the port; until then codes come by camera, or from the simulator.
  const scanner = createSimulatedScanner()
  const host = createHost({
    device: { id: kioskId, storeName, pitchMm, shopUrl, simulator },
    version: KIOSK_VERSION,
    link,
    ...files,
    scanner,
    // Kiosks are updated by the store's own means at night; whoever runs them sees in the log that one is due.
    updater: { check: () => log('update.wanted', { version: KIOSK_VERSION, protocol: PROTOCOL_VERSION }) },
    clock: steadyClock,
    timers: systemTimers,
    ids: createIds(link.storeClock),
  })
  return { host, scanner }
}
