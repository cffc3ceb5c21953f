import { z } from 'zod'
import { CountSchema, DeviceIdSchema, InstantSchema } from './common.ts'
import { DeviceKindSchema } from './handshake.ts'

/** A device as the office sees it. */
export const DeviceStatusSchema = z.strictObject({
  id: DeviceIdSchema,
  kind: DeviceKindSchema,
  connected: z.boolean(),
  lastSeenAt: InstantSchema,
  version: z.string(),
  outboxLength: CountSchema,
  screen: z.string().max(40),
})
export type DeviceStatus = z.infer<typeof DeviceStatusSchema>

/** Whether the line to the online shop works, and what waits for it. */
export const WanStatusSchema = z.strictObject({
  state: z.enum(['up', 'down', 'unknown']),
  since: InstantSchema,
  waiting: CountSchema,
})
export type WanStatus = z.infer<typeof WanStatusSchema>
