import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { until } from '@dangol/client/testing/until.ts'
import { Random } from '@dangol/domain/chance/random.ts'
import { freePorts } from '../free-ports.ts'
import type { Child } from '../start/child.ts'
import { judge } from './check/judge.ts'
import type { Violation } from './check/judge.ts'
import { faultsWhenQuiet, shopHasEachOnce } from './check/when-quiet.ts'
import { readLiveStoreFile, readStoreFile } from './check/store-file.sql.ts'
import type { StoreFile } from './check/store-file.sql.ts'
import { startFleet } from './load/fleet.ts'
import type { Fleet } from './load/fleet.ts'
import type { Command } from './load/ledger.ts'
import type { Goods } from './load/shopping.ts'
import { NEVER_MS } from './patience.ts'
import { isAlive, startStore } from './site.ts'
import type { Site } from './site.ts'

const STRIKES_MAX = 3
/** How long the devices work before each disturbance. */
const LOAD_LEAST_MS = 300
const LOAD_MOST_MS = 1_600

/** What a fault does to a store in the middle of its work. */
export interface StoreFault {
  /** Whether commands may be put off with 'read-only' (D2). */
  readonly refusesReadOnly?: boolean
  /** Before the store's first start, with its data folder as it is. Returns what its processes need. */
  prepare(round: StoreRound): Promise<StoreLife> | StoreLife
}
/** One round's disturbance, made by `prepare`. */
export interface StoreLife {
  /** Environment of the store's next process; asked before each start. */
  env(): Record<string, string>
  /** Where devices reach the store; its own address when there is nothing in between. */
  readonly url?: string
  /** Disturbs. 'crashed': the process is dead and the disk is as the next start will find it. 'runs': it goes on. */
  strike(child: Child): Promise<'crashed' | 'runs'>
  close?(): Promise<void>
}
export interface StoreRound {
  readonly random: Random
  readonly folder: string
  readonly data: string
  readonly port: number
}

export interface RoundResult {
  readonly seed: number
  readonly acknowledged: number
  readonly unconfirmed: number
  readonly putOff: ReadonlyMap<string, number>
  readonly violations: readonly Violation[]
  /** What the devices remember, where the round has a fleet of them. */
  readonly commands?: readonly Command[]
  readonly seconds: number
  readonly folder: string
}

interface RoundOptions {
  readonly site: Site
  readonly goods: Goods
  readonly seed: number
  readonly fault: StoreFault
  readonly folder: string
  /** How often the store is disturbed at the most; three unless a quick look is enough. */
  readonly strikesMax?: number
}

/** One round: a fresh store under load, disturbed a few times, looked at from outside after each, and once all is quiet. */
export async function runRound(o: RoundOptions): Promise<RoundResult> {
  const startedAt = performance.now()
  const data = join(o.folder, 'data')
  mkdirSync(o.folder, { recursive: true })
  cpSync(o.site.template, data, { recursive: true })
  const [port = 0] = await freePorts(1)
  const round: StoreRound = { random: new Random(o.seed), folder: o.folder, data, port }
  const before = readFrom(round, 'before')
  const seen = await live(o, round, before)
  const file = readFrom(round, 'end')
  const last = judge(seen.fleet.ledger.commands, file, before)
  return {
    ...{ seed: o.seed, folder: o.folder, unconfirmed: seen.unconfirmed, putOff: seen.fleet.ledger.putOff },
    commands: seen.fleet.ledger.commands,
    acknowledged: last.acknowledged,
    violations: [
      ...seen.violations,
      ...last.violations,
      ...shopHasEachOnce(file, o.site.shopFile),
      ...wronglyPutOff(seen.fleet, o.fault),
    ],
    seconds: (performance.now() - startedAt) / 1_000,
  }
}

interface Seen {
  readonly fleet: Fleet
  readonly violations: Violation[]
  unconfirmed: number
}

/** The store's lives in this round, to the orderly end of the last. */
async function live(o: RoundOptions, round: StoreRound, before: StoreFile): Promise<Seen> {
  const { random, data, port } = round
  const { site, goods } = o
  const url = `http://127.0.0.1:${port}`
  const life = await o.fault.prepare(round)
  const start = () => startStore({ folder: site.folder, data, port, shopUrl: site.shopUrl, env: life.env() })
  let child = await start()
  const fleet = startFleet({ url: life.url ?? url, keys: site.keys, goods, random })
  const seen: Seen = { fleet, violations: [], unconfirmed: 0 }
  try {
    await until(() => fleet.ledger.commands.some(({ outcome }) => outcome !== null), 'a first outcome', NEVER_MS)
    for (let left = random.between(1, o.strikesMax ?? STRIKES_MAX); left > 0; left--) {
      await pause(random.between(LOAD_LEAST_MS, LOAD_MOST_MS))
      const state = await life.strike(child)
      // A store that ends by itself is started again by whoever looks after its machine.
      if (state === 'runs' && isAlive(child)) continue
      // What the dead process had sent is still on its way to the devices.
      await pause(50)
      const found = judge(fleet.ledger.commands, readFrom(round, 'crashed'), before)
      seen.violations.push(...found.violations)
      seen.unconfirmed += found.unconfirmed
      child = await start()
    }
    if (!(await fleet.settle(NEVER_MS))) seen.violations.push(...stuck(fleet))
    seen.violations.push(...(await faultsWhenQuiet(fleet, url)))
    await delivered(round)
    return seen
  } finally {
    fleet.close()
    await child.end()
    await life.close?.()
  }
}

/** Reads the database from a copy, which stays behind as evidence: opening it would change what the next start finds. */
function readFrom({ data, folder }: StoreRound, when: string): StoreFile {
  const copy = join(folder, when)
  rmSync(copy, { recursive: true, force: true })
  cpSync(data, copy, { recursive: true, filter: (path) => !path.endsWith('-shm') })
  return readStoreFile(join(copy, 'store.sqlite'))
}

const stuck = ({ ledger }: Fleet): Violation[] =>
  ledger.commands
    .filter(({ outcome }) => outcome === null)
    .map(({ request, id }) => ({ kind: 'broken', what: `${request} ${id} had no outcome in time` }))

async function delivered(round: StoreRound): Promise<void> {
  const startedAt = performance.now()
  while (performance.now() - startedAt < NEVER_MS) {
    if (readLiveStoreFile(join(round.data, 'store.sqlite')).waiting.length === 0) return
    await pause(300)
  }
}

/** What a device may be told instead of an outcome: that nobody is there, and from a store that cannot write, that. */
function wronglyPutOff({ ledger }: Fleet, { refusesReadOnly = false }: StoreFault): Violation[] {
  const allowed = ['unavailable', 'too-many-requests', ...(refusesReadOnly ? ['read-only'] : [])]
  return [...ledger.putOff]
    .filter(([code]) => !allowed.includes(code))
    .map(([code, times]) => ({ kind: 'broken', what: `commands were answered '${code}' ${times} times` }))
}
