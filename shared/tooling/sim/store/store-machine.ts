import Database from 'better-sqlite3'
import { Random } from '@dangol/domain/chance/random.ts'
import type { Db } from '@dangol/server/src/db/open.ts'
import type { DeviceKeys } from '@dangol/server/src/features/devices/device-keys.ts'
import { createLogger } from '@dangol/server/src/platform/log.ts'
import { createIds } from '@dangol/server/src/platform/system-ids.ts'
import { createStore } from '@dangol/server/src/store.ts'
import type { Store } from '@dangol/server/src/store.ts'
import { smallStore } from '@dangol/server/src/testing/small-shop.ts'
import type { Network } from '../network/network.ts'
import { SIM_TENANT } from '../people/members.ts'
import { createMachine, Killed } from '../time/machine.ts'
import type { Life, Machine } from '../time/machine.ts'
import type { VirtualTime } from '../time/virtual-time.ts'
import { crashingDb } from './crashing-db.ts'
import type { Wan } from './wan.ts'

/** The same for every simulation; a key proves the kind of device, no more. */
export const DEVICE_KEYS: DeviceKeys = { kiosk: 'k'.repeat(43), tablet: 't'.repeat(43), office: 'o'.repeat(43) }
/** More pages than any simulated shop fills. */
const PAGES_MAX = 1_000_000

/** The store's PC: real server code over a real database, with a plug that can be pulled. */
export interface StoreMachine {
  readonly machine: Machine
  /** The disk: what is committed on it outlives the server. */
  disk(): Db
  /** The running server; null while it is down. */
  running(): Store | null
  readonly start: () => void
  readonly kill: () => void
  /** Dies before the n-th statement from now. */
  killAtStatement(n: number): void
  /** A copy of the disk as it is now. */
  backup(): Buffer
  /** The server comes back on an old copy of its disk. */
  restore(backup: Buffer): void
  /** The disk takes so many pages more and then no more. */
  fillDisk(pagesLeft: number): void
  readonly freeDisk: () => void
  /** Whether anything may have been written since this was last asked. */
  hasWritten(): boolean
  /** It runs, and its disk takes what it writes. */
  isWell(): boolean
}

export interface StoreMachineOptions {
  readonly time: VirtualTime
  readonly seed: number
  readonly network: Network
  readonly wan: Wan
  readonly disk: Buffer
  readonly onDown: () => void
  /** What the server writes to its log as an error of its own. */
  readonly onError: (line: string) => void
  /** What a server that died leaves for its devices to notice. Milliseconds. */
  readonly deathNoticedWithinMs: number
  /** Changes the parts of a server before it starts: how a mutation takes a safeguard away. */
  readonly alter?: (parts: StoreParts) => StoreParts
}

export type StoreParts = Parameters<typeof createStore>

/** How long things that arrive together are collected for one commit. Milliseconds. */
const TURN_MS: readonly [number, number] = [0, 2]

export function createStoreMachine(options: StoreMachineOptions): StoreMachine {
  const { network } = options
  const machine = createMachine(options.time)
  const random = new Random(options.seed ^ 0x5707e)
  let disk = openDisk(options.disk)
  let current: { readonly life: Life; readonly store: Store | null } | null = null
  let statementsLeft = Infinity
  let isFull = false
  let hasWritten = true

  const die = (): void => {
    statementsLeft = Infinity
    if (current === null) return
    current.life.end()
    current = null
    network.serverGone(options.deathNoticedWithinMs)
    options.onDown()
  }
  const hookOf =
    (life: Life) =>
    (writes: boolean): void => {
      hasWritten ||= writes
      if (!life.isOver() && --statementsLeft < 0) die()
      if (life.isOver()) throw new Killed()
    }
  const startOn = (life: Life): void => {
    const { carrier, open } = network.listen(life)
    const parts: StoreParts = [storeDeps(options, machine, life, random, crashingDb(disk, hookOf(life))), carrier]
    const store = createStore(...(options.alter?.(parts) ?? parts))
    current = { life, store }
    open(store.desk)
    store.start()
  }
  const start = (): void => {
    if (current !== null) return
    // What was not committed when the server died was never written.
    if (disk.inTransaction) disk.exec('rollback')
    const life = machine.begin()
    current = { life, store: null }
    life.attempt(() => startOn(life))
  }
  return {
    ...{ machine, start },
    disk: () => disk,
    running: () => current?.store ?? null,
    kill: die,
    killAtStatement: (n) => void (statementsLeft = n),
    backup: () => disk.serialize(),
    restore(backup) {
      die()
      disk.close()
      isFull = false
      hasWritten = true
      disk = openDisk(backup)
    },
    fillDisk(pagesLeft) {
      isFull = true
      limitPages(disk, Number(disk.pragma('page_count', { simple: true })) + pagesLeft)
    },
    freeDisk() {
      isFull = false
      limitPages(disk, PAGES_MAX)
    },
    hasWritten() {
      const has = hasWritten
      hasWritten = false
      return has
    },
    isWell: () => current !== null && !isFull,
  }
}

/** What a server is made of here; only the shop floor around it is simulated. */
function storeDeps(
  { wan, onError }: StoreMachineOptions,
  machine: Machine,
  life: Life,
  random: Random,
  db: Db,
): StoreParts[0] {
  const randomBytes = (length: number) => Uint8Array.from({ length }, () => random.below(256))
  const log = createLogger('error', {
    write(line) {
      if (!life.isOver()) onError(line)
    },
  })
  return {
    ...{ db, log, clock: machine.clock, steady: machine.steady, timers: life.timers, random: randomBytes },
    ids: createIds(machine.clock, randomBytes),
    store: smallStore,
    shop: wan.seenBy(life),
    tenant: SIM_TENANT,
    deviceKeys: DEVICE_KEYS,
    // Somebody who asks too much is not what is tried here; ten devices and their faults are.
    limits: { scansPerMinute: 1_000, searchesPerMinute: 1_000, requestsPerSecond: 1_000 },
    atEndOfTurn: (run: () => void) => void life.timers.after(random.between(...TURN_MS), run),
  }
}

/** A database in memory keeps exactly what was committed, as a disk with honest flushes does. */
function openDisk(copy: Buffer): Db {
  const db = new Database(copy)
  db.pragma('synchronous = full')
  db.pragma('foreign_keys = on')
  limitPages(db, PAGES_MAX)
  return db
}

const limitPages = (db: Db, pagesMax: number): void => void db.pragma(`max_page_count = ${pagesMax}`)
