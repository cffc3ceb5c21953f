import { createDeviceIdentity } from '@dangol/client/device-identity.ts'
import { rotateWhenDue } from '@dangol/client/rotate-key.ts'
import { openStoreLink } from '@dangol/client/store-link.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import { systemClock, systemTimers } from '@dangol/client/system-clock.ts'
import { createIds } from '@dangol/client/system-ids.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Handshake } from '@dangol/protocol/handshake.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { readDeviceKey } from './config.ts'
import type { KioskConfig } from './config.ts'
import { openKioskFiles } from './disk/kiosk-files.ts'
import { createSimulatedScanner } from './devices/simulated-scanner.ts'
import type { SimulatedScanner } from './devices/simulated-scanner.ts'
import { openIdentityFile, ownFileVault } from './identity/identity-file.ts'
import type { KeyVault } from './identity/identity-file.ts'
import { createKeyRing } from './identity/key-ring.ts'
import { nodeTrustLine } from './identity/node-trust-line.ts'
import { createPairedHost } from './identity/paired-host.ts'
import { unpairedState } from './identity/unpaired-state.ts'
import { createHost } from './kiosk-host.ts'
import type { KioskHost } from './kiosk-host.ts'
import { steadyClock } from './steady-clock.ts'

/** Version that the office sees; kept equal to `kiosk/package.json` by a test. */
export const KIOSK_VERSION = '0.1.0'

/** One line of the log: an event and its fields, none of them personal. */
export type HostLog = (event: string, fields: Record<string, unknown>) => void

interface Opened {
  readonly host: KioskHost
  readonly scanner: SimulatedScanner
}

/** The host of this machine, with the real clock, line and disk. Refuses to start without device key or cache file. */
export function openHost(config: KioskConfig, log: HostLog, vault: KeyVault = ownFileVault): Opened {
  // A serial or HID reader is one more adapter of the port; until then codes come by camera, or from the simulator.
  const scanner = createSimulatedScanner()
  if (config.trust === 'paired') return { host: openPaired(config, log, vault, scanner), scanner }
  const token = readDeviceKey(config.dataFolder)
  const { kioskId } = config
  const handshake = (): Handshake => ({ protocol: PROTOCOL_VERSION, device: { id: kioskId, kind: 'kiosk' }, token })
  return { host: hostOn(openLine(config, log, handshake), { config, kioskId, scanner, log }), scanner }
}

/** A kiosk with a key of its own, in a store that trusts no other. */
function openPaired(config: KioskConfig, log: HostLog, vault: KeyVault, scanner: SimulatedScanner): KioskHost {
  const ring = createKeyRing(openIdentityFile(config.dataFolder, vault), systemClock)
  const trust = nodeTrustLine(config.storeUrl, config.storeCa ?? undefined)
  const identity = () => createDeviceIdentity(trust, ring.key())
  const open = (kioskId: DeviceId, onUnknown: () => void): KioskHost => {
    const device = { id: kioskId, kind: 'kiosk' } as const
    const handshake = async (): Promise<Handshake> => ({
      ...{ protocol: PROTOCOL_VERSION, device },
      proof: await identity().proof(kioskId, 'kiosk'),
    })
    const link = openLine(config, log, handshake)
    link.onStatus((status) => {
      if (status === 'online') void rotateWhenDue({ own: ring, link, ids: createIds(link.storeClock) })
      if (link.refusal() !== 'unknown-device') return
      // After a power cut in mid-rotation the store may know the next key already.
      if (ring.takeNext()) link.reconnect()
      else onUnknown()
    })
    return hostOn(link, { config, kioskId, scanner, log })
  }
  return createPairedHost({
    identity: identity(),
    timers: systemTimers,
    pairedAs: ring.deviceId(),
    onPaired: ring.paired,
    open,
    unpaired: () => unpairedState(config, steadyClock),
  })
}

function openLine(
  { storeUrl, storeCa }: KioskConfig,
  log: HostLog,
  handshake: () => Handshake | Promise<Handshake>,
): StoreLink {
  const ca = storeCa === null ? {} : { ca: storeCa }
  const link = openStoreLink({ url: storeUrl, handshake, timers: systemTimers, ...ca })
  link.onStatus((status) => log('link.changed', { status, refusal: link.refusal() }))
  return link
}

interface HostParts {
  readonly config: KioskConfig
  readonly kioskId: DeviceId
  readonly scanner: SimulatedScanner
  readonly log: HostLog
}

function hostOn(link: StoreLink, { config, kioskId, scanner, log }: HostParts): KioskHost {
  const { storeName, pitchMm, shopUrl, simulator } = config
  return createHost({
    device: { id: kioskId, storeName, pitchMm, shopUrl, simulator },
    version: KIOSK_VERSION,
    link,
    ...openKioskFiles(config.dataFolder, kioskId),
    scanner,
    // Kiosks are updated by the store's own means at night; whoever runs them sees in the log that one is due.
    updater: { check: () => log('update.wanted', { version: KIOSK_VERSION, protocol: PROTOCOL_VERSION }) },
    clock: steadyClock,
    timers: systemTimers,
    ids: createIds(link.storeClock),
  })
}
