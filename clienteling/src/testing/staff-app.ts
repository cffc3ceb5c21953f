import { openStoreLink } from '@dangol/client/store-link.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import { systemTimers } from '@dangol/client/system-clock.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import { startFakeStore } from '@dangol/client/testing/fake-store.ts'
import type { FakeStore } from '@dangol/client/testing/fake-store.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createDeviceMemory } from '../app/device-memory.ts'
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
  /** Runs a store's composable as the page would. */
  use<T>(useStore: () => T): T
  stop(): Promise<void>
}

/** Starts it. The socket keeps real time: only what the page itself times is turned by hand. */
export function startStaffApp(kind: 'tablet' | 'office' = 'tablet'): StaffApp {
  const store = startFakeStore()
  store.catchUp('floor', { kind: 'snapshot', epoch: 'e', head: 0, puts: [] })
  const clock = createTurnedTime()
  const holder: Holder = { current: null }
  const deviceId = `${kind}-1` as DeviceId
  const link = openStoreLink({
    url: store.url,
    timers: systemTimers,
    handshake: () => ({
      protocol: PROTOCOL_VERSION,
      device: { id: deviceId, kind },
      token: 'a key long enough',
      ...(holder.current === null ? {} : { associate: holder.current }),
    }),
  })
  const app = createApp({})
  const memory = createDeviceMemory(createMemoryStorage(), kind)
  const context: StaffContext = { deviceId, link, clock, timers: clock, ids: systemIds, memory, holder }
  app.provide(staffContextKey, context)
  app.use(createPinia())
  return {
    store,
    link,
    clock,
    holder,
    use: (useStore) => app.runWithContext(useStore),
    async stop() {
      link.close()
      await store.stop()
    },
  }
}

/** Local storage for tests: remembers until it is thrown away. */
export function createMemoryStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  const values = new Map<string, string>()
  return { getItem: (name) => values.get(name) ?? null, setItem: (name, value) => void values.set(name, value) }
}
