import { z } from 'zod'
import { CustomerIdSchema, ReasonSchema } from './common.ts'
import { AuditEntrySchema, AuditVerdictSchema, ConsentReceiptSchema, SubjectSchema } from './privacy.ts'
import { command, inVisit, request } from './request.ts'
import { VisitEndSchema } from './visits.ts'

/** Why somebody looked; written into the record. */
const reason = { reason: ReasonSchema }
const aboutCustomer = { customerId: CustomerIdSchema }

/** What the store knows of people: shown, given, deleted, joined and parted by whoever answers for it, on the record. */
export const PRIVACY_REQUESTS = {
  /** "Forget me now": ends the visit and erases what the store kept of it; nothing is parked. */
  'visits:forget': request({
    input: z.strictObject(inVisit),
    output: VisitEndSchema,
    refusals: ['no-such-visit'],
    from: ['kiosk'],
  }),
  /** Somebody by the full customer number. */
  'privacy:subject': request({
    input: z.strictObject({ number: z.string().trim().min(1).max(40), ...reason }),
    output: SubjectSchema,
    refusals: ['unknown-customer', 'too-many-searches'],
    from: ['office'],
  }),
  /** The subject's ledger, newest first; each entry is a receipt. */
  'privacy:ledger': request({
    input: z.strictObject(aboutCustomer),
    output: z.strictObject({ receipts: z.array(ConsentReceiptSchema).max(500), whole: z.boolean() }),
    refusals: ['unknown-customer'],
    from: ['office'],
  }),
  /** Everything this store holds of the subject, as JSON text (at most 4 MB). */
  'privacy:export': request({
    input: z.strictObject({ ...command, ...aboutCustomer, ...reason }),
    output: z.strictObject({ name: z.string(), text: z.string().max(4_000_000) }),
    refusals: ['unknown-customer'],
    from: ['office'],
  }),
  /** Erases the subject here, for good: a tombstone keeps an old copy from coming back. The online shop is told. */
  'privacy:erase': request({
    input: z.strictObject({ ...command, ...aboutCustomer, ...reason }),
    output: z.null(),
    refusals: ['unknown-customer'],
    from: ['office'],
  }),
  /** Two profiles are one person from now on; every profile stays as it is behind it, so that parting restores both exactly. */
  'privacy:merge': request({
    input: z.strictObject({ ...command, into: CustomerIdSchema, from: CustomerIdSchema, ...reason }),
    output: SubjectSchema,
    refusals: ['unknown-customer', 'already-merged', 'same-person'],
    from: ['office'],
  }),
  'privacy:unmerge': request({
    input: z.strictObject({ ...command, customerId: CustomerIdSchema, ...reason }),
    output: SubjectSchema,
    refusals: ['unknown-customer', 'not-merged'],
    from: ['office'],
  }),
  /** The record, newest first, below `before`. */
  'audit:list': request({
    input: z.strictObject({ before: z.int().positive().nullable(), subject: z.string().max(64).nullable() }),
    output: z.strictObject({ entries: z.array(AuditEntrySchema).max(100), more: z.boolean() }),
    refusals: [],
    from: ['office'],
  }),
  'audit:verify': request({
    input: z.strictObject({}),
    output: AuditVerdictSchema,
    refusals: [],
    from: ['office'],
  }),
} as const
