import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openStoreLink } from '@dangol/client/store-link.ts'
import { systemTimers } from '@dangol/client/system-clock.ts'
import { createIds } from '@dangol/client/system-ids.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { createBridgeRouter } from '@dangol/kiosk/host/bridge-router.ts'
import { createSimulatedScanner } from '@dangol/kiosk/host/devices/simulated-scanner.ts'
import { openKioskFiles } from '@dangol/kiosk/host/disk/kiosk-files.ts'
import { createHost } from '@dangol/kiosk/host/kiosk-host.ts'
import { steadyClock } from '@dangol/kiosk/host/steady-clock.ts'
import type { BridgeAnswer, BridgeCall, BridgeInput, KioskState } from '@dangol/protocol/bridge.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { createApp } from '@dangol/server/src/app.ts'
import { smallStore } from '@dangol/server/src/testing/small-shop.ts'
import type { TestStore } from '@dangol/server/src/testing/store-server.ts'

export const KIOSK = 'kiosk-1' as DeviceId

/** A kiosk host as either shell runs it, against a real store server, with everything it ever showed. */
export function openRealKiosk(store: TestStore, folder: string) {
  const handshake = () => ({
    protocol: PROTOCOL_VERSION,
    device: { id: KIOSK, kind: 'kiosk' as const },
    token: store.deps.deviceKeys.kiosk,
  })
  const link = openStoreLink({ url: store.url, handshake, timers: systemTimers, refusedPauseMs: 50 })
  const scanner = createSimulatedScanner()
  const host = createHost({
    device: { id: KIOSK, storeName: smallStore.title, pitchMm: 0.369, shopUrl: 'http://127.0.0.1:1', simulator: true },
    version: 'test',
    ...openKioskFiles(folder, KIOSK),
    ...{ link, scanner, clock: steadyClock, timers: systemTimers, ids: createIds(link.storeClock) },
    updater: { check: () => undefined },
  })
  const router = createBridgeRouter(host.handlers, (error) => {
    throw error
  })
  const shown: KioskState[] = []
  host.onState((state) => shown.push(state))
  return {
    host,
    shown,
    // The router answers what the contract of this name says.
    ask: <N extends BridgeCall>(name: N, input: BridgeInput<N>) => router(name, input) as Promise<BridgeAnswer<N>>,
    read: (text: string) => scanner.read(new TextEncoder().encode(text)),
  }
}
export type RealKiosk = ReturnType<typeof openRealKiosk>

/** Everything on the disk of a kiosk, byte for byte. */
export const bytesIn = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n')

/** A store server that can be gone for a while; its database stays, as a disk does. */
export function interruptible(store: TestStore) {
  const { port } = new URL(store.url)
  let { app } = store
  return {
    stop: () => app.close(),
    async start() {
      app = await createApp(store.deps)
      await app.listen({ host: '127.0.0.1', port: Number(port) })
    },
    async end() {
      await app.close()
      await store.close().catch(() => undefined)
    },
  }
}
