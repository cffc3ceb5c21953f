import type { AssociateId, DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Result } from '@dangol/domain/result/result.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import { HandshakeSchema } from '@dangol/protocol/handshake.ts'
import type { DeviceKind, HandshakeRefusal } from '@dangol/protocol/handshake.ts'
import { PROTOCOL_FLOOR, PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import type { Caller } from './handler.ts'

export interface AdmissionDeps {
  readonly isDevice: (kind: DeviceKind, token: string) => boolean
  readonly isAssociate: (associate: AssociateId) => boolean
  /** Told of a device of the house that speaks a version that is not served. */
  readonly onWrongVersion: (deviceId: DeviceId, code: HandshakeRefusal['code']) => void
}

/** Judges a handshake: form, device key, protocol version. Somebody the store does not know holds the device as nobody. */
export function admit(deps: AdmissionDeps, auth: unknown): Result<Caller, HandshakeRefusal> {
  const parsed = HandshakeSchema.safeParse(auth)
  if (!parsed.success) return refuse('malformed-handshake')
  const { protocol, device, token, associate } = parsed.data
  if (!deps.isDevice(device.kind, token)) return refuse('unknown-device')
  if (protocol < PROTOCOL_FLOOR || protocol > PROTOCOL_VERSION) {
    const code = protocol < PROTOCOL_FLOOR ? 'protocol-too-old' : 'protocol-too-new'
    deps.onWrongVersion(device.id, code)
    return refuse(code)
  }
  const isStaffDevice = device.kind !== 'kiosk'
  return ok({
    deviceId: device.id,
    kind: device.kind,
    protocol,
    associate: isStaffDevice && associate !== undefined && deps.isAssociate(associate) ? associate : null,
  })
}
