import { createDeviceIdentity } from '@dangol/client/device-identity.ts'
import type { TrustLine } from '@dangol/client/device-identity.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Handshake } from '@dangol/protocol/handshake.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import type { DeviceKey as HouseKey } from '../device-key.ts'
import type { Face, Holder } from '../staff-context.ts'
import type { OwnKey } from './own-key.ts'

/** This device as the house knows it. */
export interface Device {
  readonly deviceId: DeviceId
  /** What it says of itself, and of whoever holds it, with every connection. */
  readonly handshake: (holder: Holder) => Handshake | Promise<Handshake>
  /** Null where the house's one key is used: nothing of its own to prove, change or lose. */
  readonly own: {
    readonly key: OwnKey
    /** Destroys its key and everything it keeps. */
    readonly becomeStranger: () => Promise<void>
  } | null
}

/** A device of the demonstration: all of a kind share one key. */
export const houseDevice = (face: Face, { deviceId, token }: HouseKey): Device => ({
  deviceId,
  handshake: (holder) => ({ ...said(face, deviceId, holder), token }),
  own: null,
})

interface PairedOptions {
  readonly face: Face
  readonly deviceId: DeviceId
  readonly line: TrustLine
  readonly own: OwnKey
  readonly becomeStranger: () => Promise<void>
}

/** A device that the office let in; it proves its own key anew with every connection. */
export const pairedDevice = ({ face, deviceId, line, own, becomeStranger }: PairedOptions): Device => ({
  deviceId,
  handshake: async (holder) => {
    const proof = await createDeviceIdentity(line, own.key()).proof(deviceId, face)
    return { ...said(face, deviceId, holder), proof }
  },
  own: { key: own, becomeStranger },
})

const said = (kind: Face, id: DeviceId, { session }: Holder): Omit<Handshake, 'proof' | 'token'> => ({
  protocol: PROTOCOL_VERSION,
  device: { id, kind },
  ...(session === null ? {} : { session }),
})
