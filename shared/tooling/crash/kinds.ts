import type { Result } from '@dangol/domain/result/result.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import { compileRecorder } from './disk/recorder.ts'
import { badLine, clockJumps, failingSync, fullDisk, killStore, powerCut, readOnlyDisk } from './faults/store-faults.ts'
import { findChromium } from '../chromium.ts'
import { runBrowserRound } from './browser-round.ts'
import { runKioskRound } from './kiosk-round.ts'
import { runRound } from './round.ts'
import type { RoundResult, StoreFault } from './round.ts'
import type { Goods } from './load/shopping.ts'
import type { PowerCut } from './disk/power-cut.ts'
import type { Site } from './site.ts'

export interface RoundAt {
  readonly site: Site
  readonly goods: Goods
  readonly seed: number
  readonly folder: string
  readonly strikesMax?: number
}
type Run = (at: RoundAt) => Promise<RoundResult>

/** One kind of fault. `share`: how many of every 20 rounds are of it. */
interface FaultKind {
  readonly name: string
  readonly share: number
  /** Refuses with the reason when this machine cannot do it. */
  make(site: Site): Result<Run, { code: string; why: string }>
}

const onStore =
  (fault: StoreFault): Run =>
  (at) =>
    runRound({ ...at, fault })

const plain = (name: string, share: number, fault: StoreFault): FaultKind => ({
  name,
  share,
  make: () => ok(onStore(fault)),
})

const recorded = (name: string, share: number, fault: (library: string) => StoreFault): FaultKind => ({
  name,
  share,
  make(site) {
    const library = compileRecorder(site.folder)
    return library.ok ? ok(onStore(fault(library.value))) : library
  },
})

const onKiosk =
  (power: { library: string; cut: PowerCut } | null): Run =>
  (at) =>
    runKioskRound({ ...at, power })

const kioskPower = (name: string, share: number, cut: PowerCut): FaultKind => ({
  name,
  share,
  make(site) {
    const library = compileRecorder(site.folder)
    return library.ok ? ok(onKiosk({ library: library.value, cut })) : library
  },
})

const killBrowser: FaultKind = {
  name: 'kill -9 browser',
  share: 1,
  make() {
    const chromium = findChromium()
    if (chromium === null) return refuse('no-chromium', { why: 'there is no Chromium' })
    return ok((at) => runBrowserRound({ ...at, chromium, power: null }))
  },
}

/** Everything that happens to a store, a kiosk and what lies between them. */
export const FAULT_KINDS: readonly FaultKind[] = [
  plain('kill -9 store', 4, killStore),
  recorded('power, all data', 1, (library) => powerCut(library, 'all')),
  recorded('power, synced only', 3, (library) => powerCut(library, 'synced')),
  recorded('power, torn pages', 3, (library) => powerCut(library, 'torn')),
  recorded('sync fails', 2, failingSync),
  recorded('disk full', 2, fullDisk),
  recorded('disk read-only', 1, readOnlyDisk),
  recorded('clock jumps', 1, clockJumps),
  plain('line cut', 1, badLine(['cut'])),
  plain('line half open', 1, badLine(['deaf', 'up', 'dumb', 'up', 'black-hole'])),
  plain('line slow', 1, badLine(['slow', 'cut', 'slow'])),
  { name: 'kill -9 kiosk', share: 2, make: () => ok(onKiosk(null)) },
  kioskPower('kiosk power, synced only', 1, 'synced'),
  kioskPower('kiosk power, torn pages', 1, 'torn'),
  killBrowser,
]
