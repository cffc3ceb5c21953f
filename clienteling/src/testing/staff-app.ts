import { openStoreLink } from '@dangol/client/store-link.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import { systemTimers } from '@dangol/client/system-clock.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import { startFakeStore } from '@dangol/client/testing/fake-store.ts'
import type { FakeStore } from '@dangol/client/testing/fake-store.ts'
import type { WaitingCommand } from '@dangol/client/outbox.ts'
import type { AssociateId, DeviceId } from '@dangol/domain/ids/ids.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createDeviceMemory } from '../app/device-memory.ts'
import { byMaker } from '../app/indexed-outbox.ts'
import type { TabletOutboxes } from '../app/indexed-outbox.ts'
import type { Passkeys, Shown } from '../app/staff/passkeys.ts'
import { staffContextKey } from '../app/staff-context.ts'
import type { Holder, StaffContext } from '../app/staff-context.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import type { TurnedTime } from '@dangol/domain/time/testing/turned-time.ts'

/** A staff page without a screen: real stores over a real socket to a small store server, with time turned by hand. */
export interface StaffApp {
  readonly store: FakeStore
  readonly link: StoreLink
  readonly clock: TurnedTime
  readonly holder: Holder
  readonly passkeys: TestPasskeys
  /** Runs a store's composable as the page would. */
  use<T>(useStore: () => T): T
  /** Everything that was on its way to the page or from it has arrived. */
  settled(): Promise<void>
  stop(): Promise<void>
}

/** Starts it, with what an earlier start left in its outboxes. The socket keeps real time: only what the page itself times is turned by hand. */
export function startStaffApp(
  kind: 'tablet' | 'office' = 'tablet',
  outboxes: TabletOutboxes = createMemoryOutboxes(),
): StaffApp {
  const store = startFakeStore()
  store.catchUp('floor', { kind: 'snapshot', epoch: 'e', head: 0, puts: [] })
  const clock = createTurnedTime()
  const holder: Holder = { session: null }
  const passkeys = createTestPasskeys()
  const deviceId = `${kind}-1` as DeviceId
  const link = openStoreLink({
    url: store.url,
    timers: systemTimers,
    ...{ clock, steady: clock },
    handshake: () => ({
      protocol: PROTOCOL_VERSION,
      device: { id: deviceId, kind },
      token: 'a key long enough',
      ...(holder.session === null ? {} : { session: holder.session }),
    }),
  })
  const app = createApp({})
  const memory = createDeviceMemory(createMemoryStorage(), kind)
  const context: StaffContext = {
    ...{ face: kind, deviceId, link, clock, timers: clock, ids: systemIds, memory, holder, outboxes, passkeys },
    becomeStranger: null,
  }
  app.provide(staffContextKey, context)
  app.use(createPinia())
  return {
    store,
    link,
    clock,
    holder,
    passkeys,
    use: (useStore) => app.runWithContext(useStore),
    async settled() {
      // The answer comes after everything that was said before, and what follows from that takes turns of its own.
      await link.request('catalogue:stock', { query: '' })
      await new Promise((resolve) => setTimeout(resolve))
    },
    async stop() {
      link.close()
      await store.stop()
    },
  }
}

/** The machine's passkeys as a test wants them: it answers as it is told to. */
interface TestPasskeys extends Passkeys {
  answer: Shown
}
const createTestPasskeys = (): TestPasskeys => {
  const passkeys: TestPasskeys = {
    answer: { ok: true, value: { id: 'of the machine' } },
    make: () => Promise.resolve(passkeys.answer),
    show: () => Promise.resolve(passkeys.answer),
  }
  return passkeys
}

/** Local storage for tests: remembers until it is thrown away. */
export function createMemoryStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const values = new Map<string, string>()
  return {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
    removeItem: (name) => void values.delete(name),
  }
}

/** A tablet's outboxes that a test can hand on to the next start. */
export function createMemoryOutboxes(): TabletOutboxes {
  const rows = new Map<string, { maker: AssociateId; command: WaitingCommand }>()
  const all = () => [...rows.values()].sort((a, b) => a.command.n - b.command.n)
  return {
    of: (maker) => ({
      all: () => Promise.resolve(all().flatMap((row) => (row.maker === maker ? row.command : []))),
      put: (command) => Promise.resolve(void rows.set(command.id, { maker, command })),
      drop: (id) => Promise.resolve(void rows.delete(id)),
      close: () => undefined,
    }),
    waiting: () => Promise.resolve(byMaker(all())),
    destroy: () => Promise.resolve(rows.clear()),
    close: () => undefined,
  }
}
