import type { AssociateId, CommandId, DeviceId } from '@dangol/domain/ids/ids.ts'
import type { DeviceKind } from '@dangol/protocol/handshake.ts'
import type { Answer, Input, RequestName } from '@dangol/protocol/requests.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import type { Socket } from 'socket.io-client'
import { createApp } from '../app.ts'
import type { AppDeps } from '../app.ts'
import { openMemoryDatabase } from '../db/testing/memory-database.ts'
import { STORE_MIGRATIONS } from '../db/store-migrations.ts'
import { newDevice } from '../features/devices/testing/device-in-hand.ts'
import type { DeviceInHand } from '../features/devices/testing/device-in-hand.ts'
import { DEFAULT_STORE } from '../features/stores/default-store.ts'
import { createLogger } from '../platform/log.ts'
import { systemClock, systemTimers } from '../platform/system-clock.ts'
import { systemRandom } from '../platform/system-ids.ts'
import { makeAuthority, makeLeaf } from '../tls/certificates.ts'
import { createOwnHosts } from '../transport/own-hosts.ts'
import { createFakeShop } from './fake-shop.ts'
import { createFastPins } from './fast-pins.ts'
import { createManualTime } from './manual-time.ts'
import type { ManualTime } from './manual-time.ts'
import { TENANT } from './member-code.ts'
import { createTestPasskey } from './passkey.ts'
import { createSecureDoor } from './secure-door.ts'
import { SHOP_KEYS } from './shop-seals.ts'
import { ANSWER_MS } from './store-server.ts'
import { createRepeatableIds } from './store-core.ts'

export const MINA = 'mina' as AssociateId
export const PIN = '503917'
const SETUP_CODE = 'BCDF-GHJK-LMNP-QRST'
const LOCALHOST = { names: ['localhost'], addresses: ['127.0.0.1'] }

/** A whole store over TLS on a free port of the loopback, that trusts paired devices only. */
export async function startPairedStore() {
  const time = createManualTime()
  const making = { nowMs: systemClock.nowMs(), random: systemRandom, days: 1 }
  const authority = await makeAuthority('A store', LOCALHOST, making)
  const setupCode = { left: SETUP_CODE as string | null }
  const deps: AppDeps = {
    ...neighboursOf(time),
    tls: await makeLeaf(authority, LOCALHOST, making),
    strangers: {
      isOwnHost: createOwnHosts({ names: LOCALHOST.names, listensAt: '127.0.0.1', addresses: () => [] }),
      setupCode: { read: () => setupCode.left, forget: () => void (setupCode.left = null) },
    },
  }
  const app = await createApp(deps)
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  const host = `localhost:${port}`
  const page = `https://${host}`
  const door = createSecureDoor(page, authority.cert)
  const ids = createRepeatableIds({ nowMs: () => time.nowMs() + 1 })
  const commandId = () => ids.next<CommandId>()
  return {
    ...{ app, db: deps.db, time, host, page, door, commandId, setupCode },
    ...devicesAt(door, page, commandId),
    async close() {
      door.close()
      await app.close()
      deps.db.close()
    },
  }
}
export type PairedStore = Awaited<ReturnType<typeof startPairedStore>>

/** What devices do at the door of such a store. */
function devicesAt(door: ReturnType<typeof createSecureDoor>, page: string, commandId: () => CommandId) {
  const shake = async (by: DeviceInHand, id: string, kind: DeviceKind, more: object = {}) => {
    const proof = await door.proof(by, 'connect', [id, kind])
    return { protocol: PROTOCOL_VERSION, device: { id, kind }, proof, ...more }
  }
  const connect = async (by: DeviceInHand, id: string, kind: DeviceKind, more: object = {}): Promise<Socket> => {
    const headers = kind === 'kiosk' ? {} : { origin: page }
    const knocked = await door.knock(await shake(by, id, kind, more), { headers })
    if ('socket' in knocked) return knocked.socket
    throw new Error(`${id} was refused: ${JSON.stringify(knocked.refused)}`)
  }
  const found = async (by: DeviceInHand, setupCode = SETUP_CODE) => {
    const associate = { id: MINA, name: '미나' }
    const proof = await door.proof(by, 'found', [setupCode, associate.id, associate.name, PIN])
    return door.post('/trust/found', { ...proof, setupCode, associate, pin: PIN })
  }
  const pair = async (by: DeviceInHand, kind: DeviceKind) =>
    door.post('/trust/pair', { ...(await door.proof(by, 'pair', [kind])), kind })
  return {
    ...{ shake, connect, found, pair },
    pairStatus: async (by: DeviceInHand) => door.post('/trust/pair-status', await door.proof(by, 'pair-status', [])),
    /** The first office, held by the first manager, who showed a passkey just now. */
    async office(): Promise<Socket> {
      const device = newDevice()
      await found(device)
      const before = await connect(device, 'office-1', 'office')
      const { session } = valueOf(await ask(before, 'staff:sign-in', { associate: MINA, pin: PIN }))
      before.disconnect()
      const office = await connect(device, 'office-1', 'office', { session })
      const passkey = createTestPasskey(page)
      const { options } = valueOf(await ask(office, 'staff:passkey-begin', { pin: PIN }))
      const response = passkey.register(options)
      valueOf(await ask(office, 'staff:passkey-add', { commandId: commandId(), response, name: 'Phone' }))
      const shown = valueOf(await ask(office, 'staff:step-up-begin', {}))
      valueOf(await ask(office, 'staff:step-up', { response: passkey.show(shown.options) }))
      return office
    },
    /** Pairs a new device at an office that may. */
    async letIn(office: Socket, id: string, kind: DeviceKind): Promise<DeviceInHand> {
      const device = newDevice()
      const { code } = (await pair(device, kind)).body as { code: string }
      const deviceId = id as DeviceId
      valueOf(await ask(office, 'devices:approve', { commandId: commandId(), code, deviceId, name: id }))
      return device
    },
  }
}

const neighboursOf = (time: ManualTime) => ({
  ...{ clock: time, steady: time.steady, timers: systemTimers, ids: createRepeatableIds(time), random: systemRandom },
  ...{ db: openMemoryDatabase(STORE_MIGRATIONS), log: createLogger('silent'), store: DEFAULT_STORE },
  ...{ tenant: TENANT, shop: createFakeShop(time), shopKeys: SHOP_KEYS, pins: createFastPins(), deviceKeys: null },
  ...{ ownNames: LOCALHOST.names, pages: '/nonexistent' },
})

// Socket.IO types an acknowledgement with a timeout as `any`.
export const ask = <N extends RequestName>(socket: Socket, name: N, input: Input<N>) =>
  socket.timeout(ANSWER_MS).emitWithAck(name, input) as Promise<Answer<N>>

/** What was answered; a refusal fails the test with its code. */
export function valueOf<T>(
  answer: { ok: true; value: T } | { ok: false; error: { code: string; detail?: string } },
): T {
  if (answer.ok) return answer.value
  throw new Error(`refused: ${answer.error.code} ${answer.error.detail ?? ''}`)
}
