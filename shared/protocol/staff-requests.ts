import { z } from 'zod'
import { AssociateIdSchema } from './common.ts'
import { command, request } from './request.ts'
import {
  ListedAssociateSchema,
  PersonNameSchema,
  PinSchema,
  RoleSchema,
  SignedInSchema,
  StaffMemberSchema,
  StaffMeSchema,
  WebAuthnJsonSchema,
} from './staff.ts'

const staffDevices = ['tablet', 'office'] as const
const nothing = z.strictObject({})

/** People who work here. PINs are six digits and work on this store's own devices only. Who may what is in `rights.ts`. */
export const STAFF_REQUESTS = {
  /** Who may take a staff device in hand; asked before anybody has. */
  'staff:list': request({
    input: nothing,
    /** `demoPins`: of the demonstration's invented people, shown on the pad; null in a store. */
    output: z.strictObject({
      associates: z.array(ListedAssociateSchema),
      demoPins: z.record(AssociateIdSchema, PinSchema).nullable(),
    }),
    refusals: [],
    from: staffDevices,
  }),
  /** One refusal for a wrong PIN and for an unknown person. `detail` of 'locked': Unix ms until when, or 'person' when only a person can undo it. */
  /**
   * Ends whatever session the device had: of a right PIN whose answer came too late its maker would only hear that they were signed
   * out elsewhere. A PIN is slow to check by design, and slower on a busy store.
   */
  'staff:sign-in': request({
    input: z.strictObject({ associate: AssociateIdSchema, pin: PinSchema }),
    output: SignedInSchema,
    refusals: ['wrong-pin', 'locked'],
    from: staffDevices,
    patienceMs: 20_000,
  }),
  'staff:sign-out': request({ input: nothing, output: z.null(), refusals: [], from: staffDevices }),
  /** Null when nobody holds the device, whatever it believes. */
  'staff:me': request({ input: nothing, output: StaffMeSchema.nullable(), refusals: [], from: staffDevices }),
  /** Ends every session of theirs but this one. */
  'staff:change-pin': request({
    input: z.strictObject({ ...command, pin: PinSchema, newPin: PinSchema }),
    output: z.null(),
    refusals: ['wrong-pin', 'locked', 'weak-pin'],
    from: staffDevices,
  }),
  /** A new passkey of whoever holds the device; proven by the PIN, entered just now. */
  'staff:passkey-begin': request({
    input: z.strictObject({ pin: PinSchema }),
    output: z.strictObject({ options: WebAuthnJsonSchema }),
    refusals: ['wrong-pin', 'locked', 'too-many-passkeys', 'no-passkeys-here'],
    from: staffDevices,
  }),
  'staff:passkey-add': request({
    input: z.strictObject({ ...command, response: WebAuthnJsonSchema, name: PersonNameSchema }),
    output: StaffMeSchema,
    refusals: ['not-verified', 'too-many-passkeys'],
    from: staffDevices,
  }),
  'staff:passkey-remove': request({
    input: z.strictObject({ ...command, id: z.string().max(1400) }),
    output: StaffMeSchema,
    refusals: ['no-such-passkey'],
    from: staffDevices,
  }),
  /** Step-up: what costs money or exposes people asks for the passkey, and then for STEP_UP_LASTS_MS not again. */
  'staff:step-up-begin': request({
    input: nothing,
    output: z.strictObject({ options: WebAuthnJsonSchema }),
    refusals: ['no-passkey', 'no-passkeys-here'],
    from: staffDevices,
  }),
  'staff:step-up': request({
    input: z.strictObject({ response: WebAuthnJsonSchema }),
    output: StaffMeSchema,
    refusals: ['not-verified'],
    from: staffDevices,
  }),
  'people:list': request({
    input: nothing,
    output: z.strictObject({ people: z.array(StaffMemberSchema) }),
    refusals: [],
    from: ['office'],
  }),
  /** Somebody new; the PIN is told once, and they must change it. Not of a role whose PIN the asker may not set ('beyond-role'). */
  'people:add': request({
    input: z.strictObject({ ...command, id: AssociateIdSchema, name: PersonNameSchema, role: RoleSchema }),
    output: z.strictObject({ person: StaffMemberSchema, pin: PinSchema }),
    refusals: ['id-taken', 'too-many-people', 'beyond-role'],
    from: ['office'],
  }),
  /**
   * Name, role, or that they left. Nobody changes their own role, and one manager must remain. Sessions of theirs are cut at once.
   * A role whose PIN the asker may not set is given only to somebody with a PIN of their own choosing ('own-pin-first').
   */
  'people:change': request({
    input: z.strictObject({
      ...command,
      id: AssociateIdSchema,
      name: PersonNameSchema,
      role: RoleSchema,
      state: z.enum(['active', 'left']),
    }),
    output: StaffMemberSchema,
    refusals: ['no-such-person', 'own-role', 'last-manager', 'own-pin-first'],
    from: ['office'],
  }),
  'people:reset-pin': request({
    input: z.strictObject({ ...command, id: AssociateIdSchema }),
    output: z.strictObject({ person: StaffMemberSchema, pin: PinSchema }),
    refusals: ['no-such-person', 'beyond-role'],
    from: ['office'],
  }),
  /** Lets somebody try again who is locked. A lead may, from any tablet. */
  'people:unlock': request({
    input: z.strictObject({ ...command, id: AssociateIdSchema }),
    output: z.null(),
    refusals: ['no-such-person', 'own-lock'],
    from: staffDevices,
  }),
} as const
