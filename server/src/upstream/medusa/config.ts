import { CurrencySchema, FamilyIdSchema, LocationIdSchema } from '@dangol/protocol/common.ts'
import { FulfilmentSchema } from '@dangol/protocol/carts.ts'
import { z } from 'zod'

/** Ids of Medusa: 'reg_01J...', and whatever somebody has imported. */
const medusaId = z.string().regex(/^[A-Za-z0-9_-]{1,80}$/)
/** A key of `metadata`. Brackets would become a path in a query. */
const metadataKey = z.string().regex(/^[A-Za-z0-9_-]{1,60}$/)

const POLL_MIN_MS = 1_000
const POLL_MAX_MS = 600_000

/** The file that `DANGOL_LINK` names, for a shop on Medusa 2. Everything in it is checked against the shop by `probe()`. */
export const MedusaLinkSchema = z.strictObject({
  platform: z.literal('medusa'),
  /** Of the server, without a path: 'https://shop.example.com'. */
  url: z.url({ protocol: /^https?$/ }),
  /**
   * A file beside this one that only its owner reads: a secret API key ('sk_...') on one line, or the e-mail address of a user
   * on the first line and the password on the second.
   */
  keyFile: z.string().min(1),
  /** A file with the secret by which the shop's subscriber signs what it sends; without it nothing is listened to. */
  webhookSecretFile: z.string().min(1).exactOptional(),
  currency: CurrencySchema,
  /**
   * The region and the sales channel that orders of the store are placed in. The channel should belong to stores alone: shoppers
   * can write `metadata` of their own carts, and only an order of this channel is believed to be ours.
   */
  regionId: medusaId,
  salesChannelId: medusaId,
  /** By the store's name of a place: its stock location. Levels anywhere else are no business of the store. */
  locations: z.record(LocationIdSchema, medusaId),
  /** Which of `locations` the store itself is: what is carried out leaves from there. */
  storeLocation: LocationIdSchema,
  /** By the way a line reaches the shopper: the shipping option. Its price is not taken: the store's total stands. */
  shipping: z.record(FulfilmentSchema, medusaId),
  /** By family of configured products: the SKU of the variant that stands for it in the shop. */
  families: z.record(FamilyIdSchema, z.string().min(1).max(80)),
  /** The keys under which things travel in `metadata`. Whoever renames one loses what was written under the old name. */
  fields: z
    .strictObject({
      /** On an order: its id at the store. */
      orderId: metadataKey.default('dangol_order_id'),
      /** On an order: which store and, there, which number. */
      storeId: metadataKey.default('dangol_store_id'),
      storeNumber: metadataKey.default('dangol_store_number'),
      /** On a line: the store's SKU, its place in the order, the id of the configuration, its choices to be read by people, and the whole document. */
      sku: metadataKey.default('dangol_sku'),
      line: metadataKey.default('dangol_line'),
      configurationId: metadataKey.default('dangol_configuration_id'),
      configuration: metadataKey.default('dangol_configuration'),
      document: metadataKey.default('dangol_document'),
      /** On a customer: the number printed on letters, and the language; without, Medusa's id and `lang`. */
      customerNumber: metadataKey.nullable().default(null),
      customerLang: metadataKey.nullable().default(null),
    })
    .prefault({}),
  /** Of a customer whose language the shop does not say. */
  lang: z.enum(['ko', 'en']).default('ko'),
  /** An order needs an e-mail address in Medusa. This is the one of orders without a customer; nobody should get letters there. */
  walkIn: z.strictObject({ email: z.email() }),
  /** How often the shop is asked for what changed. */
  pollMs: z.int().min(POLL_MIN_MS).max(POLL_MAX_MS).exactOptional(),
})
export type MedusaLink = z.infer<typeof MedusaLinkSchema>
