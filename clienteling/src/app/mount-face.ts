import { createText } from '@dangol/ui/i18n/text.ts'
import { systemClock, systemTimers } from '@dangol/client/system-clock.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import type { App, Component } from 'vue'
import { en } from '../messages/en.ts'
import { ko } from '../messages/ko.ts'
import { takeDeviceKey } from './device-key.ts'
import { createDeviceMemory } from './device-memory.ts'
import type { DeviceMemory } from './device-memory.ts'
import { createDeviceIdentity } from '@dangol/client/device-identity.ts'
import EntryPage from './identity/EntryPage.vue'
import type { EntryOptions } from './identity/entry.ts'
import { houseDevice, pairedDevice } from './identity/device.ts'
import type { Device } from './identity/device.ts'
import { indexedKeyVault } from './identity/key-vault.ts'
import { openOwnKey } from './identity/own-key.ts'
import { pageTrustLine } from './identity/page-trust-line.ts'
import PutOutPage from './identity/PutOutPage.vue'
import { indexedOutboxes } from './indexed-outbox.ts'
import { openContext } from './open-context.ts'
import { takeTurn } from './one-page.ts'
import SecondPage from './SecondPage.vue'
import { staffContextKey } from './staff-context.ts'
import type { Face } from './staff-context.ts'
import './staff.css'

/** Starts one staff face in the page: first the way into the house, then the face itself. */
export function mountFace(face: Face, root: Component): void {
  const memory = createDeviceMemory(localStorage, face)
  const houseKey = takeDeviceKey(addressBar, memory, `${face}-1`)
  const mount = createMount(memory)
  const begin = (device: Device): void =>
    mount(root, {}, (app) => app.provide(staffContextKey, openContext(face, device, memory)))
  const enter = (): void => enterHouse({ face, memory, houseKey, mount, begin })
  // Browsers may throw away what a page keeps unless it asked them not to: a key, and on a tablet commands that wait.
  void askedToPersist()
  if (face === 'office') return enter()
  takeTurn(lockManager(), 'dangol.tablet', {
    onHeld: enter,
    onElsewhere: (takeOver) => mount(SecondPage, { onTakeOver: takeOver }),
    onLost: () => location.reload(),
  })
}

type Mount = ReturnType<typeof createMount>
/** Puts one page after the other into the document. */
function createMount(memory: DeviceMemory) {
  let shown: App | null = null
  return (
    page: Component,
    props: Record<string, unknown> = {},
    prepare: (app: App) => void = () => undefined,
  ): void => {
    shown?.unmount()
    shown = createApp(page, props)
    shown.use(createText({ ko, en }, firstLang(memory.get('lang'))))
    shown.use(createPinia())
    prepare(shown)
    shown.mount('#app')
  }
}

interface EnterOptions {
  readonly face: Face
  readonly memory: DeviceMemory
  readonly houseKey: ReturnType<typeof takeDeviceKey>
  readonly mount: Mount
  readonly begin: (device: Device) => void
}

function enterHouse({ face, memory, houseKey, mount, begin }: EnterOptions): void {
  const [line, vault] = [pageTrustLine(), indexedKeyVault(indexedDB, face)]
  const own = lazily(() => openOwnKey(vault, systemClock))
  const becomeStranger = async (): Promise<void> => {
    memory.forget()
    await vault.drop()
    await indexedOutboxes(indexedDB).destroy()
  }
  mount(EntryPage, {
    options: {
      ...{ face, clock: systemClock, timers: systemTimers },
      hasHouseKey: houseKey !== null,
      wasPaired: memory.get('paired') !== null,
      state: () => createDeviceIdentity(line, NO_KEY).state(),
      open: async () => createDeviceIdentity(line, (await own()).key()),
      onHouse: () => houseKey && begin(houseDevice(face, houseKey)),
      onPaired: async (deviceId) => {
        memory.set('paired', deviceId)
        begin(pairedDevice({ face, deviceId, line, own: await own(), becomeStranger }))
      },
      onPutOut: () => void becomeStranger().then(() => mount(PutOutPage)),
    } satisfies EntryOptions,
  })
}

/** Asking how the store stands takes no key. */
const NO_KEY = { publicKey: '', sign: () => Promise.reject(new Error('there is no key yet')) }

function lazily<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | null = null
  return () => (opened ??= open())
}

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
