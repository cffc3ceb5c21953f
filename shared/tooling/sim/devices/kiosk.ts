import { createStoreLink } from '@dangol/client/store-link.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import type { Replica } from '@dangol/client/replica.ts'
import { Random } from '@dangol/domain/chance/random.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { createBridgeRouter } from '@dangol/kiosk/host/bridge-router.ts'
import { createSimulatedScanner } from '@dangol/kiosk/host/devices/simulated-scanner.ts'
import type { SimulatedScanner } from '@dangol/kiosk/host/devices/simulated-scanner.ts'
import { createHost } from '@dangol/kiosk/host/kiosk-host.ts'
import type { KioskHost } from '@dangol/kiosk/host/kiosk-host.ts'
import type { BridgeAnswer, BridgeCall, BridgeInput } from '@dangol/protocol/bridge.ts'
import type { Handshake } from '@dangol/protocol/handshake.ts'
import type { Topic } from '@dangol/protocol/sync.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { createIds } from '@dangol/server/src/platform/system-ids.ts'
import { smallStore } from '@dangol/server/src/testing/small-shop.ts'
import { hashOf } from '../network/network.ts'
import { DEVICE_KEYS } from '../store/store-machine.ts'
import { createMachine } from '../time/machine.ts'
import type { Life, Machine } from '../time/machine.ts'
import type { Surroundings } from './device.ts'
import { emptyDisk, filesOn } from './kiosk-disk.ts'
import { watchedLink } from './watched-link.ts'

/** A kiosk: the real host over a simulated line, on a machine that can be put to sleep and unplugged. */
export interface Kiosk {
  readonly kind: 'kiosk'
  readonly id: DeviceId
  readonly machine: Machine
  readonly handshake: () => Handshake
  /** The running host; null while the kiosk is off. */
  host(): KioskHost | null
  link(): StoreLink | null
  followed(): ReadonlyMap<Topic, Replica>
  ask<N extends BridgeCall>(name: N, input: BridgeInput<N>): Promise<BridgeAnswer<N>>
  /** Holds a code before the reader. */
  show(code: string): void
  readonly start: () => void
  /** Pulls the plug: memory is gone, the disk stays. */
  readonly kill: () => void
  /** Copies the disk as it is; calling the result brings the kiosk back to it, switched off. */
  copyDisk(): () => void
  oldestWaiting(): string | null
}

interface Running {
  readonly life: Life
  readonly host: KioskHost
  readonly link: StoreLink
  readonly followed: Map<Topic, Replica>
  readonly scanner: SimulatedScanner
  readonly router: ReturnType<typeof createBridgeRouter>
}

export function createKiosk(id: DeviceId, around: Surroundings): Kiosk {
  const machine = createMachine(around.time)
  const random = new Random(around.seed ^ hashOf(`ids of ${id}`))
  let disk = emptyDisk()
  let running: Running | null = null

  const device = { id, kind: 'kiosk' as const }
  const handshake = (): Handshake => ({ protocol: PROTOCOL_VERSION, device, token: DEVICE_KEYS.kiosk })

  const boot = (): Running => {
    around.started(id)
    const life = machine.begin()
    const { timers } = life
    const openLine = around.network.lineOf({ id, life, isAsleep: machine.isAsleep, handshake })
    const followed = new Map<Topic, Replica>()
    const link = watchedLink(createStoreLink({ openLine, timers }), (topic) => around.watch(id, topic), followed)
    const scanner = createSimulatedScanner()
    const host = createHost({
      device: { id, storeName: smallStore.title, pitchMm: 0.369, shopUrl: 'http://127.0.0.1:1', simulator: true },
      version: 'simulated',
      ...{ link, scanner, timers },
      ...filesOn(disk, (command) => around.kept(id, command)),
      updater: { check: () => undefined },
      clock: machine.steady,
      ids: createIds(machine.clock, (length) => Uint8Array.from({ length }, () => random.below(256))),
    })
    const router = createBridgeRouter(host.handlers, around.failed)
    return { life, host, link, followed, scanner, router }
  }
  const kill = (): void => {
    running?.life.end()
    running = null
    around.network.cut(id, around.deathNoticedWithinMs)
  }
  return {
    kind: 'kiosk',
    id,
    ...{ machine, handshake },
    host: () => running?.host ?? null,
    link: () => running?.link ?? null,
    followed: () => running?.followed ?? new Map<Topic, Replica>(),
    ask(name, input) {
      if (running === null) return Promise.resolve(OFF as BridgeAnswer<typeof name>)
      // The router answers what the contract of this name says.
      return running.router(name, input) as Promise<BridgeAnswer<typeof name>>
    },
    show: (code) => running?.scanner.read(new TextEncoder().encode(code)),
    start: () => void (running ??= boot()),
    kill,
    copyDisk() {
      const copy = structuredClone(disk)
      return () => {
        kill()
        disk = structuredClone(copy)
      }
    },
    oldestWaiting() {
      const waiting = running?.host.state().waiting
      return waiting === undefined || waiting.since === null ? null : `what was made at ${waiting.since}`
    },
  }
}

const OFF = { ok: false, error: { code: 'unavailable' } }
