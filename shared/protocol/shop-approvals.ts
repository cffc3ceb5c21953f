import { z } from 'zod'
import { CustomerIdSchema, InstantSchema, LangSchema, LocalisedSchema } from './common.ts'

/*
 * RD1 at the online shop (RFC 8628). The store server is the client; it asks on behalf of one kiosk, whose key the token is bound
 * to. `/store/v1/approvals*` with the store's key; the phone's side is `/api/approvals*` with the shopper's session.
 */

/** `POST /store/v1/approvals` */
export const ApprovalAskSchema = z.strictObject({
  storeName: LocalisedSchema,
  /** As the phone names the place: 'kiosk-2' is "kiosk 2". */
  kioskId: z.string().max(40),
  /** RFC 7638 thumbprint of the kiosk's key, or of its id in a store that trusts the house; the token works with no other. */
  kioskThumbprint: z.string().max(64),
  lang: LangSchema,
})
export const ApprovalGrantedSchema = z.strictObject({
  /** 32 random bytes; stays between store and shop. */
  deviceCode: z.string(),
  userCode: z.string(),
  /** Page that the QR opens, code included. */
  url: z.string().max(300),
  /** Stands on the kiosk; the phone offers it among three. */
  number: z.string().regex(/^\d{2}$/),
  expiresAt: InstantSchema,
  /** Between two polls; 'slow-down' adds to it. Milliseconds. */
  intervalMs: z.int().positive(),
})

/** `POST /store/v1/approvals/poll` */
export const ApprovalPollSchema = z.strictObject({
  deviceCode: z.string().max(64),
  kioskThumbprint: z.string().max(64),
})
export const ApprovalPolledSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('pending') }),
  z.strictObject({ state: z.literal('slow-down') }),
  z.strictObject({ state: z.literal('denied') }),
  z.strictObject({ state: z.literal('expired') }),
  z.strictObject({
    state: z.literal('approved'),
    customerId: CustomerIdSchema,
    /** Opaque, this kiosk's only, no refresh. */
    token: z.string().max(64),
    expiresAt: InstantSchema,
  }),
])

/**
 * `POST /store/v1/approved` and, to end it, `POST /store/v1/approved/end`: what only an approved visit may show. 404 'not-found'
 * for a token that opens nothing: unknown, another kiosk's, over, or ended by the shopper on the phone (`DELETE /api/approvals`).
 */
export const ApprovedAskSchema = z.strictObject({ token: z.string().max(64), kioskThumbprint: z.string().max(64) })
export const ApprovedSchema = z.strictObject({
  /** Its lines, with line breaks between; the last one masked by the shop, so that the whole address never enters the store. */
  address: z.string().max(200).nullable(),
})

/** `GET /api/approvals/:userCode`: what the phone shows before it asks. Codes that are wrong, used and expired look the same. */
export const PhoneApprovalSchema = z.strictObject({
  storeName: LocalisedSchema,
  kioskId: z.string(),
  /** Three, one of which stands on the kiosk. */
  numbers: z.array(z.string().regex(/^\d{2}$/)).length(3),
  expiresAt: InstantSchema,
  /** What will appear there. */
  shows: z.array(z.enum(['name', 'saved-configurations', 'address', 'history-to-associate'])),
  /** An approval of this account is open on another kiosk. */
  elsewhere: z.boolean(),
})
export type PhoneApproval = z.infer<typeof PhoneApprovalSchema>

/** `POST /api/approvals/:userCode`: yes, with the number and the passkey (options of `…/options`, for this very approval); or no. */
export const PhoneApprovalAnswerSchema = z.discriminatedUnion('answer', [
  z.strictObject({
    answer: z.literal('approve'),
    number: z.string().regex(/^\d{2}$/),
    passkey: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({ answer: z.literal('deny') }),
])

export const PhoneApprovalAnsweredSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('approved'), until: InstantSchema }),
  z.strictObject({ state: z.literal('denied') }),
])
/** `POST …/options`: what the browser is to be asked, as the WebAuthn library makes and reads it. */
export const PasskeyOptionsSchema = z.record(z.string(), z.unknown())

/** `GET /api/passkeys`, `POST /api/passkeys/options`, `POST /api/passkeys`, `DELETE /api/passkeys/:id` */
export const PhonePasskeySchema = z.strictObject({
  id: z.string(),
  name: z.string().max(60),
  madeAt: InstantSchema,
  lastUsedAt: InstantSchema.nullable(),
})
export const PhonePasskeysSchema = z.strictObject({ passkeys: z.array(PhonePasskeySchema) })
export type PhonePasskey = z.infer<typeof PhonePasskeySchema>
export const PhonePasskeyAddSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  response: z.record(z.string(), z.unknown()),
})

/**
 * `GET /api/address`, `PUT /api/address`: where a delivery goes, from the area to the door. None, two or three lines. `atShop`: a
 * retailer's own shop keeps it, and this is all that is shown of it here, masked; then there are no lines, and none are taken.
 */
export const PhoneAddressSchema = z.strictObject({
  lines: z
    .array(
      z
        .string()
        .trim()
        .min(1)
        .max(60)
        .regex(/^[^\r\n]*$/),
    )
    .max(3)
    .refine((lines) => lines.length !== 1),
  atShop: z.string().max(200).nullable().exactOptional(),
})
