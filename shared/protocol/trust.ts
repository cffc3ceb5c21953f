import { z } from 'zod'
import { AssociateIdSchema, CountSchema, DeviceIdSchema, InstantSchema, LocalisedSchema } from './common.ts'
import { ChallengeSchema, DeviceKeySchema, DeviceKindSchema, SignatureSchema } from './handshake.ts'

/*
 * What a device says before it is one of the house: plain JSON over HTTP, `/trust/...`. Every message is signed with the key it
 * brings (`proofBytes`). Refusals are `{ code }`; see `TrustRefusalSchema`.
 */

/** `POST /trust/challenge` {} */
export const ChallengeAnswerSchema = z.strictObject({ challenge: ChallengeSchema })

const signed = {
  challenge: ChallengeSchema,
  publicKey: DeviceKeySchema,
  host: z.string().min(1).max(260),
  signature: SignatureSchema,
}

/** `POST /trust/pair`: proof 'pair', claims [kind]. The same key asking again gets its pending code again. */
export const PairSchema = z.strictObject({ ...signed, kind: DeviceKindSchema })
/** `POST /trust/pair-status`: proof 'pair-status', claims []. */
export const PairStatusSchema = z.strictObject(signed)
/** Where the pairing of a key stands. The code is shown by the device and typed in the office. */
export const PairingSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('pending'), code: z.string(), expiresAt: InstantSchema }),
  z.strictObject({
    state: z.literal('paired'),
    deviceId: DeviceIdSchema,
    kind: DeviceKindSchema,
    storeName: LocalisedSchema,
  }),
  /** Refused in the office, expired, or revoked; a new pairing begins with 'pair'. */
  z.strictObject({ state: z.literal('none') }),
])
export type Pairing = z.infer<typeof PairingSchema>

/**
 * `POST /trust/found`: the very first office and the very first manager, by the set-up code that the server printed where only its
 * owner can read it. Proof 'found', claims [setupCode, associate id, name, pin].
 */
export const FoundSchema = z.strictObject({
  ...signed,
  setupCode: z.string().max(40),
  associate: z.strictObject({ id: AssociateIdSchema, name: z.string().trim().min(1).max(60) }),
  pin: z.string().regex(/^\d{6}$/),
})

/** `GET /trust/state`: what the sign-in page has to know before anybody is known. */
export const TrustStateSchema = z.strictObject({
  /** 'house': the demonstration on this machine. 'paired': only paired devices. */
  mode: z.enum(['house', 'paired']),
  /** Nobody runs this store yet: the office asks for the set-up code. */
  founded: z.boolean(),
  storeName: LocalisedSchema,
  at: InstantSchema,
})

export const TrustRefusalSchema = z.strictObject({
  code: z.enum([
    'malformed',
    'stale-challenge',
    'bad-proof',
    'too-many-tries',
    'already-founded',
    'wrong-code',
    'weak-pin',
    /** The store's disk takes nothing now. */
    'read-only',
  ]),
})

/** A device of the house, for the inventory: topic `fleet`, kind 'paired-device'. */
export const PairedDeviceSchema = z.strictObject({
  id: DeviceIdSchema,
  kind: DeviceKindSchema,
  name: z.string().max(60),
  state: z.enum(['active', 'revoked']),
  fingerprint: z.string(),
  pairedAt: InstantSchema,
  /** Name of who approved it; null for the first office. */
  pairedBy: z.string().nullable(),
  /** Keys are changed every KEY_ROTATES_MS by signing the new one with the old one. */
  keySince: InstantSchema,
  revokedAt: InstantSchema.nullable(),
})
export type PairedDevice = z.infer<typeof PairedDeviceSchema>

/** Keys are changed after this. Milliseconds (recognition-ux 8.1). */
export const KEY_ROTATES_MS = 180 * 24 * 60 * 60_000

/** What the office sees of a device that asks to be paired, found by the code on its screen. */
export const PairingAskSchema = z.strictObject({
  code: z.string(),
  kind: DeviceKindSchema,
  /** To be compared with the one on the device's own screen. */
  fingerprint: z.string(),
  /** Network address it asked from. */
  address: z.string().max(60),
  askedAt: InstantSchema,
  expiresAt: InstantSchema,
  /** A free id: 'kiosk-3'. */
  suggestedId: DeviceIdSchema,
  triesLeft: CountSchema,
})
export type PairingAsk = z.infer<typeof PairingAskSchema>
