import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '@dangol/client/testing/until.ts'
import type { Timers } from '@dangol/domain/time/clock.ts'
import { openDatabase } from '@dangol/server/src/db/open.ts'
import { STORE_MIGRATIONS } from '@dangol/server/src/db/store-migrations.ts'
import { createPinHasher } from '@dangol/server/src/features/staff/pin-hasher.ts'
import { readPinKey } from '@dangol/server/src/features/staff/pin-key.ts'
import { createLogger } from '@dangol/server/src/platform/log.ts'
import { systemTimers } from '@dangol/server/src/platform/system-clock.ts'
import { systemRandom } from '@dangol/server/src/platform/system-ids.ts'
import { smallStore } from '@dangol/server/src/testing/small-shop.ts'
import { mirrored, startTestStore } from '@dangol/server/src/testing/store-server.ts'
import { interruptible, openRealKiosk } from '../integration/real-kiosk.ts'
import { diskIn, diskOf } from './byte-search.ts'
import type { Canary, Disk } from './byte-search.ts'
import type { Kind, Place } from './expected.ts'
import { CANARIES, FEED, TYPED } from './people.ts'

/** What a store does now and then it does here all the time: a day passes in seconds. Milliseconds. */
const SOON_MS = 150
const inAHurry: Timers = {
  after: (ms, run) => systemTimers.after(ms, run),
  every: (ms, run) => systemTimers.every(Math.min(ms, SOON_MS), run),
}

export type Site = Awaited<ReturnType<typeof openSite>>

/** A store server and a kiosk on disks of their own, logging as much as they can, and what must be told from everything else. */
export async function openSite() {
  const folder = mkdtempSync(join(tmpdir(), 'dangol-inventory-'))
  const at = { server: join(folder, 'server'), kiosk: join(folder, 'kiosk') }
  mkdirSync(at.server)
  const printed: string[] = []
  const store = await startTestStore([...FEED], {
    db: openDatabase(join(at.server, 'store.sqlite'), STORE_MIGRATIONS),
    store: smallStore,
    timers: inAHurry,
    log: createLogger('debug', { write: (line) => void printed.push(line) }),
    pins: createPinHasher(readPinKey(join(at.server, 'pin-key'), systemRandom), systemRandom),
  })
  store.shop.approvals.address = TYPED.address
  await mirrored(store)
  const server = interruptible(store)
  const kiosk = openRealKiosk(store, at.kiosk)
  await until(() => kiosk.host.state().link === 'online' && kiosk.host.state().catalogueVersion !== null, 'the kiosk')
  const canaries: Canary<Kind>[] = [...CANARIES]
  return {
    ...{ store, server, kiosk, canaries },
    /** Something that the day has made. */
    note: (kind: Kind, ...texts: readonly string[]) => void canaries.push(...texts.map((text) => ({ kind, text }))),
    /** Every byte that lies there now. */
    disk(place: Exclude<Place, 'tablet'>): Disk {
      if (place === 'logs') return diskOf({ log: printed.join('') })
      return diskIn(at[place])
    },
    /** Resolves when what a store does now and then was done at least once since. */
    tidied: () => new Promise<void>((resolve) => setTimeout(resolve, SOON_MS * 3)),
    async close() {
      kiosk.host.close()
      await server.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
