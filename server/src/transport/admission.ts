import type { AssociateId, DeviceId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Result } from '@dangol/domain/result/result.ts'
import { HandshakeSchema } from '@dangol/protocol/handshake.ts'
import type { Handshake, HandshakeRefusal } from '@dangol/protocol/handshake.ts'
import { PROTOCOL_FLOOR, PROTOCOL_VERSION, PROTOCOL_WITHOUT_SIGN_IN } from '@dangol/protocol/version.ts'
import type { Caller } from './handler.ts'

export interface AdmissionDeps {
  /** Whether it is a device of this store, and the very one that it says. */
  readonly knows: (handshake: Handshake) => 'yes' | 'no' | 'stale-challenge' | 'too-many-tries'
  /** False when whoever sends what is no handshake has sent too much. */
  readonly maySendAnything: () => boolean
  /** The sign-in of this token on this device; null for one that is over, of another device, or none. */
  readonly session: (token: string, deviceId: DeviceId) => { id: string; associate: AssociateId } | null
  /** Whether somebody may be taken at their word: in the demonstration, for devices of version 1. */
  readonly isClaimed: (associate: AssociateId) => boolean
  /** Told of a device of the house that speaks a version that is not served. */
  readonly onWrongVersion: (deviceId: DeviceId, code: HandshakeRefusal['code']) => void
}

/** Judges a handshake: form, device, protocol version. Somebody the store does not know holds the device as nobody. */
export function admit(deps: AdmissionDeps, auth: unknown): Result<Caller, HandshakeRefusal> {
  const parsed = HandshakeSchema.safeParse(auth)
  if (!parsed.success) return refuse(deps.maySendAnything() ? 'malformed-handshake' : 'too-many-tries')
  const handshake = parsed.data
  const { protocol, device } = handshake
  const known = deps.knows(handshake)
  if (known !== 'yes') return refuse(known === 'no' ? 'unknown-device' : known)
  if (protocol < PROTOCOL_FLOOR || protocol > PROTOCOL_VERSION) {
    const code = protocol < PROTOCOL_FLOOR ? 'protocol-too-old' : 'protocol-too-new'
    deps.onWrongVersion(device.id, code)
    return refuse(code)
  }
  return ok({ deviceId: device.id, kind: device.kind, protocol, ...holderOf(deps, handshake) })
}

/** Who holds the device; a kiosk is never held. */
function holderOf(
  deps: AdmissionDeps,
  { protocol, device, session, associate }: Handshake,
): Pick<Caller, 'associate' | 'session'> {
  const nobody = { associate: null, session: null }
  if (device.kind === 'kiosk') return nobody
  if (session !== undefined) {
    const signedIn = deps.session(session, device.id)
    return signedIn === null ? nobody : { associate: signedIn.associate, session: signedIn.id }
  }
  const isTold = associate !== undefined && protocol === PROTOCOL_WITHOUT_SIGN_IN
  return isTold && deps.isClaimed(associate) ? { associate, session: null } : nobody
}
