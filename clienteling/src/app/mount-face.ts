import { openStoreLink } from '@dangol/client/store-link.ts'
import { systemClock, systemTimers } from '@dangol/client/system-clock.ts'
import { createIds } from '@dangol/client/system-ids.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { createText } from '@dangol/ui/i18n/text.ts'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import type { App, Component } from 'vue'
import { en } from '../messages/en.ts'
import { ko } from '../messages/ko.ts'
import { takeDeviceKey } from './device-key.ts'
import type { DeviceKey } from './device-key.ts'
import { createDeviceMemory } from './device-memory.ts'
import type { DeviceMemory } from './device-memory.ts'
import { indexedOutboxes } from './indexed-outbox.ts'
import NoKeyPage from './NoKeyPage.vue'
import { takeTurn } from './one-page.ts'
import SecondPage from './SecondPage.vue'
import { staffContextKey } from './staff-context.ts'
import type { Holder, StaffContext } from './staff-context.ts'
import { pageSight, watchSleep } from './wake.ts'
import './staff.css'

export type Face = 'tablet' | 'office'

/** Starts one staff face in the page: with its key the face itself, without one the page that says how to get it. */
export function mountFace(face: Face, root: Component): void {
  const memory = createDeviceMemory(localStorage, face)
  const key = takeDeviceKey(addressBar, memory, `${face}-1`)
  const mount = (page: Component, props: Record<string, unknown> = {}): App => {
    const app = createApp(page, props)
    app.use(createText({ ko, en }, firstLang(memory.get('lang'))))
    app.use(createPinia())
    return app
  }
  if (key === null) return void mount(NoKeyPage).mount('#app')
  const begin = (): void => {
    const app = mount(root)
    app.provide(staffContextKey, openContext(face, key, memory))
    app.mount('#app')
  }
  if (face === 'office') return begin()
  // Browsers may throw away what a page keeps unless it asked them not to; on a tablet commands wait there.
  void askedToPersist()
  let second: App | null = null
  takeTurn(lockManager(), 'dangol.tablet', {
    onHeld() {
      second?.unmount()
      begin()
    },
    onElsewhere(takeOver) {
      second = mount(SecondPage, { onTakeOver: takeOver })
      second.mount('#app')
    },
    onLost: () => location.reload(),
  })
}

function openContext(face: Face, key: DeviceKey, memory: DeviceMemory): StaffContext {
  const holder: Holder = { current: null }
  const link = openStoreLink({
    url: '',
    timers: systemTimers,
    handshake: () => ({
      protocol: PROTOCOL_VERSION,
      device: { id: key.deviceId, kind: face },
      token: key.token,
      ...(holder.current === null ? {} : { associate: holder.current }),
    }),
  })
  watchSleep({ clock: systemClock, timers: systemTimers, onSight: pageSight, onWake: () => link.reconnect() })
  const outboxes = indexedOutboxes(indexedDB)
  return {
    ...{ deviceId: key.deviceId, link, outboxes, ids: createIds(link.storeClock), memory, holder },
    ...SYSTEM_TIME,
  }
}

const SYSTEM_TIME = { clock: systemClock, timers: systemTimers }

// Pages on plain HTTP have neither, whatever the browser's types say.
const lockManager = (): LockManager | undefined => (navigator as Partial<Navigator>).locks
const askedToPersist = async (): Promise<void> => {
  await (navigator as Partial<Navigator>).storage?.persist().catch(() => false)
}

const addressBar = {
  hash: location.hash,
  clearHash: () => history.replaceState(null, '', location.pathname + location.search),
}

/** The language chosen on this device before, else the browser's, else Korean. */
function firstLang(remembered: string | null): Lang {
  if (remembered === 'ko' || remembered === 'en') return remembered
  return navigator.language.startsWith('en') ? 'en' : 'ko'
}
