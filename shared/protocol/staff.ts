import { ROLES } from '@dangol/domain/trust/role.ts'
import { z } from 'zod'
import { AssociateIdSchema, CountSchema, InstantSchema } from './common.ts'
import { StaffSessionSchema } from './handshake.ts'

export const RoleSchema = z.enum(ROLES)
export const PinSchema = z.string().regex(/^\d{6}$/)
export const PersonNameSchema = z.string().trim().min(1).max(60)

/** Somebody who may take this device in hand, before anybody has. No pictures, no roles. */
export const ListedAssociateSchema = z.strictObject({ id: AssociateIdSchema, name: z.string().max(60) })

/** A passkey of somebody who works here. */
export const PasskeySchema = z.strictObject({
  id: z.string().max(1400),
  name: z.string().max(60),
  madeAt: InstantSchema,
  lastUsedAt: InstantSchema.nullable(),
})

/** Who holds this device, as they see themselves. */
export const StaffMeSchema = z.strictObject({
  id: AssociateIdSchema,
  name: z.string(),
  role: RoleSchema,
  /** Until when a passkey that was shown counts; null when none was. */
  steppedUpUntil: InstantSchema.nullable(),
  passkeys: z.array(PasskeySchema),
  /** The PIN was given by somebody else and has to be changed. */
  mustChangePin: z.boolean(),
})
export type StaffMe = z.infer<typeof StaffMeSchema>

export const SignedInSchema = z.strictObject({
  /** For the next handshakes of this very device. */
  session: StaffSessionSchema,
  me: StaffMeSchema,
})

/** Somebody who works here, as a manager sees them. */
export const StaffMemberSchema = z.strictObject({
  id: AssociateIdSchema,
  name: z.string(),
  role: RoleSchema,
  state: z.enum(['active', 'left']),
  /** Wrong PINs were entered too often: until then, or until somebody entitled lets them in. */
  lockedUntil: InstantSchema.nullable(),
  /** Locked until a person undoes it. */
  locked: z.boolean(),
  passkeyCount: CountSchema,
  /** Devices they are signed in on just now. */
  signedInOn: z.array(z.string()),
})
export type StaffMember = z.infer<typeof StaffMemberSchema>

/** WebAuthn's own JSON, judged by the library that made it; bounded here. */
export const WebAuthnJsonSchema = z
  .record(z.string(), z.unknown())
  .refine((value) => JSON.stringify(value).length <= 16_000)
