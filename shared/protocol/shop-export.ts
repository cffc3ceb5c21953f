import { z } from 'zod'
import { CustomerIdSchema, InstantSchema, LangSchema } from './common.ts'
import { ConsentsSchema, PersonaSchema } from './customers.ts'
import { PhonePasskeySchema } from './shop-approvals.ts'
import { PhoneVisitSchema } from './shop-privacy.ts'
import { PhoneConfigurationSchema, PhoneOrderSchema } from './shop.ts'

/** `GET /api/me/export`: everything that the shop holds of the member who asks, as a file. */
export const PhoneExportSchema = z.strictObject({
  format: z.literal('dangol-export/1'),
  madeAt: InstantSchema,
  account: z.strictObject({
    number: z.string(),
    email: z.string().nullable(),
    name: z.string(),
    lang: LangSchema,
    source: z.string(),
    openedAt: InstantSchema,
    /** The pseudonym that the store knows the member by. */
    nameInStores: CustomerIdSchema,
    /** What the retailer's own shop calls the account. */
    idAtShop: z.string().exactOptional(),
  }),
  storesKnowMe: z.boolean(),
  address: z.array(z.string()),
  personas: z.array(PersonaSchema),
  consents: ConsentsSchema,
  consentHistory: z.array(
    z.strictObject({ purpose: z.string(), state: z.string(), channel: z.string(), at: InstantSchema }),
  ),
  memberCodeKeys: z.array(
    z.strictObject({
      credId: z.string(),
      kind: z.string(),
      publicKey: z.string(),
      createdAt: InstantSchema,
      lastUsedAt: InstantSchema.nullable(),
      status: z.string(),
    }),
  ),
  passkeys: z.array(PhonePasskeySchema),
  signedInUntil: z.array(InstantSchema),
  configurations: z.array(PhoneConfigurationSchema),
  codes: z.array(z.strictObject({ code: z.string(), configurationId: z.string(), expiresAt: InstantSchema })),
  pictures: z.array(
    z.strictObject({ sha256: z.string(), type: z.string(), sentAt: InstantSchema, base64: z.string() }),
  ),
  orders: z.array(PhoneOrderSchema),
  storeVisits: z.array(PhoneVisitSchema),
})
export type PhoneExport = z.infer<typeof PhoneExportSchema>
