import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStoreLink } from '@dangol/client/store-link.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import { startFakeStore } from '@dangol/client/testing/fake-store.ts'
import type { FakeStore } from '@dangol/client/testing/fake-store.ts'
import { until } from '@dangol/client/testing/until.ts'
import type { BridgeAnswer, BridgeCall, BridgeInput } from '@dangol/protocol/bridge.ts'
import type { Del, Put } from '@dangol/protocol/sync.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'
import { createBridgeRouter } from '../bridge-router.ts'
import { openKioskFiles } from '../disk/kiosk-files.ts'
import { createSimulatedScanner } from '../devices/simulated-scanner.ts'
import type { SimulatedScanner } from '../devices/simulated-scanner.ts'
import { createHost } from '../kiosk-host.ts'
import type { KioskHost } from '../kiosk-host.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import type { TurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import { KIOSK, TOPIC } from './fixtures.ts'

/** A kiosk host on real sockets and a real cache file, with its time turned by hand. */
export interface TestKiosk {
  readonly store: FakeStore
  readonly host: KioskHost
  readonly time: TurnedTime
  /** What the line waits for: an answer, and for how long a command is sent again. Only reconnecting takes real time. */
  readonly lineTime: TurnedTime
  readonly scanner: SimulatedScanner
  readonly link: StoreLink
  readonly folder: string
  updatesWanted(): number
  ask<N extends BridgeCall>(name: N, input: BridgeInput<N>): Promise<BridgeAnswer<N>>
  /** One more entry of the kiosk's own topic. */
  tell(puts: Put[], dels?: Del[]): void
  show(visit: VisitView): Promise<void>
  /** What the store server received, by name. */
  asked(name: string): unknown[]
  online(): Promise<void>
  /** The store server hangs up, and the kiosk knocks again. */
  cut(): Promise<void>
  /** Everything that was on its way to the kiosk or from it has arrived. */
  settled(): Promise<void>
  close(): Promise<void>
}

const REFUSED_PAUSE_MS = 20

interface Options {
  readonly store?: FakeStore
  readonly folder?: string
  readonly snapshot?: Put[]
}

/** Opens it, by default against a store server of its own that knows of no visit. */
export function openTestKiosk(options: Options = {}): TestKiosk {
  const { store = startFakeStore(), folder = mkdtempSync(join(tmpdir(), 'dangol-kiosk-')) } = options
  let seq = 5
  store.catchUp(TOPIC, { kind: 'snapshot', epoch: 'e', head: seq, puts: options.snapshot ?? [] })
  store.answer('devices:report', () => ({ ok: true, value: { at: 1 } }))
  const [time, lineTime] = [createTurnedTime(), createTurnedTime()]
  const scanner = createSimulatedScanner()
  const handshake = () => ({ protocol: 1, device: { id: KIOSK, kind: 'kiosk' as const }, token: 'k'.repeat(32) })
  const link = openStoreLink({ url: store.url, handshake, timers: lineTime, refusedPauseMs: REFUSED_PAUSE_MS })
  const files = openKioskFiles(folder, KIOSK)
  let updatesWanted = 0
  const host = createHost({
    device: {
      id: KIOSK,
      storeName: { ko: '단골', en: 'Dangol' },
      pitchMm: 0.369,
      shopUrl: 'http://127.0.0.1:1',
      simulator: true,
    },
    version: 'test',
    link,
    ...files,
    scanner,
    updater: { check: () => void (updatesWanted += 1) },
    clock: time,
    timers: time,
    ids: systemIds,
  })
  const router = createBridgeRouter(host.handlers, (error) => {
    throw error
  })
  const tell = (puts: Put[], dels: Del[] = []): void => {
    const prev = seq++
    store.append(TOPIC, 'e', { seq, prev, type: 'visit.changed', at: 1, puts, dels })
    store.catchUp(TOPIC, { kind: 'snapshot', epoch: 'e', head: seq, puts })
  }
  return {
    store,
    host,
    time,
    lineTime,
    scanner,
    link,
    folder,
    updatesWanted: () => updatesWanted,
    // The router answers what the contract of this name says.
    ask: (name, input) => router(name, input) as Promise<BridgeAnswer<typeof name>>,
    tell,
    async show(visit) {
      tell([{ kind: 'visit', id: visit.id, value: visit }])
      await until(() => host.state().visit?.id === visit.id, 'the visit to show')
    },
    asked: (name) => store.received.filter((request) => request.name === name).map(({ input }) => input),
    online: () => until(() => host.state().link === 'online', 'the line'),
    async cut() {
      store.cut()
      await until(() => host.state().link !== 'online', 'the line to fall')
      lineTime.pass(REFUSED_PAUSE_MS)
    },
    settled: () => settled(link),
    async close() {
      host.close()
      await store.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function settled(link: StoreLink): Promise<void> {
  // The answer comes after everything that was said before, and what follows from that takes turns of its own.
  await link.request('catalogue:stock', { query: '' })
  await new Promise((resolve) => setTimeout(resolve))
}
