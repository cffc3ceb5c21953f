import { constants } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '@dangol/domain/chance/random.ts'
import { cutPower } from '../disk/power-cut.ts'
import type { PowerCut } from '../disk/power-cut.ts'
import { recordDisk } from '../disk/recorder.ts'
import type { RecordedDisk } from '../disk/recorder.ts'
import { openFaultProxy } from '../network/fault-proxy.ts'
import type { FaultyLine } from '../network/fault-proxy.ts'
import type { StoreFault, StoreLife, StoreRound } from '../round.ts'
import { kill } from '../site.ts'

/** The store's process dies; the machine goes on. */
export const killStore: StoreFault = {
  prepare: () => ({
    env: () => ({}),
    async strike(child) {
      await kill(child)
      return 'crashed'
    },
  }),
}

/** The machine loses power: its disk has only what was synced, or pages of the rest as well. */
export function powerCut(library: string, cut: PowerCut): StoreFault {
  return {
    prepare(round) {
      const disk = recordedDisk(library, round)
      return {
        env: disk.begin,
        async strike(child) {
          await kill(child)
          cutPower(disk, cut, round.random)
          return 'crashed'
        },
      }
    },
  }
}

/** Syncs fail for a while. Whatever was acknowledged meanwhile would be lost by the power cut that follows, now or later. */
export const failingSync = (library: string): StoreFault =>
  illDisk(library, (disk) => {
    disk.set('syncErrno', constants.errno.EIO)
    return () => disk.set('syncErrno', 0)
  })

/** The disk has little room left, then none; later there is room again. */
export const fullDisk = (library: string): StoreFault =>
  illDisk(library, (disk, random) => {
    disk.set('bytesLeft', random.below(400_000))
    return () => disk.set('bytesLeft', -1)
  })

/** The system turned the disk read-only, as it does when it finds it damaged; later it is as before. */
export const readOnlyDisk = (library: string): StoreFault =>
  illDisk(library, (disk) => {
    disk.set('readOnly', 1)
    return () => disk.set('readOnly', 0)
  })

/** Makes the disk ill for a while; what was told durable meanwhile is put to the test by a power cut. */
function illDisk(library: string, make: (disk: RecordedDisk, random: Random) => () => void): StoreFault {
  return {
    refusesReadOnly: true,
    prepare(round) {
      const { random } = round
      const disk = recordedDisk(library, round)
      return {
        env: disk.begin,
        async strike(child) {
          const heal = make(disk, random)
          await pause(random.between(500, 2_500))
          const isHealed = random.chance(0.6)
          if (isHealed) {
            heal()
            await pause(random.between(100, 2_500))
            if (random.chance(0.5)) return 'runs'
          }
          await kill(child)
          cutPower(disk, 'synced', random)
          return 'crashed'
        },
      }
    },
  }
}

/** The wall clock of the store's machine jumps, back and forth; nothing may rest on it (W1). */
export function clockJumps(library: string): StoreFault {
  const HOUR_MS = 3_600_000
  return {
    prepare(round) {
      const { random } = round
      const disk = recordedDisk(library, round)
      let earliestMs = 0
      return {
        env() {
          const env = disk.begin()
          // Started with a clock far ahead, a store takes the time in between for a night and ends the visits of yesterday.
          disk.set('clockMs', earliestMs)
          return env
        },
        async strike(child) {
          for (let jumps = random.between(1, 3); jumps > 0; jumps--) {
            const clockMs = random.pick([-96, -1, 0, 1, 20]) * HOUR_MS
            earliestMs = Math.min(earliestMs, clockMs)
            disk.set('clockMs', clockMs)
            await pause(random.between(200, 600))
          }
          if (random.chance(0.5)) return 'runs'
          await kill(child)
          return 'crashed'
        },
      }
    },
  }
}

/** The line between the devices and the store misbehaves for a while; the store knows nothing of it. */
export function badLine(states: readonly FaultyLine[]): StoreFault {
  return {
    async prepare({ random, port }: StoreRound): Promise<StoreLife> {
      const proxy = await openFaultProxy({ toPort: port })
      return {
        env: () => ({}),
        url: `http://127.0.0.1:${proxy.port}`,
        async strike() {
          for (const state of states) {
            proxy.set(state)
            await pause(random.between(300, 2_500))
          }
          proxy.set('up')
          return 'runs'
        },
        close: () => proxy.close(),
      }
    },
  }
}

const recordedDisk = (library: string, { folder, data }: StoreRound): RecordedDisk =>
  recordDisk({ library, disk: data, notes: join(folder, 'recorder') })
