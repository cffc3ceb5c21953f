import type { CommandId, DeviceId } from '@dangol/domain/ids/ids.ts'
import { ok } from '@dangol/domain/result/result.ts'
import type { DeviceKind } from '@dangol/protocol/handshake.ts'
import type { Founder } from '../../../ports/people.ts'
import { systemRandom } from '../../../platform/system-ids.ts'
import { asId, callerOf, openStoreCore } from '../../../testing/store-core.ts'
import type { Caller } from '../../../transport/handler.ts'
import { createDeviceTrust } from '../trust.ts'
import { newDevice } from './device-in-hand.ts'
import type { DeviceInHand } from './device-in-hand.ts'

export const HOST = 'store.internal:4600'
export const SETUP_CODE = 'BCDF-GHJK-LMNP-QRST'

/** A store's device trust with a real database, and with its neighbours replaced by what they were told. */
export function openTrustFloor() {
  const core = openStoreCore()
  const { time, ids } = core
  const told = { cut: [] as ((caller: Caller) => boolean)[], ended: [] as string[], decided: [] as string[] }
  let managers = 0
  const founder: Founder = {
    isFounded: () => managers > 0,
    found: ({ id, pin }, alongside, again = false) => {
      if (again) told.decided.push(`${id} is manager again`)
      if (pin === '123456') return Promise.resolve({ ok: false, error: { code: 'weak-pin' } })
      core.transact(() => {
        alongside()
        managers += 1
      })
      return Promise.resolve(ok(null))
    },
  }
  const setUp = { code: SETUP_CODE as string | null, makesManager: false }
  const start = () =>
    createDeviceTrust({
      ...core,
      ...{ storeTime: time, steady: time.steady, random: systemRandom, founder },
      isOwnHost: (host) => host === HOST,
      store: { title: { ko: '성수', en: 'Seongsu' } },
      staff: { nameOf: (id) => `name of ${id}` },
      visits: { endOn: (id) => void told.ended.push(`visit on ${id}`) },
      holders: { endOnDevice: (id) => void told.ended.push(`holder of ${id}`) },
      cutting: { cut: (fits) => void told.cut.push(fits) },
      access: { record: ({ what, subject, result }) => void told.decided.push(`${what} ${subject} ${result}`) },
      setupCode: {
        read: () => setUp.code,
        get makesManager() {
          return setUp.makesManager
        },
        forget: () => void (setUp.code = null),
      },
    })
  const trust = start()
  const office = callerOf('office', 'office-1', 'mina')
  const commandId = () => ids.next<CommandId>()
  const proven = (device: DeviceInHand, what: 'pair' | 'pair-status' | 'connect' | 'found', claims: string[]) =>
    device.prove(what, { challenge: trust.challenge(), host: HOST, claims })
  const ask = (device: DeviceInHand, kind: DeviceKind = 'kiosk', address = '10.0.0.7') =>
    trust.pair({ ...proven(device, 'pair', [kind]), kind }, address)
  const codeOf = (device: DeviceInHand, kind: DeviceKind = 'kiosk', address?: string): string => {
    const asked = ask(device, kind, address)
    if (!asked.ok || asked.value.state !== 'pending') throw new Error(`no code: ${JSON.stringify(asked)}`)
    return asked.value.code
  }
  // None of these handlers waits for anything.
  const approve = (code: string, deviceId: string, by = office): unknown =>
    trust.handlers['devices:approve'](by, {
      ...{ commandId: commandId(), code, deviceId: asId<DeviceId>(deviceId), name: `The ${deviceId}` },
    })
  return {
    ...{ ...core, setUp, trust, start, told, office, commandId, proven, ask, codeOf, approve },
    status: (device: DeviceInHand) => trust.status(proven(device, 'pair-status', [])),
    /** A device of the house. */
    paired: (deviceId: string, kind: DeviceKind = 'kiosk'): DeviceInHand => {
      const device = newDevice()
      approve(codeOf(device, kind, `10.1.0.${deviceId.length}`), deviceId)
      return device
    },
    revoke: (deviceId: string, by = office): unknown =>
      trust.handlers['devices:revoke'](by, { commandId: commandId(), deviceId: asId(deviceId) }),
  }
}
