import { z } from 'zod'
import { InstantSchema, VisitIdSchema } from './common.ts'
import { inVisit, request } from './request.ts'

/**
 * RD1: the shopper approves on the own phone (RFC 8628 with the mitigations of BCP 247). Topic `kiosk:<kiosk>`, kind 'approval',
 * id = the visit's. The kiosk shows the QR, the code as text and the number; the phone shows the place and asks which of three
 * numbers stands on the kiosk.
 */
export const ApprovalSchema = z.strictObject({
  visitId: VisitIdSchema,
  state: z.enum(['asking', 'waiting', 'approved', 'denied', 'expired', 'unavailable', 'another-person']),
  /** 8 letters; null until the shop has given one. */
  userCode: z.string().nullable(),
  /** What the QR says: the phone's page with the code. */
  url: z.string().max(300).nullable(),
  /** Two digits. */
  number: z
    .string()
    .regex(/^\d{2}$/)
    .nullable(),
  /** The QR and code die at this time; a new approval begins with a touch. */
  expiresAt: InstantSchema.nullable(),
})
export type Approval = z.infer<typeof ApprovalSchema>

export const APPROVAL_REQUESTS = {
  /** Asks the online shop for a code. With the line down the approval is 'unavailable', honestly and at once. */
  'approvals:begin': request({
    input: z.strictObject(inVisit),
    output: ApprovalSchema,
    refusals: ['no-such-visit', 'too-many-tries'],
    from: ['kiosk'],
  }),
  'approvals:cancel': request({
    input: z.strictObject(inVisit),
    output: z.null(),
    refusals: ['no-such-visit'],
    from: ['kiosk'],
  }),
} as const
