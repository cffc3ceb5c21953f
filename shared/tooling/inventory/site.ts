import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pause, until } from '@dangol/client/testing/until.ts'
import type { Timers } from '@dangol/domain/time/clock.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { openDatabase } from '@dangol/server/src/db/open.ts'
import { STORE_MIGRATIONS } from '@dangol/server/src/db/store-migrations.ts'
import { createPinHasher } from '@dangol/server/src/features/staff/pin-hasher.ts'
import { readPinKey } from '@dangol/server/src/features/staff/pin-key.ts'
import { createLogger } from '@dangol/server/src/platform/log.ts'
import { systemTimers } from '@dangol/server/src/platform/system-clock.ts'
import { systemRandom } from '@dangol/server/src/platform/system-ids.ts'
import { smallStore } from '@dangol/server/src/testing/small-shop.ts'
import { mirrored, startTestStore } from '@dangol/server/src/testing/store-server.ts'
import type { StoreLink } from '@dangol/server/src/upstream/link/store-link.ts'
import { interruptible, openRealKiosk } from '../integration/real-kiosk.ts'
import { diskIn, diskOf } from './byte-search.ts'
import type { Canary, Disk } from './byte-search.ts'
import type { Kind, Place } from './expected.ts'
import { CANARIES, FEED, TYPED } from './people.ts'

/** What a store does now and then it does here all the time: a day passes in seconds. Milliseconds. */
const SOON_MS = 150

/** Timers in a hurry, and how often each of them that still runs has run. */
function createHurry() {
  const rounds = new Map<symbol, number>()
  const timers: Timers = {
    after: (ms, run) => systemTimers.after(ms, run),
    every(ms, run) {
      const id = Symbol('every')
      rounds.set(id, 0)
      const cancel = systemTimers.every(Math.min(ms, SOON_MS), () => {
        run()
        rounds.set(id, (rounds.get(id) ?? 0) + 1)
      })
      return () => {
        rounds.delete(id)
        cancel()
      }
    },
  }
  /** Resolves when each of them has run twice more: once for certain after whatever was under way. */
  const twiceMore = async (): Promise<void> => {
    const before = new Map(rounds)
    const hasRun = () => [...rounds].every(([id, times]) => times >= (before.get(id) ?? times) + 2 || !before.has(id))
    await until(hasRun, 'what a store does now and then')
  }
  return { timers, twiceMore }
}

export type Site = Awaited<ReturnType<typeof openSite>>

/** What is otherwise than in the house of the demonstration's kind. */
interface SiteOptions {
  readonly feed?: readonly ShopChange[]
  /** A retailer's shop on a platform of its own. */
  readonly link?: StoreLink
  readonly canaries?: readonly Canary<Kind>[]
}

/** A store server and a kiosk on disks of their own, logging as much as they can, and what must be told from everything else. */
export async function openSite({ feed = FEED, link, canaries: known = CANARIES }: SiteOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'dangol-inventory-'))
  const at = { server: join(folder, 'server'), kiosk: join(folder, 'kiosk') }
  mkdirSync(at.server)
  const printed: string[] = []
  const hurry = createHurry()
  const store = await startTestStore([...feed], {
    ...(link === undefined ? {} : { link }),
    db: openDatabase(join(at.server, 'store.sqlite'), STORE_MIGRATIONS),
    store: smallStore,
    timers: hurry.timers,
    log: createLogger('debug', { write: (line) => void printed.push(line) }),
    pins: createPinHasher(readPinKey(join(at.server, 'pin-key'), systemRandom), systemRandom),
  })
  store.shop.approvals.address = TYPED.address
  await mirrored(store)
  const server = interruptible(store)
  const kiosk = openRealKiosk(store, at.kiosk)
  await until(() => kiosk.host.state().link === 'online' && kiosk.host.state().catalogueVersion !== null, 'the kiosk')
  const canaries: Canary<Kind>[] = [...known]
  return {
    ...{ store, server, kiosk, canaries },
    /** Something that the day has made. */
    note: (kind: Kind, ...texts: readonly string[]) => void canaries.push(...texts.map((text) => ({ kind, text }))),
    /** Every byte that lies there now. */
    disk(place: Exclude<Place, 'tablet'>): Disk {
      if (place === 'logs') return diskOf({ log: printed.join('') })
      return diskIn(at[place])
    },
    /** Resolves when what a store does now and then was done at least once since, and a kiosk has had as long. */
    tidied: async () => {
      await pause(SOON_MS * 3)
      await hurry.twiceMore()
    },
    async close() {
      kiosk.host.close()
      await server.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
