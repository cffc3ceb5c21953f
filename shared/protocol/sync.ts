import { z } from 'zod'
import { ApprovalSchema } from './approvals.ts'
import { AssistSchema, PresenceSchema, SharedDraftSchema } from './assist.ts'
import { InstantSchema } from './common.ts'
import { DeviceHealthSchema, DeviceStatusSchema, StrangersSchema, WanStatusSchema } from './devices.ts'
import { HandoverSchema } from './handovers.ts'
import { OrderViewSchema } from './orders.ts'
import { PairedDeviceSchema } from './trust.ts'
import { FloorVisitSchema, HelpCallSchema, VisitEndSchema, VisitViewSchema } from './visits.ts'

/**
 * Things a device keeps a copy of. A change puts the whole new state of a thing or deletes it.
 * Topic `kiosk:<device>` carries 'visit' (own visit), 'approval' of it, 'call' (own call), 'handover' (to a kiosk what it is
 * offered, to a tablet what it sent) and, to a tablet, the 'assist' it asked for; topic
 * `visit:<visit>` carries 'assist' and 'shared-draft' to everyone the shopper lets follow; `fleet` carries 'device-health',
 * 'paired-device' and 'strangers';
 * `floor` carries the rest.
 */
export const PutSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('visit'), id: z.string(), value: VisitViewSchema }),
  z.strictObject({ kind: z.literal('visit-end'), id: z.string(), value: VisitEndSchema }),
  z.strictObject({ kind: z.literal('call'), id: z.string(), value: HelpCallSchema }),
  z.strictObject({ kind: z.literal('floor-visit'), id: z.string(), value: FloorVisitSchema }),
  z.strictObject({ kind: z.literal('order'), id: z.string(), value: OrderViewSchema }),
  z.strictObject({ kind: z.literal('device'), id: z.string(), value: DeviceStatusSchema }),
  z.strictObject({ kind: z.literal('device-health'), id: z.string(), value: DeviceHealthSchema }),
  z.strictObject({ kind: z.literal('strangers'), id: z.string(), value: StrangersSchema }),
  z.strictObject({ kind: z.literal('assist'), id: z.string(), value: AssistSchema }),
  z.strictObject({ kind: z.literal('shared-draft'), id: z.string(), value: SharedDraftSchema }),
  z.strictObject({ kind: z.literal('paired-device'), id: z.string(), value: PairedDeviceSchema }),
  z.strictObject({ kind: z.literal('approval'), id: z.string(), value: ApprovalSchema }),
  z.strictObject({ kind: z.literal('handover'), id: z.string(), value: HandoverSchema }),
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

/** `kiosk:<device>` is the own topic of any device; the name is older than tablets having one. */
export const TopicSchema = z.union([
  z.literal('floor'),
  z.literal('fleet'),
  z.templateLiteral(['kiosk:', z.string()]),
  z.templateLiteral(['visit:', z.string()]),
])
export type Topic = z.infer<typeof TopicSchema>

/** A cursor is (epoch, seq) per topic: the last seq seen, and the server's life in which it was told. */
export const CursorSchema = z.strictObject({ epoch: z.string(), seq: z.int().nonnegative() })
export type Cursor = z.infer<typeof CursorSchema>

/**
 * Answer to a subscription: the missed entries when the cursor still fits, else the whole state. Entries come in chunks: a
 * device that is not at `head` after them asks again from its new cursor.
 */
export const CatchUpSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('entries'),
    /** Where the entries start: the cursor that was sent. */
    after: CursorSchema,
    epoch: z.string(),
    head: z.int(),
    entries: z.array(LogEntrySchema),
  }),
  z.strictObject({ kind: z.literal('snapshot'), epoch: z.string(), head: z.int(), puts: z.array(PutSchema) }),
])
export type CatchUp = z.infer<typeof CatchUpSchema>

/** Server → device, unacknowledged: live entries of a granted topic, and its head every few seconds. */
export const LiveSchema = z.strictObject({ topic: TopicSchema, epoch: z.string(), entries: z.array(LogEntrySchema) })
export const HeadSchema = z.strictObject({ topic: TopicSchema, epoch: z.string(), head: z.int() })
/** The device may not follow the topic any more: it wipes its copy. */
export const RevokedSchema = z.strictObject({ topic: TopicSchema })
/** Told on every connect and whenever it changes: the store's time, and whether the store can write at all. */
export const StoreStateSchema = z.strictObject({ at: InstantSchema, writable: z.boolean() })
export type StoreState = z.infer<typeof StoreStateSchema>
export interface ServerEvents {
  'log:appended': (live: z.infer<typeof LiveSchema>) => void
  'log:head': (head: z.infer<typeof HeadSchema>) => void
  'log:revoked': (revoked: z.infer<typeof RevokedSchema>) => void
  'store:state': (state: StoreState) => void
  'assist:presence': (presence: z.infer<typeof PresenceSchema>) => void
}
