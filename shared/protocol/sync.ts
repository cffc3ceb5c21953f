import { z } from 'zod'
import { InstantSchema } from './common.ts'
import { DeviceStatusSchema, WanStatusSchema } from './devices.ts'
import { OrderViewSchema } from './orders.ts'
import { FloorVisitSchema, HelpCallSchema, VisitEndSchema, VisitViewSchema } from './visits.ts'

/**
 * Things a device keeps a copy of. A change puts the whole new state of a thing or deletes it.
 * Topic `kiosk:<device>` carries 'visit' (own visit) and 'call' (own call); topic `floor` carries the rest.
 */
export const PutSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('visit'), id: z.string(), value: VisitViewSchema }),
  z.strictObject({ kind: z.literal('visit-end'), id: z.string(), value: VisitEndSchema }),
  z.strictObject({ kind: z.literal('call'), id: z.string(), value: HelpCallSchema }),
  z.strictObject({ kind: z.literal('floor-visit'), id: z.string(), value: FloorVisitSchema }),
  z.strictObject({ kind: z.literal('order'), id: z.string(), value: OrderViewSchema }),
  z.strictObject({ kind: z.literal('device'), id: z.string(), value: DeviceStatusSchema }),
  z.strictObject({ kind: z.literal('wan'), id: z.string(), value: WanStatusSchema }),
  z.strictObject({ kind: z.literal('catalogue'), id: z.string(), value: z.strictObject({ version: z.int() }) }),
])
export type Put = z.infer<typeof PutSchema>
export const DelSchema = z.strictObject({ kind: z.string(), id: z.string() })
export type Del = z.infer<typeof DelSchema>

/** One entry of the change log as one topic sees it. `prev` is the previous seq of the topic: a gap is seen, never guessed. */
export const LogEntrySchema = z.strictObject({
  seq: z.int().positive(),
  prev: z.int().nonnegative(),
  /** The fact, `noun.past`: 'visit.recognised', 'order.placed'. */
  type: z.string(),
  at: InstantSchema,
  puts: z.array(PutSchema),
  dels: z.array(DelSchema),
})
export type LogEntry = z.infer<typeof LogEntrySchema>

export const TopicSchema = z.union([z.literal('floor'), z.templateLiteral(['kiosk:', z.string()])])
export type Topic = z.infer<typeof TopicSchema>

/** A cursor is (epoch, seq) per topic; the epoch changes when the store's history does. */
export const CursorSchema = z.strictObject({ epoch: z.string(), seq: z.int().nonnegative() })

/** Answer to a subscription: the missed entries when the cursor still fits, else the whole state. */
export const CatchUpSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('entries'),
    epoch: z.string(),
    from: z.int(),
    head: z.int(),
    entries: z.array(LogEntrySchema),
  }),
  z.strictObject({ kind: z.literal('snapshot'), epoch: z.string(), head: z.int(), puts: z.array(PutSchema) }),
])
export type CatchUp = z.infer<typeof CatchUpSchema>

/** Server → device, unacknowledged: live entries of a granted topic, and its head every few seconds. */
export const LiveSchema = z.strictObject({ topic: TopicSchema, epoch: z.string(), entries: z.array(LogEntrySchema) })
export const HeadSchema = z.strictObject({ topic: TopicSchema, epoch: z.string(), head: z.int() })
export interface ServerEvents {
  'log:appended': (live: z.infer<typeof LiveSchema>) => void
  'log:head': (head: z.infer<typeof HeadSchema>) => void
}
