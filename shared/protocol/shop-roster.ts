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

/** What a seal is of; its JWS header is {"alg":"EdDSA","typ":…} and nothing else. */
export const CREDENTIAL_SEAL = 'dangol-credential+jws'
export const PAGE_SEAL = 'dangol-roster+jws'

/** 16 random bytes, base64url. */
export const PageNonceSchema = z.string().regex(/^[\w-]{22}$/)

/** Payload of a credential's seal. `version` rises with every change; an older one is refused. */
export const SealedCredentialSchema = z.strictObject({
  storeId: z.string(),
  version: z.int().positive(),
  credId: z.string().regex(/^[0-9a-f]{16}$/),
  kind: z.enum(['ed25519', 'p256']),
  publicKey: z.string(),
  customerId: CustomerIdSchema,
  status: z.enum(['active', 'revoked']),
})
export type SealedCredential = z.infer<typeof SealedCredentialSchema>

/**
 * Payload of a page's seal: the answer to this very question (`nonce`) is the page from `from` to `cursor`
 * with these changes and no others; at `at` the shop's feed ended at `head`, and the newest credential had this version. A store
 * takes in no page without it, and counts its roster as current when it has reached such a head (72 h, RM1).
 */
export const SealedHeadSchema = z.strictObject({
  storeId: z.string(),
  /** The store's, new for every question: what was said before answers nothing now. */
  nonce: PageNonceSchema,
  /** The cursor that was asked for; empty for the beginning. */
  from: z.string(),
  cursor: z.string(),
  /** SHA-256, hexadecimal, over the JSON of each change as it was sent, each followed by a line feed. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  head: z.int().nonnegative(),
  version: z.int().nonnegative(),
  at: InstantSchema,
})
export type SealedHead = z.infer<typeof SealedHeadSchema>

/**
 * RC1 without a line: a signed snapshot of one configuration in the QR itself, `RC1S:` + Base45 of Brotli(CBOR [kind, family, model
 * version, choices, expiry in Unix minutes]) ‖ 64 bytes Ed25519 over "kiosk-recognition/rc1s\0" ‖ tenant tag ‖ content. At most
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
