import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '@dangol/client/system-clock.ts'
import type { KioskState } from '@dangol/protocol/bridge.ts'
import { Random } from '@dangol/domain/chance/random.ts'
import { freePorts } from '../free-ports.ts'
import type { Child } from '../start/child.ts'
import type { Violation } from './check/judge.ts'
import { readKioskFile } from './check/kiosk-file.sql.ts'
import type { KioskFile } from './check/kiosk-file.sql.ts'
import { faultsOfLog } from './check/log-chain.ts'
import { readStoreFile } from './check/store-file.sql.ts'
import { cutPower } from './disk/power-cut.ts'
import type { PowerCut } from './disk/power-cut.ts'
import { recordDisk } from './disk/recorder.ts'
import type { Member } from './load/member.ts'
import { openScreen } from './load/screen.ts'
import type { Screen } from './load/screen.ts'
import { TOUCHES, touchAlong, untouched } from './load/shopper.ts'
import type { Touched } from './load/shopper.ts'
import type { Goods } from './load/shopping.ts'
import type { RoundResult } from './round.ts'
import { isAlive, kill, launch, startStore } from './site.ts'
import type { Site } from './site.ts'

/** How long a kiosk that is back may take until nothing waits in its outbox any more. Milliseconds. */
const DRAINED_WITHIN_MS = 25_000
const KIOSK = 'kiosk-1'

export interface KioskRoundOptions {
  readonly site: Site
  readonly goods: Goods
  readonly seed: number
  readonly folder: string
  /** Compiled recorder and what the power cut leaves; null kills the host and leaves the machine running. */
  readonly power: { readonly library: string; readonly cut: PowerCut } | null
}

/**
 * One round of a kiosk whose host dies in the middle of a visit, with the store server there or gone: what the screen was told
 * as kept is on the kiosk's disk, reaches the store exactly once, and nothing of a member is on that disk (C1, O2, E2, E3).
 */
export async function runKioskRound(o: KioskRoundOptions): Promise<RoundResult> {
  const startedAt = performance.now()
  const random = new Random(o.seed)
  const machine = await openMachines(o, random)
  const touched = untouched()
  const violations: Violation[] = []
  let unconfirmed = 0
  const isMember = random.chance(0.3)
  try {
    const words = await wordsOf(o.site.member, machine)
    for (let lives = random.between(1, 2); lives > 0; lives--) {
      const isAlone = !isMember && random.chance(0.6)
      await visitAndDie(o, machine, { random, touched, isMember, isAlone })
      const kept = machine.look('crashed')
      violations.push(...kept.faults.map((what): Violation => ({ kind: 'broken', what })))
      violations.push(...personalWords(machine.kioskData, words))
      await machine.comeBack()
      const drained = await machine.drained()
      if (!drained) violations.push({ kind: 'broken', what: `the kiosk's outbox was not empty in time` })
      const found = countOnStore(machine, kept, touched, isMember)
      violations.push(...found.violations)
      unconfirmed = found.unconfirmed
    }
    violations.push(...personalWords(machine.kioskData, words))
  } finally {
    await machine.close()
  }
  return {
    ...{ seed: o.seed, folder: o.folder, violations, unconfirmed, putOff: new Map() },
    acknowledged: [...touched.told.values()].reduce((sum, times) => sum + times, 0),
    seconds: (performance.now() - startedAt) / 1_000,
  }
}

interface Machines {
  readonly kioskData: string
  readonly storeData: string
  readonly folder: string
  readonly screen: () => Promise<Screen>
  killStore(): Promise<void>
  /** Ends the host as the round wants it; what is left on its disk is what the next start finds. */
  killKiosk(): Promise<void>
  comeBack(): Promise<void>
  look(when: string): KioskFile
  drained(): Promise<boolean>
  close(): Promise<void>
}

async function openMachines(o: KioskRoundOptions, random: Random): Promise<Machines> {
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
    const files = readdirSync(copy).filter((name) => name.endsWith('.sqlite'))
    const read = files.map((name) => readKioskFile(join(copy, name)))
    return { faults: read.flatMap(({ faults }) => faults), waiting: read.flatMap(({ waiting }) => waiting) }
  }
  return {
    ...{ kioskData, storeData, folder, look },
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
      const isEmpty = () =>
        screen.state()?.link === 'online' && screen.state()?.waiting.count === 0 && look('drained').waiting.length === 0
      while (!isEmpty() && performance.now() - startedAt < DRAINED_WITHIN_MS) await pause(200)
      screen.close()
      return isEmpty()
    },
    async close() {
      await kiosk.end()
      await store.end()
    },
  }
}

/** A shopper comes, is interrupted by the end of the host, and the store server may be gone before or meanwhile. */
async function visitAndDie(
  o: KioskRoundOptions,
  machine: Machines,
  { random, touched, isMember, isAlone }: { random: Random; touched: Touched; isMember: boolean; isAlone: boolean },
): Promise<void> {
  const screen = await machine.screen()
  await readyFor(screen)
  if (isAlone) await machine.killStore()
  if (isMember) {
    const text = o.site.member.codeAt(systemClock.nowMs())
    const scanned = await screen.ask('visit:scan', { text, lang: 'ko', takeOver: true })
    if (!scanned?.ok) throw new Error(`the kiosk does not recognise the member: ${JSON.stringify(scanned)}`)
  }
  const over = new AbortController()
  const touching = touchAlong({ screen, goods: o.goods, random, touched, until: over.signal })
  await pause(random.between(400, 1_800))
  if (!isAlone && !isMember && random.chance(0.3)) {
    await machine.killStore()
    await pause(random.between(50, 1_500))
  }
  await machine.killKiosk()
  over.abort()
  await touching
  screen.close()
}

/** A kiosk can sell alone once it has a catalogue. */
async function readyFor(screen: Screen): Promise<void> {
  const startedAt = performance.now()
  const isReady = (state: KioskState | null) => state?.link === 'online' && state.catalogueVersion !== null
  while (!isReady(screen.state())) {
    if (performance.now() - startedAt > DRAINED_WITHIN_MS) throw new Error('the kiosk never had a catalogue')
    await pause(30)
  }
}

/** Each touch that was told is one command on the store's record, each that was asked at most one; what was kept is there. */
function countOnStore(
  { storeData, folder }: Machines,
  kept: KioskFile,
  touched: Touched,
  isMember: boolean,
): { violations: Violation[]; unconfirmed: number } {
  const copy = join(folder, 'store-drained')
  rmSync(copy, { recursive: true, force: true })
  cpSync(storeData, copy, { recursive: true, filter: (path) => !path.endsWith('-shm') })
  const file = readStoreFile(join(copy, 'store.sqlite'))
  const rows = [...file.commands.values()].filter(({ device }) => device === KIOSK)
  const violations: Violation[] = [
    ...file.faults.map((what): Violation => ({ kind: 'broken', what })),
    ...faultsOfLog(file),
    ...kept.waiting
      .filter(({ id }) => !file.commands.has(id))
      .map(({ id, request }): Violation => ({ kind: 'lost', what: `${request} ${id}, kept on the kiosk's disk` })),
  ]
  let unconfirmed = 0
  for (const touch of TOUCHES) {
    const [asked, told] = [touched.asked.get(touch) ?? 0, touched.told.get(touch) ?? 0]
    const done = rows.filter(({ request }) => request === touch).length
    unconfirmed += Math.max(0, done - told)
    // What a member's visit keeps is kept in memory only, and goes with it.
    if (done < told && !isMember)
      violations.push({ kind: 'lost', what: `${told} ${touch} told as done, ${done} there` })
    if (done > asked) violations.push({ kind: 'twice', what: `${asked} ${touch} asked, ${done} there` })
  }
  return { violations, unconfirmed }
}

/** The member's words that the catalogue does not say as well. */
async function wordsOf({ words }: Member, { screen, kioskData }: Machines): Promise<string[]> {
  const first = await screen()
  await readyFor(first)
  first.close()
  const known = personalWords(kioskData, words).map(({ what }) => what)
  const theirs = words.filter((word) => !known.some((what) => what.startsWith(`'${word}'`)))
  if (theirs.length === 0) throw new Error('the catalogue says every word of the member')
  return theirs
}

/** Whatever is on the kiosk's disk, deleted or not, no word of the member is (E3). */
function personalWords(kioskData: string, words: readonly string[]): Violation[] {
  return readdirSync(kioskData, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap(({ name }) => {
      const bytes = readFileSync(join(kioskData, name))
      return words
        .filter((word) => bytes.includes(Buffer.from(word)))
        .map((word): Violation => ({ kind: 'broken', what: `'${word}' of a member is in the kiosk's ${name}` }))
    })
}
