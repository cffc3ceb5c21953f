import { z } from 'zod'
import { AssociateIdSchema, ConfigurationIdSchema, DeviceIdSchema, InstantSchema, LangSchema } from './common.ts'
import { command, floorStaff, inVisit, request } from './request.ts'
import { VisitViewSchema } from './visits.ts'

/** Minted by the tablet that sends. */
export const HandoverIdSchema = z.uuidv7()

/**
 * HS1: an associate sends configurations of the own visit to a kiosk; the shopper there says yes. One-time, bound to staff, kiosk
 * and configurations, HANDOVER_LASTS_MS. Never passes on who somebody is. Kind 'handover' on the topics of both devices.
 */
export const HandoverSchema = z.strictObject({
  id: HandoverIdSchema,
  from: z.strictObject({ id: AssociateIdSchema, name: z.string(), deviceId: DeviceIdSchema }),
  kioskId: DeviceIdSchema,
  count: z.int().min(1).max(20),
  state: z.enum(['offered', 'taken', 'declined', 'expired']),
  expiresAt: InstantSchema,
})
export type Handover = z.infer<typeof HandoverSchema>
export const HANDOVER_LASTS_MS = 60_000

export const HANDOVER_REQUESTS = {
  /** Offers configurations of a visit that the tablet opened or serves to a kiosk of this store. */
  'handovers:send': request({
    input: z.strictObject({
      ...inVisit,
      handoverId: HandoverIdSchema,
      kioskId: DeviceIdSchema,
      configurationIds: z.array(ConfigurationIdSchema).min(1).max(20),
    }),
    output: HandoverSchema,
    refusals: ['no-such-visit', 'no-such-configuration', 'no-such-kiosk', 'kiosk-taken', 'too-many-handovers'],
    from: floorStaff,
  }),
  'handovers:withdraw': request({
    input: z.strictObject({ ...command, handoverId: HandoverIdSchema }),
    output: z.null(),
    refusals: ['no-such-handover'],
    from: floorStaff,
  }),
  /** The shopper touched yes: the kiosk's visit, begun if there is none, gets the configurations (level L1 at least). */
  'handovers:take': request({
    input: z.strictObject({ ...command, handoverId: HandoverIdSchema, lang: LangSchema }),
    output: VisitViewSchema,
    refusals: ['no-such-handover'],
    from: ['kiosk'],
  }),
  'handovers:decline': request({
    input: z.strictObject({ ...command, handoverId: HandoverIdSchema }),
    output: z.null(),
    refusals: ['no-such-handover'],
    from: ['kiosk'],
  }),
} as const
