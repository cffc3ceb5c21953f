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

/** What a device tells of itself with every sign of life, besides which screen it shows. All of it optional: version 1 knew none. */
export const SelfReportSchema = z.strictObject({
  /** Device's clock minus the store's, as measured over the last report. Milliseconds. */
  clockOffsetMs: z.int().nullable(),
  /** Of the last report. Milliseconds. */
  roundTripMs: z.int().nonnegative().nullable(),
  /** Cursor of the topic it is furthest behind on. */
  cursor: z.strictObject({ epoch: z.string(), seq: z.int().nonnegative() }).nullable(),
  /** How long the oldest command has been waiting in its outbox; null for none. Milliseconds. */
  oldestWaitingMs: z.int().nonnegative().nullable(),
  /** Caches that were damaged and started over from a snapshot since the device was set up. */
  startedOver: CountSchema,
})
export type SelfReport = z.infer<typeof SelfReportSchema>

/** How a device fares, for the office: what it reported, and what the server counted against it. */
export const DeviceHealthSchema = z.strictObject({
  id: DeviceIdSchema,
  kind: DeviceKindSchema,
  connected: z.boolean(),
  protocol: z.int().positive(),
  version: z.string(),
  reportedAt: InstantSchema.nullable(),
  clockOffsetMs: z.int().nullable(),
  roundTripMs: z.int().nonnegative().nullable(),
  /** Entries between its cursor and the head of the log; null while unknown. */
  behind: CountSchema.nullable(),
  outboxLength: CountSchema,
  oldestWaitingMs: z.int().nonnegative().nullable(),
  startedOver: CountSchema,
  /** Since the server started: messages refused for their form or for want of a right, and for coming too fast. */
  refused: CountSchema,
  throttled: CountSchema,
})
export type DeviceHealth = z.infer<typeof DeviceHealthSchema>

/** Who asked to come in too often and is no device of the house, since the server started. */
export const StrangersSchema = z.strictObject({
  /** Handshakes and requests that were not looked at. */
  throttled: CountSchema,
  /** The newest of them: when, and from which address. */
  at: InstantSchema,
  from: z.string().max(60),
})
export type Strangers = z.infer<typeof StrangersSchema>

/** Whether the line to the online shop works, and what waits for it. */
export const WanStatusSchema = z.strictObject({
  state: z.enum(['up', 'down', 'unknown']),
  since: InstantSchema,
  waiting: CountSchema,
})
export type WanStatus = z.infer<typeof WanStatusSchema>
