import { z } from 'zod'
import { ChoicesSchema } from './catalogue.ts'
import { CustomerIdSchema, FamilyIdSchema, InstantSchema } from './common.ts'

/*
 * What the online shop signs (Ed25519), so that whoever holds the line between shop and store, or an old disk, can neither add a
 * key, nor bring back a revoked one, nor keep a revocation from a store unnoticed. Stores hold the public half, put there by hand.
 */

/** Compact JWS (EdDSA), payload `SealedCredential`; travels with every change of the feed 'credential'. */
export const SealSchema = z
  .string()
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)
  .max(2_000)

/** Payload of a credential's seal, typ 'dangol-credential+jws'. `version` rises with every change; an older one is refused. */
export const SealedCredentialSchema = z.strictObject({
  storeId: z.string(),
  version: z.int().positive(),
  credId: z.string().regex(/^[0-9a-f]{16}$/),
  kind: z.enum(['ed25519', 'p256']),
  publicKey: z.string(),
  customerId: CustomerIdSchema,
  status: z.enum(['active', 'revoked']),
})

/**
 * Payload of a page's seal, typ 'dangol-roster+jws': at `at` the shop's feed ended at `head`, and the newest credential had this
 * version. A roster counts as current from the newest such word that the store has reached, and no other (72 h, RM1).
 */
export const SealedHeadSchema = z.strictObject({
  storeId: z.string(),
  head: z.int().nonnegative(),
  version: z.int().nonnegative(),
  at: InstantSchema,
})

/**
 * RC1 without a line: a signed snapshot of one configuration in the QR itself, `RC1S:` + Base45 of CBOR [kind, family, model
 * version, choices, expiry in Unix minutes] ‖ 64 bytes Ed25519 over "kiosk-recognition/rc1s\0" ‖ tenant tag ‖ CBOR. At most
 * SNAPSHOT_BYTES_MAX of content; says nothing of a person.
 */
export const SnapshotSchema = z.strictObject({
  familyId: FamilyIdSchema,
  modelVersion: z.int().positive(),
  choices: ChoicesSchema,
  expiresAt: InstantSchema,
})
export type Snapshot = z.infer<typeof SnapshotSchema>
export const SNAPSHOT_BYTES_MAX = 200
