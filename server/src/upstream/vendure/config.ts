import { FamilyIdSchema, LangSchema, LocationIdSchema, SkuSchema } from '@dangol/protocol/common.ts'
import { z } from 'zod'

/** A name in GraphQL: documents are built from these, so nothing else may stand here. */
const NameSchema = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,59}$/)
/** What a person named at the shop: a code, a location, a person. */
const text = z.string().trim().min(1).max(120)
const FileSchema = z.string().min(1).max(500)

/**
 * Names of custom fields. A line's configuration belongs to what makes it that line: Vendure adds up lines of one variant only
 * where all of their custom fields agree.
 */
const OrderLineFieldsSchema = z.strictObject({
  /** string: our id of the configuration, also where the shop's own pages put one into a cart. */
  configurationId: NameSchema,
  /** text: the whole document as JSON. */
  configuration: NameSchema,
  /** text: what it says in words, a choice to a line, in the language of the shop. */
  configurationText: NameSchema.exactOptional(),
  /** int: price of one with tax, in the shop's own minor units; its price calculation has to go by it. */
  agreedPrice: NameSchema.exactOptional(),
})

const OrderFieldsSchema = z.strictObject({
  /** string, unique: our order id. What makes an order one order. */
  externalRef: NameSchema,
  /** string: which store placed it. */
  storeId: NameSchema,
})

const CustomerFieldsSchema = z.strictObject({
  /** string: 'ko' or 'en'; without, `lang` of the mapping. */
  lang: NameSchema.exactOptional(),
  /** text: JSON of purpose to state ('granted' | 'denied' | 'withdrawn' | 'expired'). */
  consents: NameSchema.exactOptional(),
  /** string: the number on letters and receipts; without, what Vendure counts customers by. */
  number: NameSchema.exactOptional(),
})

/**
 * Vendure has no saved configurations: a plugin of the shop brings them. What it must have (names are configured):
 *
 *     type <T> implements Node { id updatedAt customerId: ID key: String! name: String! document: String! revision: Int! }
 *     query <list>(options: <T>ListOptions): <T>List!               generated options: take, skip, sort, filter by each field
 *     mutation <save>(customerId: ID, key: String!, name: String!, document: String!, revision: Int!): <T>!
 *
 * `save` keeps whichever has the higher revision, by `key`, in one transaction, and answers with what it holds then; the same
 * again changes nothing. Without a customer it is nobody's, and opened by a code. `document` is JSON of { familyId, modelVersion,
 * choices, personaId, secret, origin, savedAt, discarded } and, where a store gave one out, { code, codeExpiresAt }; what else it
 * has is the shop's own.
 */
const SavedConfigurationsSchema = z.strictObject({
  type: NameSchema,
  list: NameSchema,
  save: NameSchema,
  fields: z.strictObject({
    customerId: NameSchema,
    /** Our id of the configuration. */
    key: NameSchema,
    name: NameSchema,
    document: NameSchema,
    revision: NameSchema,
  }),
})

const AddressSchema = z.strictObject({
  fullName: text,
  streetLine1: text,
  streetLine2: text.exactOptional(),
  city: text,
  province: text.exactOptional(),
  postalCode: text.exactOptional(),
  countryCode: z.string().regex(/^[A-Z]{2}$/),
})

export const VendureMappingSchema = z.strictObject({
  /** The language of the shop's own people: configurations are written out in it. */
  lang: LangSchema,
  orderLine: OrderLineFieldsSchema,
  order: OrderFieldsSchema,
  customer: CustomerFieldsSchema,
  /** Null where the shop has none; then they stay with the member service. */
  savedConfigurations: SavedConfigurationsSchema.nullable(),
  /** The variant that stands for a family; its configurations are lines of it. */
  families: z.record(FamilyIdSchema, SkuSchema),
  /** Name or id of a stock location there, to ours. One that is not named is of no interest to this store. */
  locations: z.record(text, LocationIdSchema),
  /** Codes. An order of several kinds of line goes by delivery before pick-up before carry-out; each has to be free of charge. */
  shippingMethods: z.strictObject({ 'pick-up': text, 'carry-out': text, delivery: text }),
  /** Code. */
  paymentMethod: text,
  /** Whose the orders of nobody are; Vendure wants somebody. */
  walkIn: z.strictObject({ emailAddress: z.email(), firstName: text, lastName: text }),
  /** Where what is collected or carried out goes: the store itself. */
  storeAddress: AddressSchema,
})
export type VendureMapping = z.infer<typeof VendureMappingSchema>

/** The link file of a store whose shop is a Vendure 3. */
export const VendureLinkSchema = z.strictObject({
  platform: z.literal('vendure'),
  /** The Admin API itself: 'https://shop.example/admin-api'. */
  url: z.url({ protocol: /^https?$/ }),
  /** Token of a channel, for a shop that has several. */
  channelToken: text.exactOptional(),
  /** File with an API key of this store alone, on a role with the permissions of `permissions.ts`. */
  keyFile: FileSchema,
  /** File with the secret that the shop signs its messages with; without, none is believed. */
  webhookSecretFile: FileSchema.exactOptional(),
  /** How often to look for changes, in milliseconds. */
  pollMs: z.int().min(250).max(600_000).exactOptional(),
  mapping: VendureMappingSchema,
})
export type VendureLink = z.infer<typeof VendureLinkSchema>
