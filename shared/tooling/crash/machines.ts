import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '@dangol/domain/chance/random.ts'
import type { KioskState } from '@dangol/protocol/bridge.ts'
import { freePorts } from '../free-ports.ts'
import type { Child } from '../start/child.ts'
import { readKioskFile } from './check/kiosk-file.sql.ts'
import type { KioskFile } from './check/kiosk-file.sql.ts'
import { cutPower } from './disk/power-cut.ts'
import type { PowerCut } from './disk/power-cut.ts'
import { recordDisk } from './disk/recorder.ts'
import { openScreen } from './load/screen.ts'
import type { Screen } from './load/screen.ts'
import { NEVER_MS } from './patience.ts'
import { isAlive, kill, launch, startStore } from './site.ts'
import type { Site } from './site.ts'

/** The kiosk's name in every round. */
export const KIOSK = 'kiosk-1'

export interface MachinesOptions {
  readonly site: Site
  readonly folder: string
  /** Compiled recorder and what the power cut leaves on the kiosk; null kills its host and leaves the machine running. */
  readonly power: { readonly library: string; readonly cut: PowerCut } | null
}

/** One store server and one kiosk with its own disk, each ended and started at will. */
export interface Machines {
  readonly kioskData: string
  readonly storeData: string
  readonly folder: string
  readonly kioskUrl: string
  readonly screen: () => Promise<Screen>
  killStore(): Promise<void>
  /** Ends the host as the round wants it; what is left on its disk is what the next start finds. */
  killKiosk(): Promise<void>
  comeBack(): Promise<void>
  look(when: string): KioskFile
  drained(): Promise<boolean>
  close(): Promise<void>
}

/** Opens both, each with a fresh disk. */
export async function openMachines(o: MachinesOptions, random: Random): Promise<Machines> {
  const { site, folder, power } = o
  const [storeData, kioskData] = [join(folder, 'data'), join(folder, 'kiosk')]
  mkdirSync(kioskData, { recursive: true })
  cpSync(site.template, storeData, { recursive: true })
  cpSync(join(site.template, 'device-keys.json'), join(kioskData, 'device-keys.json'))
  const [port = 0, kioskPort = 0] = await freePorts(2)
  const [storeUrl, kioskUrl] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${kioskPort}`]
  const disk = power && recordDisk({ library: power.library, disk: kioskData, notes: join(folder, 'recorder') })
  const openStore = () => startStore({ folder: site.folder, data: storeData, port, shopUrl: site.shopUrl, env: {} })
  const openKiosk = () =>
    launch({
      name: 'kiosk',
      entry: 'kiosk/browser/main.ts',
      url: `${kioskUrl}/healthz`,
      folder: site.folder,
      env: {
        ...{ DANGOL_DATA: kioskData, DANGOL_KIOSK_ID: KIOSK, DANGOL_KIOSK_PORT: `${kioskPort}` },
        ...{ DANGOL_STORE_URL: storeUrl, DANGOL_SHOP_URL: site.shopUrl, DANGOL_SIMULATOR: '1' },
        ...disk?.begin(),
      },
    })
  let store: Child = await openStore()
  let kiosk: Child = await openKiosk()
  const look = (when: string): KioskFile => {
    const copy = join(folder, `kiosk-${when}`)
    rmSync(copy, { recursive: true, force: true })
    cpSync(kioskData, copy, { recursive: true, filter: (path) => !path.endsWith('-shm') })
    return inFolder(copy, (path) => readKioskFile(path))
  }
  const isDrained = () => inFolder(kioskData, (path) => readKioskFile(path, { readonly: true })).waiting.length === 0
  return {
    ...{ kioskData, storeData, folder, kioskUrl, look },
    screen: () => openScreen(kioskUrl),
    killStore: () => kill(store),
    async killKiosk() {
      await kill(kiosk)
      if (power !== null && disk !== null) cutPower(disk, power.cut, random)
    },
    async comeBack() {
      kiosk = await openKiosk()
      // The kiosk is back first, as after a power cut in the whole store.
      if (!isAlive(store)) store = await openStore()
    },
    async drained() {
      const screen = await openScreen(kioskUrl)
      const startedAt = performance.now()
      const isEmpty = () => screen.state()?.link === 'online' && screen.state()?.waiting.count === 0 && isDrained()
      while (!isEmpty() && performance.now() - startedAt < NEVER_MS) await pause(200)
      screen.close()
      return isEmpty()
    },
    async close() {
      await kiosk.end()
      await store.end()
    },
  }
}

function inFolder(folder: string, read: (path: string) => KioskFile): KioskFile {
  const files = readdirSync(folder).filter((name) => name.endsWith('.sqlite'))
  const found = files.map((name) => read(join(folder, name)))
  return { faults: found.flatMap(({ faults }) => faults), waiting: found.flatMap(({ waiting }) => waiting) }
}

/** A kiosk can sell alone once it has a catalogue. */
export async function readyFor(screen: Screen): Promise<void> {
  const startedAt = performance.now()
  const isReady = (state: KioskState | null) => state?.link === 'online' && state.catalogueVersion !== null
  while (!isReady(screen.state())) {
    if (performance.now() - startedAt > NEVER_MS) throw new Error('the kiosk never had a catalogue')
    await pause(30)
  }
}
