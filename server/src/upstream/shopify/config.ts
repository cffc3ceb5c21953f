import { FamilyIdSchema, LangSchema, LocationIdSchema, SkuSchema } from '@dangol/protocol/common.ts'
import { z } from 'zod'

/**
 * Versions of the Admin API whose published schema every document of `documents/` was checked against. Shopify answers a version
 * it no longer knows with another one, so nothing else may stand in a link file; `probe()` compares what was answered.
 */
export const API_VERSIONS = ['2025-10', '2026-01', '2026-04', '2026-07', '2026-10'] as const

const text = z.string().trim().min(1).max(120)
const file = z.string().min(1).max(500)
/** 'gid://shopify/Location/1': how Shopify calls a place. */
const locationGid = z.string().regex(/^gid:\/\/shopify\/Location\/\d{1,20}$/)
/** Where something stands on a customer. Shopify asks for at least 3 letters of a namespace and 2 of a key. */
const MetafieldSchema = z.strictObject({
  namespace: z.string().regex(/^[A-Za-z0-9_-]{3,255}$/),
  key: z.string().regex(/^[A-Za-z0-9_-]{2,64}$/),
})
export type MetafieldName = z.infer<typeof MetafieldSchema>
/** The sign before a name hides a property from the shopper's own pages. */
const property = z.string().regex(/^_?[\p{L}\p{N}][\p{L}\p{N} _-]{0,58}$/u)

const ShopifyMappingSchema = z.strictObject({
  /** By Shopify's id of a place: ours. Stock anywhere else is no business of this store. */
  locations: z
    .record(locationGid, LocationIdSchema)
    .refine((of) => Object.keys(of).length > 0, 'a store has stock somewhere')
    .refine((of) => new Set(Object.values(of)).size === Object.keys(of).length, 'two places are one of ours'),
  /** By family of configured products: the SKU of the variant that stands for it; its configurations are lines of it. */
  families: z.record(FamilyIdSchema, SkuSchema),
  /** Names of the properties on an order line. */
  properties: z
    .strictObject({
      configurationId: property.default('_configurationId'),
      sku: property.default('_sku'),
      fulfilment: property.default('_fulfilment'),
      ready: property.default('_ready'),
      /** By characteristic of a family: how it is called on the order; without, as it is called in the model file. */
      characteristics: z.record(z.string().max(80), property).default({}),
    })
    .prefault({}),
  /** JSON on a customer: `{ "configurations": [...] }`. Null where the web shop keeps none; they stay with the member service. */
  savedConfigurations: MetafieldSchema.nullable(),
  /** JSON on a customer: purpose to state ('granted' | 'denied' | 'withdrawn' | 'expired'). */
  consents: MetafieldSchema.exactOptional(),
  /** Text on a customer: 'ko' or 'en'; without, the language that Shopify has noted. */
  lang: MetafieldSchema.exactOptional(),
  /** Whether the e-mail marketing state of a customer is the consent 'marketing.message', read and written. */
  emailMarketing: z.boolean().default(false),
  /** Of a customer whose language is none of ours, and of what is written on orders. */
  defaultLang: LangSchema,
  /** What is written for the way a line reaches the shopper. */
  shipping: z.strictObject({ 'pick-up': text, 'carry-out': text, delivery: text }),
  /** By which the shop tells our orders from its own. */
  sourceName: z.string().regex(/^[a-z0-9][a-z0-9_-]{1,39}$/),
  /** What stands as the payment's gateway on orders that were paid in the store. */
  gateway: text.default('Store'),
  /** Whether the store's prices, as they are on orders, have the tax in them. */
  taxesIncluded: z.boolean().default(true),
  /** By product type: the line drawing of a thing without a photograph. */
  glyphs: z.record(z.string().max(120), z.string().regex(/^[a-z-]{1,40}$/)).default({}),
})
export type ShopifyMapping = z.infer<typeof ShopifyMappingSchema>

const isSafe = (url: string): boolean => /^https:|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/.test(url)

/** The link file of a store whose shop is on Shopify. Everything in it that the shop can answer for is checked by `probe()`. */
export const ShopifyLinkSchema = z.strictObject({
  platform: z.literal('shopify'),
  /** 'https://name.myshopify.com', without a path. */
  url: z.url({ protocol: /^https?$/ }).refine(isSafe, 'the access token travels with every call: https'),
  apiVersion: z.enum(API_VERSIONS),
  /** File with an Admin API access token of an app for this store alone, with the scopes of `scopes.ts`. */
  keyFile: file,
  /** File with the secret of the app, by which Shopify signs its messages; without, none is believed. */
  webhookSecretFile: file.exactOptional(),
  /** How often the shop is asked for what changed, in milliseconds. */
  pollMs: z.int().min(1_000).max(3_600_000).exactOptional(),
  mapping: ShopifyMappingSchema,
})
export type ShopifyLink = z.infer<typeof ShopifyLinkSchema>
