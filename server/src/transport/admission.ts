import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import type { Result } from '@dangol/domain/result/result.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import { HandshakeSchema } from '@dangol/protocol/handshake.ts'
import type { DeviceKind, HandshakeRefusal } from '@dangol/protocol/handshake.ts'
import { PROTOCOL_FLOOR, PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import type { Caller } from './handler.ts'

export interface AdmissionDeps {
  readonly isDevice: (kind: DeviceKind, token: string) => boolean
  readonly isAssociate: (associate: AssociateId) => boolean
}

/** Judges a handshake: form, protocol version, device key. Somebody the store does not know holds the device as nobody. */
export function admit(deps: AdmissionDeps, auth: unknown): Result<Caller, HandshakeRefusal> {
  const parsed = HandshakeSchema.safeParse(auth)
  if (!parsed.success) return refuse('malformed-handshake')
  const { protocol, device, token, associate } = parsed.data
  if (protocol < PROTOCOL_FLOOR) return refuse('protocol-too-old')
  if (protocol > PROTOCOL_VERSION) return refuse('protocol-too-new')
  if (!deps.isDevice(device.kind, token)) return refuse('unknown-device')
  const isStaffDevice = device.kind !== 'kiosk'
  return ok({
    deviceId: device.id,
    kind: device.kind,
    protocol,
    associate: isStaffDevice && associate !== undefined && deps.isAssociate(associate) ? associate : null,
  })
}
