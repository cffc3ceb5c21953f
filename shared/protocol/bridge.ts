import { z } from 'zod'
import { ApprovalSchema } from './approvals.ts'
import {
  AssistModeSchema,
  AssistSchema,
  ChangesToSchema,
  EditOutcomeSchema,
  PresenceSchema,
  SharedDraftSchema,
} from './assist.ts'
import { CartItemSchema, CartLineViewSchema, CartViewSchema, FulfilmentSchema } from './carts.ts'
import { CatalogueSchema, ChoicesSchema, StockRowSchema } from './catalogue.ts'
import {
  AssistIdSchema,
  CartLineIdSchema,
  ConfigurationIdSchema,
  DeviceIdSchema,
  FamilyIdSchema,
  InstantSchema,
  LangSchema,
  LocalisedSchema,
  MoneySchema,
  PersonaIdSchema,
  SuggestionIdSchema,
} from './common.ts'
import { ConfigurationViewSchema } from './configurations.ts'
import { ConsentStateSchema, PurposeSchema } from './customers.ts'
import { WanStatusSchema } from './devices.ts'
import { HandoverIdSchema } from './handovers.ts'
import { SalesHistorySchema } from './next-choice.ts'
import { OrderViewSchema } from './orders.ts'
import { DatePromiseSchema } from './promises.ts'
import { EndReasonSchema, HelpCallSchema, VisitViewSchema } from './visits.ts'

/** A line as the kiosk shows it: without a date while only the store server could give one. */
const KioskCartLineSchema = CartLineViewSchema.extend({ promise: DatePromiseSchema.nullable() })
export type KioskCartLine = z.infer<typeof KioskCartLineSchema>
/** The visit as this kiosk shows it: the server's, with what is on its way there, or one that the kiosk began by itself. */
const KioskVisitSchema = VisitViewSchema.extend({
  cart: CartViewSchema.extend({ lines: z.array(KioskCartLineSchema) }),
})
export type KioskVisit = z.infer<typeof KioskVisitSchema>

/**
 * The one bridge between the kiosk's screen and its host, the same over Electron's IPC and over the browser shell's
 * WebSocket. The screen sees the whole state after every change and asks for things to be done; it cannot tell the shells apart.
 */
export const KioskStateSchema = z.strictObject({
  device: z.strictObject({
    id: DeviceIdSchema,
    storeName: LocalisedSchema,
    /** Millimetres per CSS pixel of this screen, measured at set-up. */
    pitchMm: z.number().positive(),
    /** Where the shopper's own pages live, for 'continue on my phone'. */
    shopUrl: z.url(),
    /** True where a test or a demonstration may inject scans; never in a store. */
    simulator: z.boolean(),
  }),
  /** Line to the store server. 'read-only': it is there and cannot write; 'too-old': it does not serve this kiosk's version. */
  link: z.enum(['connecting', 'catching-up', 'online', 'read-only', 'offline', 'too-old']),
  /** What waits in the outbox, and for how long already; what could not be confirmed stays until somebody has seen it. */
  waiting: z.strictObject({
    count: z.int().nonnegative(),
    since: InstantSchema.nullable(),
    unconfirmed: z.int().nonnegative(),
  }),
  /**
   * Set while the store does not know this kiosk: the code is typed in the back office, where the fingerprint is compared. Then
   * nothing else works. 'connecting': the store has not given a code yet.
   */
  pairing: z
    .strictObject({ state: z.enum(['connecting', 'waiting']), code: z.string().nullable(), fingerprint: z.string() })
    .nullable(),
  wan: WanStatusSchema.nullable(),
  catalogueVersion: z.int().nullable(),
  /** The epoch that the screen must name in every request of a visit; rises with each visit. */
  epoch: z.int().nonnegative(),
  visit: KioskVisitSchema.nullable(),
  /** While set, personal content is covered and the shopper is asked for more time. */
  warning: z.strictObject({ endsAt: InstantSchema, extensionsLeft: z.int().nonnegative() }).nullable(),
  /** The goodbye: what was unfinished waits behind the code. Cleared by 'visit:dismiss' or after 8 s; then nothing of the visit is left. */
  goodbye: z
    .strictObject({
      reason: EndReasonSchema,
      lang: LangSchema,
      parkedCode: z.string().nullable(),
      /** The store server has not heard of the end yet: what was made is kept, and no code can be given for it now. */
      waits: z.boolean(),
      orderNumbers: z.array(z.string()),
      endsAt: InstantSchema,
    })
    .nullable(),
  call: HelpCallSchema.nullable(),
  /** The approval on the own phone that this visit waits for or had, its time by the host's clock. */
  approval: ApprovalSchema.nullable(),
  /** Associates who help in this visit or ask to. */
  assists: z.array(AssistSchema),
  sharedDraft: SharedDraftSchema.nullable(),
  /** Who looks where just now, apart from this kiosk. */
  presence: z.array(PresenceSchema),
  /** What an associate sent to this kiosk, until somebody here has said yes or no or its minute is over. */
  handover: z
    .strictObject({
      id: HandoverIdSchema,
      from: z.string(),
      count: z.int().positive(),
      /** By the host's clock. */
      endsAt: InstantSchema,
    })
    .nullable(),
  scan: z.enum(['idle', 'checking', 'refused', 'another-person']),
  /** Host's clock when this state was made, so that countdowns need no agreement of clocks. */
  at: InstantSchema,
})
export type KioskState = z.infer<typeof KioskStateSchema>

const call = <I extends z.ZodType, O extends z.ZodType, const R extends readonly string[]>(c: {
  input: I
  output: O
  refusals: R
}) => c
const epoch = { epoch: z.int().nonnegative() }
const nothing = z.strictObject({})
const inVisit = z.strictObject(epoch)
/** Every call of a visit may be too late for it, or find the store server gone. */
const usual = ['visit-over', 'unavailable'] as const

export const BRIDGE = {
  'kiosk:state': call({ input: nothing, output: KioskStateSchema, refusals: [] }),
  'kiosk:catalogue': call({ input: nothing, output: CatalogueSchema.nullable(), refusals: [] }),
  /** What people took together of a family, as last heard; null while nothing is known. */
  'kiosk:sales-history': call({
    input: z.strictObject({ familyId: FamilyIdSchema }),
    output: SalesHistorySchema.nullable(),
    refusals: [],
  }),
  /** Any touch or key: restarts the visit clock. Ignored while the warning is up, which only 'visit:extend' answers. */
  'visit:activity': call({ input: inVisit, output: z.null(), refusals: [] }),
  /** Never refused for a missing store server: the kiosk begins the visit by itself. */
  'visit:begin': call({
    input: z.strictObject({ lang: LangSchema }),
    output: z.null(),
    refusals: ['unavailable', 'visit-in-progress'],
  }),
  /** A code read by the screen's camera. The outcome shows in `scan` and `visit` of the state; a double read is ignored. */
  'visit:scan': call({
    input: z.strictObject({ text: z.string().max(4096), lang: LangSchema, takeOver: z.boolean() }),
    output: z.strictObject({ openConfiguration: ConfigurationIdSchema.nullable() }),
    refusals: ['code-refused', 'another-person', 'unavailable'],
  }),
  'visit:forget-scan': call({ input: nothing, output: z.null(), refusals: [] }),
  'visit:extend': call({ input: inVisit, output: z.null(), refusals: ['visit-over', 'no-more-time'] }),
  'visit:end': call({ input: inVisit, output: z.null(), refusals: [] }),
  /** The shopper leaves and nothing of the visit stays in the store either; without the store server only the kiosk forgets. */
  'visit:forget': call({ input: inVisit, output: z.null(), refusals: usual }),
  /** The approval shows in the state, whatever comes of it. */
  'approval:begin': call({ input: inVisit, output: z.null(), refusals: [...usual, 'too-many-tries'] }),
  'approval:cancel': call({ input: inVisit, output: z.null(), refusals: usual }),
  'visit:dismiss': call({ input: nothing, output: z.null(), refusals: [] }),
  'visit:language': call({ input: z.strictObject({ ...epoch, lang: LangSchema }), output: z.null(), refusals: usual }),
  'visit:step': call({
    input: z.strictObject({ ...epoch, step: z.enum(['browsing', 'configuring', 'cart']) }),
    output: z.null(),
    refusals: usual,
  }),
  'visit:consent': call({
    input: z.strictObject({ ...epoch, purpose: PurposeSchema, state: ConsentStateSchema }),
    output: z.null(),
    refusals: [...usual, 'not-recognised'],
  }),
  /** Yes to what an associate sent: it lies on the shelf of the visit, which begins if there is none. Says what was laid there. */
  'handover:take': call({
    input: z.strictObject({ handoverId: HandoverIdSchema, lang: LangSchema }),
    output: z.strictObject({ configurationIds: z.array(ConfigurationIdSchema) }),
    refusals: ['unavailable', 'no-such-handover'],
  }),
  'handover:decline': call({
    input: z.strictObject({ handoverId: HandoverIdSchema }),
    output: z.null(),
    refusals: ['unavailable', 'no-such-handover'],
  }),
  'assist:call': call({ input: z.strictObject({ lang: LangSchema }), output: z.null(), refusals: ['unavailable'] }),
  'assist:withdraw': call({ input: nothing, output: z.null(), refusals: ['unavailable'] }),
  /** The shopper's answer to an associate, and every later change of it; null ends it. */
  'assist:agree': call({
    input: z.strictObject({ ...epoch, assistId: AssistIdSchema, mode: AssistModeSchema.nullable() }),
    output: z.null(),
    refusals: [...usual, 'no-such-assist', 'more-than-asked'],
  }),
  /** What the shopper looks at; shown to whoever helps. */
  'draft:look': call({
    input: z.strictObject({ ...epoch, looking: z.string().max(200).nullable() }),
    output: z.null(),
    refusals: usual,
  }),
  /** Shares the draft in the shopper's hands; `id` null for one that was never saved: the host mints its id. */
  'draft:open': call({
    input: z.strictObject({
      ...epoch,
      id: ConfigurationIdSchema.nullable(),
      ...SharedDraftSchema.pick({ familyId: true, modelVersion: true, name: true, made: true }).shape,
    }),
    output: SharedDraftSchema,
    refusals: [...usual, 'not-agreed', 'unknown-family', 'unknown-model-version', 'malformed-choices'],
  }),
  'draft:edit': call({
    input: z.strictObject({
      ...epoch,
      draftId: ConfigurationIdSchema,
      seen: z.int().nonnegative(),
      changes: ChangesToSchema,
    }),
    output: EditOutcomeSchema,
    refusals: [...usual, 'no-such-draft', 'not-agreed', 'malformed-choices'],
  }),
  'draft:undo': call({
    input: z.strictObject({ ...epoch, draftId: ConfigurationIdSchema }),
    output: EditOutcomeSchema,
    refusals: [...usual, 'no-such-draft', 'not-agreed', 'nothing-to-undo'],
  }),
  'draft:decide': call({
    input: z.strictObject({
      ...epoch,
      draftId: ConfigurationIdSchema,
      suggestionId: SuggestionIdSchema,
      take: z.boolean(),
    }),
    output: EditOutcomeSchema,
    refusals: [...usual, 'no-such-draft', 'no-such-suggestion', 'not-agreed'],
  }),
  'draft:close': call({
    input: z.strictObject({ ...epoch, draftId: ConfigurationIdSchema }),
    output: z.null(),
    refusals: [...usual, 'no-such-draft', 'not-agreed'],
  }),
  /** Somebody has seen what could not be confirmed. */
  'waiting:seen': call({ input: nothing, output: z.null(), refusals: [] }),
  /** `id` null makes a new configuration; the host mints its id. */
  'configuration:save': call({
    input: z.strictObject({
      ...epoch,
      id: ConfigurationIdSchema.nullable(),
      familyId: FamilyIdSchema,
      modelVersion: z.int(),
      revision: z.int().nonnegative(),
      name: z.string().max(80),
      personaId: PersonaIdSchema.nullable(),
      secret: z.boolean(),
      choices: ChoicesSchema,
    }),
    output: ConfigurationViewSchema,
    refusals: [...usual, 'unknown-family', 'unknown-model-version', 'malformed-choices', 'stale-revision', 'not-yours'],
  }),
  /** Price and date of choices that are not saved. */
  'configuration:quote': call({
    input: z.strictObject({ familyId: FamilyIdSchema, modelVersion: z.int(), choices: ChoicesSchema }),
    output: ConfigurationViewSchema,
    refusals: ['unavailable', 'unknown-family', 'malformed-choices'],
  }),
  'configuration:discard': call({
    input: z.strictObject({ ...epoch, id: ConfigurationIdSchema }),
    output: z.null(),
    refusals: [...usual, 'no-such-configuration', 'not-yours'],
  }),
  'cart:add': call({
    input: z.strictObject({
      ...epoch,
      item: CartItemSchema,
      quantity: z.int().min(1).max(99),
      fulfilment: FulfilmentSchema.nullable(),
    }),
    output: z.null(),
    refusals: [
      ...usual,
      'unknown-sku',
      'no-such-configuration',
      'configuration-incomplete',
      'configuration-invalid',
      'cart-full',
    ],
  }),
  /** Quantity 0 removes the line. */
  'cart:change': call({
    input: z.strictObject({
      ...epoch,
      lineId: CartLineIdSchema,
      quantity: z.int().min(0).max(99),
      fulfilment: FulfilmentSchema,
      /** The line as the shopper saw it. */
      seen: z.strictObject({ quantity: z.int().min(0).max(99), fulfilment: FulfilmentSchema }),
    }),
    output: z.null(),
    refusals: [...usual, 'no-such-line', 'fulfilment-not-possible', 'changed-meanwhile'],
  }),
  'order:place': call({
    input: z.strictObject({ ...epoch, acceptedTotal: MoneySchema }),
    output: OrderViewSchema,
    refusals: [
      ...usual,
      ...(['empty-cart', 'total-changed', 'line-not-orderable', 'sold-out'] as const),
      ...(['delivery-needs-recognition', 'delivery-needs-address'] as const),
    ],
  }),
  'catalogue:stock': call({
    input: z.strictObject({ query: z.string().max(100) }),
    output: z.strictObject({ rows: z.array(StockRowSchema) }),
    refusals: ['unavailable'],
  }),
} as const

export type BridgeCall = keyof typeof BRIDGE
export type BridgeInput<N extends BridgeCall> = z.infer<(typeof BRIDGE)[N]['input']>
type BridgeOutput<N extends BridgeCall> = z.infer<(typeof BRIDGE)[N]['output']>
export type BridgeRefusal<N extends BridgeCall> = (typeof BRIDGE)[N]['refusals'][number] | 'malformed' | 'internal'
export type BridgeAnswer<N extends BridgeCall> =
  { ok: true; value: BridgeOutput<N> } | { ok: false; error: { code: BridgeRefusal<N> } }

/** What `window.kiosk` is, in either shell. */
export interface KioskBridge {
  ask<N extends BridgeCall>(name: N, input: BridgeInput<N>): Promise<BridgeAnswer<N>>
  /** Calls back at once with the present state when there is one, then after every change. */
  onState(listener: (state: KioskState) => void): () => void
}
