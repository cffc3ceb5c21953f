import { openStoreLink } from '@dangol/client/store-link.ts'
import { systemClock, systemTimers } from '@dangol/client/system-clock.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { createText } from '@dangol/ui/i18n/text.ts'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import type { Component } from 'vue'
import { en } from '../messages/en.ts'
import { ko } from '../messages/ko.ts'
import { takeDeviceKey } from './device-key.ts'
import type { DeviceKey } from './device-key.ts'
import { createDeviceMemory } from './device-memory.ts'
import type { DeviceMemory } from './device-memory.ts'
import NoKeyPage from './NoKeyPage.vue'
import { staffContextKey } from './staff-context.ts'
import type { Holder } from './staff-context.ts'
import './staff.css'

export type Face = 'tablet' | 'office'

/** Starts one staff face in the page: with its key the face itself, without one the page that says how to get it. */
export function mountFace(face: Face, root: Component): void {
  const memory = createDeviceMemory(localStorage, face)
  const key = takeDeviceKey(addressBar, memory, `${face}-1`)
  const app = createApp(key ? root : NoKeyPage)
  app.use(createText({ ko, en }, firstLang(memory.get('lang'))))
  app.use(createPinia())
  if (key) app.provide(staffContextKey, openContext(face, key, memory))
  app.mount('#app')
}

function openContext(face: Face, key: DeviceKey, memory: DeviceMemory) {
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
  return { deviceId: key.deviceId, link, clock: systemClock, timers: systemTimers, ids: systemIds, memory, holder }
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
