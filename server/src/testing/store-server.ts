import type { AssociateId, CommandId, CustomerId, DeviceId } from '@dangol/domain/ids/ids.ts'
import { STEP_UP_LASTS_MS } from '@dangol/domain/trust/authorise.ts'
import type { DeviceKind } from '@dangol/protocol/handshake.ts'
import type { Answer, Input, RequestName } from '@dangol/protocol/requests.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import type { HeadSchema, LiveSchema } from '@dangol/protocol/sync.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { io } from 'socket.io-client'
import type { Socket } from 'socket.io-client'
import type { z } from 'zod'
import { createApp } from '../app.ts'
import type { App, AppDeps } from '../app.ts'
import { openMemoryDatabase } from '../db/testing/memory-database.ts'
import { STORE_MIGRATIONS } from '../db/store-migrations.ts'
import type { DeviceKeys } from '../features/devices/device-keys.ts'
import { newDeviceKeys } from '../features/devices/device-keys.ts'
import { DEFAULT_STORE } from '../features/stores/default-store.ts'
import { createLogger } from '../platform/log.ts'
import { systemTimers } from '../platform/system-clock.ts'
import { systemRandom } from '../platform/system-ids.ts'
import { createFastPins } from './fast-pins.ts'
import { createFakeShop } from './fake-shop.ts'
import type { FakeShop } from './fake-shop.ts'
import { createManualTime } from './manual-time.ts'
import type { ManualTime } from './manual-time.ts'
import { TENANT } from './member-code.ts'
import type { Phone } from './member-code.ts'
import { SHOP_KEYS, sealedCredential } from './shop-seals.ts'
import { createRepeatableIds } from './store-core.ts'

/** Ends only what hangs: how long an answer takes says nothing on a machine that is busy with others. Milliseconds. */
export const ANSWER_MS = 30_000
const LOOK_EVERY_MS = 10

type Live = z.infer<typeof LiveSchema>

/** A device as a test drives it. */
export interface TestDevice {
  readonly socket: Socket
  ask<N extends RequestName>(name: N, input: Input<N>): Promise<Answer<N>>
  /** Everything it heard live, in order. */
  readonly heard: Live[]
  readonly heads: z.infer<typeof HeadSchema>[]
  /** Resolves with the first live message that fits, heard or yet to come. */
  hears(fits: (live: Live) => boolean): Promise<Live>
}

export interface TestStore {
  readonly app: App
  readonly url: string
  readonly time: ManualTime
  readonly shop: FakeShop
  readonly deps: AppDeps & { readonly deviceKeys: DeviceKeys }
  newCommandId(): CommandId
  /** With whoever holds it signed in: on a tablet and in the office the manager, unless said otherwise; null for nobody. */
  connect(kind: DeviceKind, deviceId: string, o?: { associate?: string | null }): Promise<TestDevice>
  /** Token of a sign-in on the device; the same for the same person until it is over. */
  signIn(associate: string, deviceId: string): string
  /** As if whoever holds the device had shown a passkey just now. */
  stepUp(deviceId: string): void
  /** Raw handshake, for what must be refused. */
  knock(auth: object, headers?: Record<string, string>): Socket
  close(): Promise<void>
}

/** A whole store server on a free port, with a shop in memory and a clock turned by hand; only sockets use real time. */
export async function startTestStore(
  feed: ShopChange[] = [],
  changed: Partial<Omit<AppDeps, 'deviceKeys'>> = {},
): Promise<TestStore> {
  const time = createManualTime()
  const shop = createFakeShop(time, feed, changed.store?.id)
  const deps: TestStore['deps'] = {
    db: openMemoryDatabase(STORE_MIGRATIONS),
    clock: time,
    steady: time.steady,
    timers: systemTimers,
    ids: createRepeatableIds(time),
    random: systemRandom,
    log: createLogger('silent'),
    store: DEFAULT_STORE,
    shop,
    shopKeys: SHOP_KEYS,
    tenant: TENANT,
    deviceKeys: newDeviceKeys(systemRandom),
    pins: createFastPins(),
    ownNames: [],
    pages: '/nonexistent',
    ...changed,
  }
  const app = await createApp(deps)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const sockets: Socket[] = []
  const ids = createRepeatableIds({ nowMs: () => time.nowMs() + 1 })
  const knock: TestStore['knock'] = (auth, headers = {}) => {
    const socket = io(url, {
      transports: ['websocket'],
      reconnection: false,
      auth,
      extraHeaders: headers,
      forceNew: true,
    })
    sockets.push(socket)
    return socket
  }
  const signIn = signer(app)
  return {
    ...{ app, url, time, shop, deps, knock },
    newCommandId: () => ids.next<CommandId>(),
    signIn,
    stepUp: (deviceId) => steppedUp(deps, deviceId),
    async connect(kind, deviceId, { associate = kind === 'kiosk' ? null : 'jieun' } = {}) {
      const device = { id: deviceId, kind }
      const socket = knock({
        protocol: PROTOCOL_VERSION,
        device,
        token: deps.deviceKeys[kind],
        ...(associate === null ? {} : { session: signIn(associate, deviceId) }),
      })
      await new Promise<void>((resolve, reject) => {
        socket.on('connect', resolve)
        socket.on('connect_error', reject)
      })
      return deviceOf(socket)
    },
    async close() {
      sockets.forEach((socket) => socket.disconnect())
      await app.close()
      deps.db.close()
    },
  }
}

function signer(app: App): TestStore['signIn'] {
  const { staff } = app.features
  const tokens = new Map<string, string>()
  return (associate, deviceId) => {
    const key = `${associate} ${deviceId}`
    const before = tokens.get(key)
    if (before !== undefined && staff.session(before, deviceId as DeviceId) !== null) return before
    const token = staff.beginSession(associate as AssociateId, deviceId as DeviceId)
    tokens.set(key, token)
    return token
  }
}

function steppedUp({ db, clock }: AppDeps, deviceId: string): void {
  db.prepare('update staff_sessions set stepped_up_until = ? where device_id = ?').run(
    clock.nowMs() + STEP_UP_LASTS_MS,
    deviceId,
  )
}

function deviceOf(socket: Socket): TestDevice {
  const heard: Live[] = []
  const heads: TestDevice['heads'] = []
  const waiting: (() => void)[] = []
  socket.on('log:appended', (live: Live) => {
    heard.push(live)
    waiting.splice(0).forEach((look) => look())
  })
  socket.on('log:head', (head: TestDevice['heads'][number]) => void heads.push(head))
  return {
    socket,
    heard,
    heads,
    // Socket.IO types an acknowledgement with a timeout as `any`.
    ask: <N extends RequestName>(name: N, input: Input<N>) =>
      socket.timeout(ANSWER_MS).emitWithAck(name, input) as Promise<Answer<N>>,
    hears: (fits) =>
      new Promise((resolve) => {
        const look = (): void => {
          const live = heard.find(fits)
          if (live === undefined) waiting.push(look)
          else resolve(live)
        }
        look()
      }),
  }
}

export const JIWOO = '00112233445566778899aabbccddeeff' as CustomerId
export const EMMA = 'ffeeddccbbaa99887766554433221100' as CustomerId

/** A member as the shop's feed tells the store, with the keys of the phones. */
export function memberFeed(
  customer: Partial<Extract<ShopChange, { feed: 'customer' }>['value']>,
  phones: readonly Phone[] = [],
): ShopChange[] {
  const value = {
    id: JIWOO,
    number: 'M-1001',
    name: '김지우',
    lang: 'ko' as const,
    personas: [],
    consents: { 'recog.kiosk': 'granted' as const },
    ...customer,
  }
  return [{ feed: 'customer', value }, ...phones.map((phone) => credentialFeed(phone, value.id))]
}

export const credentialFeed = (
  { credId, kind, publicKey }: Phone,
  customerId: CustomerId,
  status: 'active' | 'revoked' = 'active',
): ShopChange => sealedCredential({ credId, kind, publicKey, customerId, status })

/** Waits until the mirror has taken in everything the fake shop feeds. */
export async function mirrored(store: TestStore): Promise<void> {
  for (let waitedMs = 0; waitedMs < ANSWER_MS; waitedMs += LOOK_EVERY_MS) {
    const state = store.deps.db
      .prepare<[], { cursor: string | null; currentAt: number | null }>(
        "select cursor, current_at as currentAt from mirror_feeds where source = 'members'",
      )
      .get()
    if (state?.currentAt !== null && Number(state?.cursor) >= store.shop.feed.length) return
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
  throw new Error('the mirror never caught up')
}
