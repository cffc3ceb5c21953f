import { PARCEL_STAGES, PAYMENT_KINDS } from '@dangol/domain/orders/past-order.ts'
import { z } from 'zod'
import {
  CatalogueSchema,
  CompiledModelSchema,
  ConfigModelSchema,
  StockLevelSchema,
  StockedSkuSchema,
} from './catalogue.ts'
import {
  CommandIdSchema,
  ConfigurationIdSchema,
  CustomerIdSchema,
  InstantSchema,
  LangSchema,
  LocalisedSchema,
  MoneySchema,
  OrderIdSchema,
  PersonaIdSchema,
} from './common.ts'
import { ConfigurationDraftSchema, ConfigurationWordsSchema } from './configurations.ts'
import { ConsentsSchema, OrderProgressSchema, PastOrderHeadSchema, PersonaSchema } from './customers.ts'
import { FamilyHistorySchema } from './next-choice.ts'
import { DatePromiseSchema } from './promises.ts'
import { FulfilmentSchema } from './carts.ts'
import { VisitDroppedSchema } from './shop-privacy.ts'
import { SealSchema } from './shop-roster.ts'

/**
 * What the store server and the embedded online shop say to each other over the WAN. The store sees customers only under
 * their store alias; every name below is the alias.
 */
export const ShopCustomerSchema = z.strictObject({
  id: CustomerIdSchema,
  /** Number printed on letters and receipts. */
  number: z.string().max(40),
  name: z.string().max(120),
  lang: LangSchema,
  personas: z.array(PersonaSchema),
  consents: ConsentsSchema,
})
/** One member-code key. `publicKey` is the raw 32-byte Ed25519 key, or the 65-byte P-256 point, in base64url. */
export const ShopCredentialSchema = z.strictObject({
  credId: z.string().regex(/^[0-9a-f]{16}$/),
  kind: z.enum(['ed25519', 'p256']),
  publicKey: z.string(),
  customerId: CustomerIdSchema,
  status: z.enum(['active', 'revoked']),
})
/** A saved configuration; `customerId` null for one that only its code opens. `code` is the RC1 code, when one was issued. */
export const ShopConfigurationSchema = z.strictObject({
  ...ConfigurationDraftSchema.shape,
  customerId: CustomerIdSchema.nullable(),
  origin: z.enum(['online', 'kiosk', 'tablet']),
  savedAt: InstantSchema,
  code: z.string().nullable(),
  codeExpiresAt: InstantSchema.nullable(),
  discarded: z.boolean(),
  /** From the shop, which keeps every version of a model; a store may know none of them. */
  words: ConfigurationWordsSchema.exactOptional(),
})
export type ShopConfiguration = z.infer<typeof ShopConfigurationSchema>
/** How a past order was paid and sent, as far as the shop says: in the store's words, beside the shop's own. */
const PastPaymentSchema = z.strictObject({
  kind: z.enum(PAYMENT_KINDS),
  method: z.string().max(60),
  /** The shop's word. */
  state: z.string().max(40),
  /** Negative where it went back to the shopper. */
  amount: MoneySchema,
})
const PastShipmentSchema = z.strictObject({
  stage: z.enum(PARCEL_STAGES),
  /** The shop's word. */
  state: z.string().max(40),
  carrier: z.string().max(60).nullable(),
  tracking: z.string().max(80).nullable(),
  at: InstantSchema.nullable(),
  units: z.int().nonnegative(),
})
/** Absent where the shop says nothing of it. */
export const ToldProgressSchema = z.strictObject({
  payments: z.array(PastPaymentSchema).max(50).exactOptional(),
  shipments: z.array(PastShipmentSchema).max(50).exactOptional(),
})
export const ShopHistorySchema = z.strictObject({
  customerId: CustomerIdSchema,
  order: PastOrderHeadSchema.extend(ToldProgressSchema.shape),
})
/** A past order as the shop tells it. */
export type PastOrder = z.infer<typeof ShopHistorySchema>['order']
/**
 * What the retailer's shop knows of a customer. The e-mail address, the telephone number and the door never enter the store: it gets
 * digests that somebody who says theirs is found by, and addresses with the last line masked.
 */
export const ShopProfileSchema = z.strictObject({
  id: CustomerIdSchema,
  number: z.string().max(40),
  name: z.string().max(120),
  lang: LangSchema,
  identifiers: z
    .array(z.strictObject({ kind: z.enum(['email', 'phone']), digest: z.string().regex(/^[0-9a-f]{32}$/) }))
    .max(10),
  addresses: z.array(z.string().max(200)).max(10),
  /** Absent where the shop asks for none: then the member service's word stands alone. */
  consents: ConsentsSchema.exactOptional(),
})
/** What somebody has in the cart of the web shop. */
export const ShopCartSchema = z.strictObject({
  /** As the platform calls it. */
  id: z.string().max(80),
  customerId: CustomerIdSchema,
  updatedAt: InstantSchema,
  lines: z
    .array(
      z.strictObject({
        sku: z.string().max(80),
        title: z.string().max(300),
        quantity: z.int().positive(),
        total: MoneySchema,
        configurationId: ConfigurationIdSchema.nullable(),
      }),
    )
    .max(200),
})
/** The state of an order of ours, as the shop moved it on. */
export const ShopOrderStateSchema = z.strictObject({ orderId: OrderIdSchema, number: z.string(), state: z.string() })

/** One change of the shop, in the order of its log. `deleted` names what is gone. */
export const ShopChangeSchema = z.discriminatedUnion('feed', [
  z.strictObject({
    feed: z.literal('model'),
    value: ConfigModelSchema,
    compiled: CompiledModelSchema.exactOptional(),
  }),
  z.strictObject({ feed: z.literal('sku'), value: StockedSkuSchema }),
  z.strictObject({ feed: z.literal('stock'), value: StockLevelSchema }),
  z.strictObject({ feed: z.literal('customer'), value: ShopCustomerSchema }),
  z.strictObject({ feed: z.literal('profile'), value: ShopProfileSchema }),
  z.strictObject({ feed: z.literal('cart'), value: ShopCartSchema }),
  z.strictObject({ feed: z.literal('credential'), value: ShopCredentialSchema, seal: SealSchema }),
  z.strictObject({ feed: z.literal('configuration'), value: ShopConfigurationSchema }),
  z.strictObject({ feed: z.literal('history'), value: ShopHistorySchema }),
  z.strictObject({ feed: z.literal('order-state'), value: ShopOrderStateSchema }),
  z.strictObject({ feed: z.literal('sales-history'), value: FamilyHistorySchema }),
  z.strictObject({ feed: z.literal('visit-dropped'), value: VisitDroppedSchema }),
  z.strictObject({ feed: z.literal('deleted'), value: z.strictObject({ feed: z.string(), id: z.string() }) }),
])
export type ShopChange = z.infer<typeof ShopChangeSchema>

/** `GET /store/v1/changes?cursor&limit&nonce`: at least once, in order, an opaque cursor; `now` is the shop's clock. */
export const ShopPageSchema = z.strictObject({
  changes: z.array(ShopChangeSchema),
  cursor: z.string(),
  more: z.boolean(),
  now: InstantSchema,
  /** `SealedHead` of this page, for the nonce that was asked with. */
  seal: SealSchema,
})
export type ShopPage = z.infer<typeof ShopPageSchema>

/** `PUT /store/v1/orders/:orderId`: the same order twice is one order. */
export const ShopOrderSchema = z.strictObject({
  orderId: OrderIdSchema,
  storeId: z.string(),
  storeNumber: z.string(),
  customerId: CustomerIdSchema.nullable(),
  placedAt: InstantSchema,
  total: MoneySchema,
  lines: z.array(
    z.strictObject({
      sku: z.string(),
      title: LocalisedSchema,
      quantity: z.int().positive(),
      unitPrice: MoneySchema,
      total: MoneySchema,
      fulfilment: FulfilmentSchema,
      promise: DatePromiseSchema,
      configuration: ConfigurationDraftSchema.nullable(),
    }),
  ),
})
export type ShopOrder = z.infer<typeof ShopOrderSchema>
export const ShopOrderAckSchema = z.strictObject({ number: z.string() })

/** `PUT /store/v1/configurations/:id`: takes a ShopConfiguration saved in the store; `code` set when it was parked for the phone. */
export const ShopSaveAckSchema = z.strictObject({ accepted: z.boolean() })

/** `PUT /store/v1/consents/:id`: a consent given in the store for the account. */
export const ShopConsentSchema = z.strictObject({
  commandId: CommandIdSchema,
  customerId: CustomerIdSchema,
  consents: ConsentsSchema,
})

/** `POST /store/v1/configurations-of`: asked live at recognition when the store may not keep copies. */
export const ShopConfigurationsOfSchema = z.strictObject({ customerId: CustomerIdSchema })
export const ShopConfigurationsOfAnswerSchema = z.strictObject({ configurations: z.array(ShopConfigurationSchema) })

/* ---- The shopper's own pages (same origin as the shop) ---- */

export const PhoneMeSchema = z.strictObject({
  name: z.string(),
  number: z.string(),
  lang: LangSchema,
  personas: z.array(PersonaSchema),
  consents: ConsentsSchema,
  /** False: stores have forgotten the member, and are told nothing until the member says otherwise. */
  storesKnowMe: z.boolean(),
  /** First 8 bytes of SHA-256(tenant), hexadecimal: part of what a member code signs. */
  tenantTag: z.string().regex(/^[0-9a-f]{16}$/),
  credentials: z.array(
    z.strictObject({
      credId: z.string(),
      createdAt: InstantSchema,
      lastUsedAt: InstantSchema.nullable(),
      status: z.enum(['active', 'revoked']),
    }),
  ),
  /** The shop's clock, from which the page learns the offset of the phone's. */
  now: InstantSchema,
})
export type PhoneMe = z.infer<typeof PhoneMeSchema>
/** POST /api/sign-in/start: `login` is an e-mail address or a customer number. The answer never tells whether it exists. */
export const SignInStartSchema = z.strictObject({ login: z.string().trim().min(3).max(120) })
/** Nothing, or that the retailer's own shop could not be asked: then only who was here before gets a code. */
export const SignInStartedSchema = z.strictObject({ shop: z.literal('unreachable').exactOptional() })
export type SignInStarted = z.infer<typeof SignInStartedSchema>
/** POST /api/sign-in/finish sets the session cookie. */
export const SignInFinishSchema = z.strictObject({
  login: z.string().trim().min(3).max(120),
  code: z.string().regex(/^\d{6}$/),
})
/** GET /api/shop: whether accounts, designs and orders are those of a retailer's own shop; then one signs in by e-mail address. */
export const PhoneShopSchema = z.strictObject({ linked: z.boolean() })
/** GET /api/demo: people a stranger may sign in as; 404 outside the demonstration. */
export const DemoPeopleSchema = z.strictObject({
  people: z.array(z.strictObject({ login: z.string(), name: z.string(), about: LocalisedSchema, code: z.string() })),
})
/** POST /api/credentials; DELETE /api/credentials/:credId revokes and answers 204. POST /api/sign-out ends the session, 204. */
export const EnrolSchema = z.strictObject({ kind: z.enum(['ed25519', 'p256']), publicKey: z.string().max(120) })
export const EnrolAckSchema = z.strictObject({ credId: z.string().regex(/^[0-9a-f]{16}$/) })
/**
 * GET /api/configurations; PUT /api/configurations/:id with a ConfigurationDraft answers the saved PhoneConfiguration (412
 * 'stale-revision' when it was saved elsewhere meanwhile); DELETE answers 204. POST …/:id/code gives an RC1 code.
 */
export const PhoneConfigurationSchema = z.strictObject({
  ...ConfigurationDraftSchema.shape,
  origin: z.enum(['online', 'kiosk', 'tablet']),
  savedAt: InstantSchema,
})
export type PhoneConfiguration = z.infer<typeof PhoneConfigurationSchema>
export const PhoneConfigurationsSchema = z.strictObject({ configurations: z.array(PhoneConfigurationSchema) })
export const CodeAckSchema = z.strictObject({ code: z.string(), expiresAt: InstantSchema })
/**
 * POST /api/codes/claim answers a PhoneConfiguration: signed in, what was parked at a kiosk becomes the shopper's; signed out, it is
 * only shown. 404 'not-there-yet-or-expired'.
 */
export const ClaimSchema = z.strictObject({ code: z.string().max(40) })
/** GET /api/orders?page=0, newest first. An imported cancellation has negative units. */
export const PhoneOrderSchema = z.strictObject({
  ...OrderProgressSchema.shape,
  number: z.string(),
  placedAt: InstantSchema,
  channel: z.enum(['web', 'store', 'import']),
  state: z.string(),
  total: MoneySchema,
  units: z.int(),
  lines: z.array(
    z.strictObject({
      sku: z.string(),
      title: LocalisedSchema,
      quantity: z.int(),
      total: MoneySchema,
      fulfilment: FulfilmentSchema.nullable(),
      promise: DatePromiseSchema.nullable(),
      configuration: ConfigurationDraftSchema.nullable(),
    }),
  ),
})
export type PhoneOrder = z.infer<typeof PhoneOrderSchema>
export const PhoneOrdersSchema = z.strictObject({ orders: z.array(PhoneOrderSchema), more: z.boolean() })
/** GET /api/catalogue */
export const PhoneCatalogueSchema = z.strictObject({
  models: z.array(ConfigModelSchema),
  compiled: CatalogueSchema.shape.compiled,
})
/** PUT /api/consents/:purpose answers PhoneMe. */
export const PhoneConsentSchema = z.strictObject({ state: z.enum(['granted', 'withdrawn']) })
/** PUT /api/personas/:id makes or renames one; answers PhoneMe. */
export const PhonePersonaSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  kind: PersonaSchema.shape.kind,
})
/** GET /api/events (text/event-stream): tells which of these to read again. */
export const PHONE_EVENTS = ['orders', 'configurations', 'me', 'visits'] as const
export const PhonePersonaIdSchema = PersonaIdSchema
export const PhoneConfigurationIdSchema = ConfigurationIdSchema
