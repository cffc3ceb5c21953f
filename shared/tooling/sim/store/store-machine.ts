import { Random } from '@dangol/domain/chance/random.ts'
import type { Db } from '@dangol/server/src/db/open.ts'
import type { DeviceKeys } from '@dangol/server/src/features/devices/device-keys.ts'
import { createLogger } from '@dangol/server/src/platform/log.ts'
import { createIds } from '@dangol/server/src/platform/system-ids.ts'
import { createStore } from '@dangol/server/src/store.ts'
import type { Store, StoreOptions } from '@dangol/server/src/store.ts'
import { SHOP_KEYS } from '@dangol/server/src/testing/shop-seals.ts'
import { smallStore } from '@dangol/server/src/testing/small-shop.ts'
import { createFastPins } from '@dangol/server/src/testing/fast-pins.ts'
import type { Alterations } from '../alterations.ts'
import type { Network } from '../network/network.ts'
import { SIM_TENANT } from '../people/members.ts'
import { createMachine, Killed } from '../time/machine.ts'
import type { Life, Machine } from '../time/machine.ts'
import type { VirtualTime } from '../time/virtual-time.ts'
import { crashingDb } from './crashing-db.ts'
import { createMemoryDisk } from './memory-disk.ts'
import type { MemoryDisk } from './memory-disk.ts'
import type { Wan } from './wan.ts'

/** The same for every simulation; a key proves the kind of device, no more. */
export const DEVICE_KEYS: DeviceKeys = { kiosk: 'k'.repeat(43), tablet: 't'.repeat(43), office: 'o'.repeat(43) }

/** The store's PC: real server code over a real database, with a plug that can be pulled. */
export interface StoreMachine {
  readonly machine: Machine
  /** What is committed on it outlives the server. */
  readonly disk: MemoryDisk
  /** The running server; null while it is down. */
  running(): Store | null
  readonly start: () => void
  readonly kill: () => void
  /** Dies before the n-th statement from now. */
  killAtStatement(n: number): void
  /** The server comes back on an old copy of its disk. */
  restore(backup: Buffer): void
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
  /** The server is about to start on what its disk holds. */
  readonly onStart: () => void
  /** What the server writes to its log as an error of its own. */
  readonly onError: (line: string) => void
  /** What a server that died leaves for its devices to notice. Milliseconds. */
  readonly deathNoticedWithinMs: number
  readonly alterations: Alterations
}

/** How long a disk that lies keeps what it said to have written. Milliseconds. */
const LIE_MS = 2_000

/** How long things that arrive together are collected for one commit. Milliseconds. */
const TURN_MS: readonly [number, number] = [0, 2]

export function createStoreMachine(options: StoreMachineOptions): StoreMachine {
  const { network, time } = options
  const machine = createMachine(time)
  const random = new Random(options.seed ^ 0x5707e)
  const disk = createMemoryDisk(options.disk)
  const lie = options.alterations.disk === 'lies' ? createLie(time, disk) : null
  let current: { readonly life: Life; readonly store: Store | null } | null = null
  let statementsLeft = Infinity
  let hasWritten = true

  const die = (): void => {
    statementsLeft = Infinity
    if (current === null) return
    current.life.end()
    current = null
    network.serverGone(options.deathNoticedWithinMs)
    options.onDown()
    lie?.comesOut()
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
    const store = createStore(
      storeOptions(options, machine, life, random, crashingDb(disk.db(), hookOf(life))),
      carrier,
    )
    // What goes wrong while it tidies at its start is no reason not to start: it says so and goes on, but for one that is dead.
    if (life.isOver()) throw new Killed()
    current = { life, store }
    open(options.alterations.desk?.(store.desk) ?? store.desk)
    store.start()
  }
  const start = (): void => {
    if (current !== null) return
    disk.rollBack()
    options.onStart()
    const life = machine.begin()
    current = { life, store: null }
    life.attempt(() => startOn(life))
  }
  return {
    ...{ machine, start, disk },
    running: () => current?.store ?? null,
    kill: die,
    killAtStatement: (n) => void (statementsLeft = n),
    restore(backup) {
      die()
      disk.replace(backup)
      hasWritten = true
    },
    hasWritten() {
      const has = hasWritten
      hasWritten = false
      return has
    },
    isWell: () => current !== null && !disk.isFull(),
  }
}

/** With the power goes whatever such a disk only said to have written. */
function createLie(time: VirtualTime, disk: MemoryDisk) {
  let written = disk.copy()
  const write = (): void => {
    if (!disk.db().inTransaction) written = disk.copy()
    time.after(LIE_MS, write)
  }
  write()
  return { comesOut: () => disk.replace(written) }
}

/** What a server is made of here; only the shop floor around it is simulated. */
function storeOptions(
  { wan, onError }: StoreMachineOptions,
  machine: Machine,
  life: Life,
  random: Random,
  db: Db,
): StoreOptions {
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
    shopKeys: SHOP_KEYS,
    tenant: SIM_TENANT,
    deviceKeys: DEVICE_KEYS,
    pins: createFastPins(randomBytes),
    // Somebody who asks too much is not what is tried here; ten devices and their faults are.
    limits: {
      ...{ scansPerMinute: 1_000, codesPerMinute: 1_000, searchesPerMinute: 1_000 },
      ...{ pinsPerMinute: 1_000, requestsPerSecond: 1_000 },
    },
    atEndOfTurn: (run: () => void) => void life.timers.after(random.between(...TURN_MS), run),
  }
}
