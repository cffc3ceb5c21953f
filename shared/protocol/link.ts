import { z } from 'zod'
import { CountSchema, InstantSchema, OrderIdSchema } from './common.ts'

/* The link to the retailer's shop, as the office sees it. */

const PLATFORMS = ['embedded', 'vendure', 'medusa', 'shopify'] as const
const PlatformSchema = z.enum(PLATFORMS)
export type Platform = z.infer<typeof PlatformSchema>

/** 'log': everything in one order, as the member service and the embedded shop tell it. */
export const FEEDS = ['log', 'customers', 'orders', 'configurations', 'carts', 'products', 'stock'] as const
const FeedSchema = z.enum(FEEDS)
export type Feed = z.infer<typeof FeedSchema>

/** 'lossy': some changes never show up after a cursor, so the feed is swept and compared besides. 'none': only compared. */
const ReliabilitySchema = z.enum(['reliable', 'lossy', 'none'])
export type Reliability = z.infer<typeof ReliabilitySchema>

/** Why a row of the shop cannot be taken. */
const UnusableReasonSchema = z.enum(['money', 'currency', 'state', 'customer', 'sku', 'location', 'document', 'shape'])
/** A row that is set aside, with what a person needs to mend it at the shop or in the mapping; it holds no personal datum. */
export const UnusableSchema = z.strictObject({
  feed: FeedSchema,
  id: z.string().max(120),
  reason: UnusableReasonSchema,
  detail: z.string().max(200),
})
export type Unusable = z.infer<typeof UnusableSchema>

/** What stands against a link, in words that a person can act on. */
export const ProbeProblemSchema = z.strictObject({
  code: z.enum([
    'credentials',
    'scope',
    'version',
    'field',
    'sku',
    'shipping-method',
    'payment-method',
    'location',
    'currency',
    'clock',
    'unreachable',
  ]),
  /** The scope, field, version or name that it is about. */
  detail: z.string().max(200),
})
export type ProbeProblem = z.infer<typeof ProbeProblemSchema>

/** What stands against an order at the shop; a manager decides. */
const ConflictReasonSchema = z.enum([
  ...(['price-changed', 'product-gone', 'stock-gone', 'customer-gone', 'other-content'] as const),
  'no-address',
])
export type ConflictReason = z.infer<typeof ConflictReasonSchema>
/**
 * Why a message waits for a manager. 'cancelled-here': the store cancelled what the shop may have, or has, as `detail` says its number
 * there. 'other-shop': it was meant for the shop that `detail` names, and the store is linked to another one since.
 */
const LetterReasonSchema = z.enum([...ConflictReasonSchema.options, 'cancelled-here', 'other-shop'])
export type LetterReason = z.infer<typeof LetterReasonSchema>

const FeedStateSchema = z.strictObject({
  feed: FeedSchema,
  /** The member service tells its log beside the feeds of the shop. */
  source: z.enum(['members', 'shop']),
  reliability: ReliabilitySchema,
  /** 'loading': the first load is under way. 'current': read to the end at `readAt`. 'failing': the last reading was not usable. */
  state: z.enum(['waiting', 'loading', 'current', 'failing']),
  /** Records taken in so far by the load, and how many there are where the shop says so. */
  loaded: CountSchema,
  total: CountSchema.nullable(),
  readAt: InstantSchema.nullable(),
  /** When something last came that was new. */
  changedAt: InstantSchema.nullable(),
  /** In the words of the adapter; null when all is well. */
  error: z.string().max(200).nullable(),
  setAside: CountSchema,
  /** Of the last whole comparison: when, and how many rows had drifted and were mended. */
  compared: z.strictObject({ at: InstantSchema, rows: CountSchema, mended: CountSchema }).nullable(),
})
export type FeedState = z.infer<typeof FeedStateSchema>

export const LinkStateSchema = z.strictObject({
  platform: PlatformSchema,
  /** Host name of the shop. */
  host: z.string().max(200),
  line: z.enum(['up', 'down', 'unknown']),
  since: InstantSchema,
  /** Null while the link runs. */
  paused: z.strictObject({ by: z.string(), at: InstantSchema, reason: z.string() }).nullable(),
  /** Null until the shop was first asked. */
  probe: z
    .strictObject({
      at: InstantSchema,
      version: z.string(),
      clockOffsetMs: z.int(),
      problems: z.array(ProbeProblemSchema).max(50),
    })
    .nullable(),
  feeds: z.array(FeedStateSchema).max(20),
  outbox: z.strictObject({
    waiting: CountSchema,
    oldestAt: InstantSchema.nullable(),
    letters: CountSchema,
    /** How many messages besides orders are kept at most. */
    max: CountSchema,
    /** 'open': the shop failed so often that it is left alone until `retryAt`. */
    breaker: z.enum(['closed', 'open', 'half-open']),
    retryAt: InstantSchema.nullable(),
    /** Sent since the server started, and the last time. */
    sent: CountSchema,
    sentAt: InstantSchema.nullable(),
  }),
  /** Null where the shop sends none. */
  hints: z.strictObject({ heard: CountSchema, refused: CountSchema, lastAt: InstantSchema.nullable() }).nullable(),
})
export type LinkState = z.infer<typeof LinkStateSchema>

/** What the shop did not take: it waits for a manager. Holds nothing of whom it is about. */
export const LetterSchema = z.strictObject({
  position: z.int().positive(),
  kind: z.enum(['order', 'configuration', 'consent', 'visit', 'erasure']),
  /** The order it is, as the store counts. */
  order: z.strictObject({ id: OrderIdSchema, number: z.string() }).nullable(),
  /** Null where the shop refused it for good without a reason that we know. */
  reason: LetterReasonSchema.nullable(),
  detail: z.string().max(200),
  at: InstantSchema,
  attempts: CountSchema,
  actions: z.array(z.enum(['retry', 'take-over', 'cancel'])),
})
export type Letter = z.infer<typeof LetterSchema>
export const LetterActionSchema = z.enum(['retry', 'take-over', 'cancel'])
export type LetterAction = z.infer<typeof LetterActionSchema>

/** One record of the shop beside what the store would make of it. Names and addresses are masked. */
export const MappedSampleSchema = z.strictObject({
  feed: FeedSchema,
  id: z.string().max(120),
  fields: z.array(z.strictObject({ field: z.string().max(80), value: z.string().max(300) })).max(40),
})
export type MappedSample = z.infer<typeof MappedSampleSchema>
