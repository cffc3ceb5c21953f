import { z } from 'zod'
import {
  AssociateIdSchema,
  CountSchema,
  CustomerIdSchema,
  DeviceIdSchema,
  InstantSchema,
  LangSchema,
  VisitIdSchema,
} from './common.ts'
import { ConsentStateSchema, ConsentsSchema, PurposeSchema } from './customers.ts'
import { DeviceKindSchema } from './handshake.ts'

/** One entry of the consent ledger, as a receipt shows it (ISO/IEC TS 27560, recognition-ux 5.3). */
export const ConsentReceiptSchema = z.strictObject({
  schema: z.literal('consent/1'),
  subject: CustomerIdSchema,
  /** Place in the subject's chain, from 1. */
  position: z.int().positive(),
  purpose: PurposeSchema,
  state: ConsentStateSchema,
  scope: z.enum(['account', 'visit']),
  visitId: VisitIdSchema.nullable(),
  at: InstantSchema,
  expiresAt: InstantSchema.nullable(),
  /** What was shown when it was asked: its text is in the code, and this is its digest. */
  notice: z.strictObject({ id: z.string(), version: z.int(), lang: LangSchema, sha256: z.string() }),
  channel: z.enum(['web', 'phone-approval', 'kiosk', 'tablet', 'import']),
  deviceId: DeviceIdSchema.nullable(),
  basis: z.enum(['consent', 'contract', 'legitimate-interest']),
  jurisdiction: z.string().max(10),
  dataCategories: z.array(z.string()),
  recipients: z.array(z.string()),
  retentionDays: z.int().nonnegative(),
  prev: z.string(),
  hash: z.string(),
})
export type ConsentReceipt = z.infer<typeof ConsentReceiptSchema>

/** A person the store knows, as the privacy officer finds them: by customer number only, never by browsing. */
export const SubjectSchema = z.strictObject({
  customerId: CustomerIdSchema,
  maskedName: z.string(),
  number: z.string(),
  consents: ConsentsSchema,
  /** Profiles that are one person with this one, by a merge that can be undone. */
  merged: z.array(
    z.strictObject({
      customerId: CustomerIdSchema,
      maskedName: z.string(),
      number: z.string(),
      mergedAt: InstantSchema,
      by: z.string(),
    }),
  ),
  /** Rows that the store holds of them, per table; what an export would contain. */
  holds: z.array(z.strictObject({ table: z.string(), rows: CountSchema, keptFor: z.string() })),
})
export type Subject = z.infer<typeof SubjectSchema>

/** One line of the record of who did what. Never a name of a shopper, never a code. */
export const AuditEntrySchema = z.strictObject({
  position: z.int().positive(),
  at: InstantSchema,
  deviceId: DeviceIdSchema,
  kind: DeviceKindSchema.nullable(),
  associate: AssociateIdSchema.nullable(),
  what: z.string(),
  /** Alias of whom it was about. */
  subject: z.string().nullable(),
  /** What the data was used for, or why it was looked at; null where no data of a person was. */
  purpose: z.string().nullable(),
  result: z.string(),
})
export type AuditEntry = z.infer<typeof AuditEntrySchema>

/** Whether the chain is whole, and where it is not. */
export const AuditVerdictSchema = z.strictObject({
  whole: z.boolean(),
  entries: CountSchema,
  /** First position that does not fit; null when the chain is whole. */
  brokenAt: z.int().nullable(),
  head: z.string(),
  checkedAt: InstantSchema,
})
