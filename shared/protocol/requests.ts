import { z } from 'zod'
import { APPROVAL_REQUESTS } from './approvals.ts'
import { ASSIST_REQUESTS } from './assist-requests.ts'
import { CartItemSchema, FulfilmentSchema } from './carts.ts'
import { CatalogueSchema, StockRowSchema } from './catalogue.ts'
import {
  CartLineIdSchema,
  CountSchema,
  CustomerIdSchema,
  ConfigurationIdSchema,
  FamilyIdSchema,
  InstantSchema,
  LangSchema,
  MoneySchema,
  OrderIdSchema,
  VisitIdSchema,
} from './common.ts'
import { SelfReportSchema } from './devices.ts'
import { ClaimsSchema, ConfigurationDraftSchema, ConfigurationViewSchema } from './configurations.ts'
import { ConsentStateSchema, CustomerCardSchema, CustomerHitSchema, PurposeSchema } from './customers.ts'
import { OfficeViewSchema } from './insights.ts'
import { DryRunSchema, ModelFilesSchema, NOTE_CHARS_MAX, PublishedFamilySchema } from './models.ts'
import { VersionedHistorySchema } from './next-choice.ts'
import { OrderStateSchema, OrderViewSchema } from './orders.ts'
import { HANDOVER_REQUESTS } from './handovers.ts'
import { LINK_REQUESTS } from './link-requests.ts'
import { PRIVACY_REQUESTS } from './privacy-requests.ts'
import { STAFF_REQUESTS } from './staff-requests.ts'
import { TRUST_REQUESTS } from './trust-requests.ts'
import { command, everyone, floorStaff, inVisit, kioskOrTablet, request } from './request.ts'
import type { RequestContract } from './request.ts'
import { CatchUpSchema, CursorSchema, TopicSchema } from './sync.ts'
import { EndReasonSchema, VisitEndSchema, VisitViewSchema } from './visits.ts'

/** Compiling a large model takes seconds; the server gives up before this. */
const modelWork = { patienceMs: 70_000 }

/** Every request a device can make of the store server. Those with a `commandId` take effect once, however often they arrive. */
export const REQUESTS = {
  /** Starts an anonymous visit on this kiosk, or takes over one that began while the store server was gone. */
  'visits:begin': request({
    input: z.strictObject({
      ...command,
      lang: LangSchema,
      /** The visit's id and epoch where the kiosk began it by itself; the epoch given is at least this one. */
      begun: z.strictObject({ visitId: VisitIdSchema, epoch: z.int().positive() }).exactOptional(),
    }),
    output: VisitViewSchema,
    /** 'no-such-visit': the one that the kiosk began is over here, or is not its own. */
    refusals: ['visit-in-progress', 'no-such-visit'],
    from: ['kiosk'],
  }),
  /** An associate opens a visit on the own tablet, for a customer or for nobody in particular. */
  'visits:begin-for': request({
    input: z.strictObject({ ...command, customerId: CustomerIdSchema.nullable(), lang: LangSchema }),
    output: VisitViewSchema,
    refusals: ['visit-in-progress', 'unknown-customer'],
    from: floorStaff,
  }),
  /**
   * Presents a code (RM1 or RC1). One refusal for every cause, after the same time. `takeOver` confirms that the person
   * before left, when the kiosk is in another member's visit.
   */
  'recognition:scan': request({
    input: z.strictObject({ ...command, text: z.string().max(4096), lang: LangSchema, takeOver: z.boolean() }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('recognised'), visit: VisitViewSchema }),
      z.strictObject({
        kind: z.literal('configuration'),
        visit: VisitViewSchema,
        configurationId: ConfigurationIdSchema,
      }),
      z.strictObject({ kind: z.literal('another-person') }),
      z.strictObject({ kind: z.literal('double-read') }),
    ]),
    refusals: ['code-refused'],
    from: ['kiosk'],
  }),
  'visits:set-language': request({
    input: z.strictObject({ ...inVisit, lang: LangSchema }),
    output: VisitViewSchema,
    refusals: ['no-such-visit'],
    from: kioskOrTablet,
  }),
  /** Where the shopper is, for the floor and the funnel. */
  'visits:report-step': request({
    input: z.strictObject({ ...inVisit, step: z.enum(['browsing', 'configuring', 'cart']) }),
    output: z.null(),
    refusals: ['no-such-visit'],
    from: kioskOrTablet,
  }),
  /** Asked on the kiosk, for this visit only. */
  'visits:consent': request({
    input: z.strictObject({ ...inVisit, purpose: PurposeSchema, state: ConsentStateSchema }),
    output: VisitViewSchema,
    refusals: ['no-such-visit', 'not-recognised'],
    from: ['kiosk'],
  }),
  /** Ends the visit. What is unfinished is parked; the personal part of the visit is gone from the kiosk at once. */
  'visits:end': request({
    input: z.strictObject({ ...inVisit, reason: EndReasonSchema }),
    output: VisitEndSchema,
    refusals: ['no-such-visit'],
    from: kioskOrTablet,
  }),
  /** An associate takes the visit in hand; the kiosk shows by whom. */
  'visits:serve': request({
    input: z.strictObject({ ...inVisit, serving: z.boolean() }),
    output: z.null(),
    refusals: ['no-such-visit'],
    from: floorStaff,
  }),
  ...ASSIST_REQUESTS,
  ...HANDOVER_REQUESTS,
  ...APPROVAL_REQUESTS,
  ...STAFF_REQUESTS,
  ...TRUST_REQUESTS,
  ...PRIVACY_REQUESTS,
  ...LINK_REQUESTS,
  'catalogue:get': request({
    input: z.strictObject({ haveVersion: z.int().nullable() }),
    output: z.strictObject({ catalogue: CatalogueSchema.nullable() }),
    refusals: ['no-catalogue-yet'],
    from: everyone,
  }),
  'catalogue:stock': request({
    input: z.strictObject({ query: z.string().max(100) }),
    output: z.strictObject({ rows: z.array(StockRowSchema) }),
    refusals: [],
    from: kioskOrTablet,
  }),
  /** What people took together of a family; null when there is none, or none newer than what the caller has. */
  'sales:get-history': request({
    input: z.strictObject({ familyId: FamilyIdSchema, haveVersion: z.int().nullable() }),
    output: z.strictObject({ sales: VersionedHistorySchema.nullable() }),
    refusals: [],
    from: kioskOrTablet,
  }),
  /** Saves a draft. Refused with 'stale-revision' when somebody saved in between: the caller reopens and says what was lost. */
  'configurations:save': request({
    /** `claims`: what the device showed for it. The server works out its own, and saves nothing that was shown otherwise. */
    input: z.strictObject({ ...inVisit, draft: ConfigurationDraftSchema, claims: ClaimsSchema.exactOptional() }),
    output: ConfigurationViewSchema,
    refusals: [
      'no-such-visit',
      'unknown-family',
      'unknown-model-version',
      'malformed-choices',
      'stale-revision',
      'not-yours',
      'claims-differ',
    ],
    from: kioskOrTablet,
  }),
  'configurations:quote': request({
    input: z.strictObject({ draft: ConfigurationDraftSchema }),
    output: ConfigurationViewSchema,
    refusals: ['unknown-family', 'malformed-choices'],
    from: kioskOrTablet,
  }),
  'configurations:discard': request({
    input: z.strictObject({ ...inVisit, configurationId: ConfigurationIdSchema }),
    output: z.null(),
    refusals: ['no-such-visit', 'no-such-configuration', 'not-yours'],
    from: kioskOrTablet,
  }),
  'carts:add': request({
    input: z.strictObject({
      ...inVisit,
      lineId: CartLineIdSchema,
      item: CartItemSchema,
      quantity: z.int().min(1).max(99),
      fulfilment: FulfilmentSchema.nullable(),
    }),
    output: VisitViewSchema,
    refusals: [
      'no-such-visit',
      'unknown-sku',
      'no-such-configuration',
      'configuration-incomplete',
      'configuration-invalid',
      'cart-full',
    ],
    from: kioskOrTablet,
  }),
  'carts:change': request({
    input: z.strictObject({
      ...inVisit,
      lineId: CartLineIdSchema,
      quantity: z.int().min(0).max(99),
      fulfilment: FulfilmentSchema,
      /** The line as the person saw it; somebody else's newer hand is never overwritten unseen. */
      seen: z.strictObject({ quantity: z.int().min(0).max(99), fulfilment: FulfilmentSchema }).exactOptional(),
    }),
    output: VisitViewSchema,
    refusals: ['no-such-visit', 'no-such-line', 'fulfilment-not-possible', 'changed-meanwhile'],
    from: kioskOrTablet,
  }),
  /** Places the cart as one order, stock holds and outbox row included, or refuses and changes nothing. */
  'orders:place': request({
    input: z.strictObject({ ...inVisit, orderId: OrderIdSchema, acceptedTotal: MoneySchema }),
    output: OrderViewSchema,
    refusals: [
      'no-such-visit',
      'empty-cart',
      'total-changed',
      'line-not-orderable',
      'sold-out',
      'delivery-needs-recognition',
      'delivery-needs-address',
    ],
    from: kioskOrTablet,
  }),
  'orders:move': request({
    input: z.strictObject({ ...command, orderId: OrderIdSchema, to: OrderStateSchema }),
    output: OrderViewSchema,
    refusals: ['no-such-order', 'illegal-transition'],
    from: ['tablet', 'office'],
  }),
  'customers:find': request({
    input: z.strictObject({ query: z.string().trim().min(2).max(60) }),
    output: z.strictObject({ hits: z.array(CustomerHitSchema), more: z.boolean() }),
    refusals: ['too-many-searches'],
    from: floorStaff,
  }),
  /** The shopper's card; every look is written to the access log. */
  'customers:card': request({
    input: z.strictObject({ customerId: CustomerIdSchema }),
    output: CustomerCardSchema,
    refusals: ['unknown-customer'],
    from: floorStaff,
  }),
  'visits:open': request({
    input: z.strictObject({ visitId: VisitIdSchema }),
    output: VisitViewSchema,
    refusals: ['no-such-visit', 'not-yours'],
    from: floorStaff,
  }),
  'insights:office': request({
    input: z.strictObject({}),
    output: OfficeViewSchema,
    refusals: [],
    from: ['office'],
  }),
  /** Families on sale with their versions, what nobody ever chose and what nobody can choose. */
  'models:list': request({
    ...modelWork,
    input: z.strictObject({}),
    output: z.strictObject({ families: z.array(PublishedFamilySchema) }),
    refusals: [],
    from: ['office'],
  }),
  /** A published version as the files it would be written as. */
  'models:files': request({
    input: z.strictObject({ familyId: FamilyIdSchema, version: z.int().positive() }),
    output: z.strictObject({ files: z.array(z.strictObject({ name: z.string(), text: z.string() })) }),
    refusals: ['no-such-version'],
    from: ['office'],
  }),
  /** What publishing these files would do; changes nothing. */
  'models:dry-run': request({
    ...modelWork,
    input: z.strictObject({ files: ModelFilesSchema }),
    output: DryRunSchema,
    refusals: ['too-hard'],
    from: ['office'],
  }),
  /** Publishes what a dry run of the same files found sound, as `version`. Needs the line to the online shop. */
  'models:publish': request({
    ...modelWork,
    input: z.strictObject({
      ...command,
      files: ModelFilesSchema,
      version: z.int().positive(),
      note: z.string().max(NOTE_CHARS_MAX),
    }),
    output: z.strictObject({ familyId: FamilyIdSchema, version: z.int().positive() }),
    refusals: ['too-hard', 'model-refused', 'version-taken', 'shop-unreachable', 'shop-refused'],
    from: ['office'],
  }),
  /** Publishes the content of an earlier version again, as `version`. */
  'models:roll-back': request({
    ...modelWork,
    input: z.strictObject({
      ...command,
      familyId: FamilyIdSchema,
      to: z.int().positive(),
      version: z.int().positive(),
      note: z.string().max(NOTE_CHARS_MAX),
    }),
    output: z.strictObject({ familyId: FamilyIdSchema, version: z.int().positive() }),
    refusals: ['no-such-version', 'version-taken', 'shop-unreachable', 'shop-refused'],
    from: ['office'],
  }),
  'devices:report': request({
    input: z.strictObject({
      version: z.string().max(40),
      screen: z.string().max(40),
      outboxLength: CountSchema,
      sentAt: InstantSchema,
      self: SelfReportSchema.exactOptional(),
    }),
    output: z.strictObject({ at: InstantSchema }),
    refusals: [],
    from: everyone,
  }),
  'sync:subscribe': request({
    input: z.strictObject({ topic: TopicSchema, cursor: CursorSchema.nullable() }),
    output: CatchUpSchema,
    refusals: ['not-entitled'],
    from: everyone,
  }),
} as const satisfies Record<string, RequestContract>

export type RequestName = keyof typeof REQUESTS
export type Input<N extends RequestName> = z.infer<(typeof REQUESTS)[N]['input']>
export type Output<N extends RequestName> = z.infer<(typeof REQUESTS)[N]['output']>
type RefusalCode<N extends RequestName> = (typeof REQUESTS)[N]['refusals'][number]

/**
 * Codes the transport itself may answer with, whatever the request. 'forgotten': the command is older than the server
 * remembers, so that nobody can say whether it took effect, or opened a visit that is over since. 'read-only': the store cannot write now; nothing was done.
 */
export const TRANSPORT_REFUSALS = [
  'malformed',
  'not-allowed',
  'too-many-requests',
  'internal',
  'forgotten',
  'read-only',
] as const
/** Made by the caller's own side when no answer came; the server never sends it. */
type Unavailable = 'unavailable'
export type Answer<N extends RequestName> =
  | { ok: true; value: Output<N> }
  | { ok: false; error: { code: RefusalCode<N> | (typeof TRANSPORT_REFUSALS)[number] | Unavailable; detail?: string } }

/** Commands that may wait in a device's outbox. What reserves, charges or shows another person's things needs its answer now. */
export const WAITING_REQUESTS = [
  'visits:begin',
  'visits:end',
  'visits:set-language',
  'visits:serve',
  'configurations:save',
  'configurations:discard',
  'carts:add',
  'carts:change',
  'orders:move',
  'assist:answer',
  'assist:close',
] as const satisfies readonly RequestName[]
export type WaitingRequest = (typeof WAITING_REQUESTS)[number]
