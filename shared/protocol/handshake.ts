import { z } from 'zod'
import { AssociateIdSchema, DeviceIdSchema } from './common.ts'

export const DEVICE_KINDS = ['kiosk', 'tablet', 'office'] as const
export const DeviceKindSchema = z.enum(DEVICE_KINDS)
export type DeviceKind = z.infer<typeof DeviceKindSchema>

const base64url = (bytes: number) => z.string().regex(new RegExp(`^[\\w-]{${Math.ceil((bytes * 4) / 3)}}$`))
/** Raw Ed25519 public key: 32 bytes as base64url. */
export const DeviceKeySchema = base64url(32)
/** Ed25519 signature: 64 bytes as base64url. */
export const SignatureSchema = base64url(64)
/** The store's own word, good once and for CHALLENGE_LASTS_MS; opaque to devices. */
export const ChallengeSchema = z.string().regex(/^[\w-]{40,200}$/)
/** Opened by 'staff:sign-in' on this very device; opaque. */
export const StaffSessionSchema = base64url(32)

/** How long a challenge may be answered. Milliseconds. */
export const CHALLENGE_LASTS_MS = 60_000

/** That the device holds its key (`proofBytes` of the domain: what 'connect', claims [device id, kind]). */
export const DeviceProofSchema = z.strictObject({
  challenge: ChallengeSchema,
  publicKey: DeviceKeySchema,
  /** As the device addressed the server: `host:port`, lower case. */
  host: z.string().min(1).max(260),
  signature: SignatureSchema,
})
export type DeviceProof = z.infer<typeof DeviceProofSchema>

/** Sent as Socket.IO `auth` on every connect. A paired device proves its key; the demonstration's devices share a token. */
export const HandshakeSchema = z.strictObject({
  protocol: z.int(),
  device: z.strictObject({ id: DeviceIdSchema, kind: DeviceKindSchema }),
  proof: DeviceProofSchema.exactOptional(),
  /** Accepted by a store that trusts the house (loopback only), never by one that trusts paired devices. */
  token: z.string().min(16).max(200).exactOptional(),
  /** Who holds a staff device. One that is over holds it as nobody. */
  session: StaffSessionSchema.exactOptional(),
  /** Version 1 only, by a store that trusts the house only: who holds the device, without proof. */
  associate: AssociateIdSchema.exactOptional(),
})
export type Handshake = z.infer<typeof HandshakeSchema>

/**
 * What a refused connection is told, in Socket.IO's `connect_error` data. 'unknown-device': it has to be paired (again).
 * 'stale-challenge': nothing is wrong, it should ask for a new one and come back at once. 'too-many-tries': too many came from its
 * address; it was not looked at, and should come back later.
 */
export const HandshakeRefusalSchema = z.strictObject({
  code: z.enum([
    'malformed-handshake',
    'unknown-device',
    'stale-challenge',
    'protocol-too-old',
    'protocol-too-new',
    'foreign-origin',
    'too-many-tries',
  ]),
})
export type HandshakeRefusal = z.infer<typeof HandshakeRefusalSchema>
