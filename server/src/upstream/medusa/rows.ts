import { z } from 'zod'

/*
 * As much of Medusa's records as is read, with the `fields` that ask for it. Each row is read by itself: one that is of another
 * shape is set aside and stops no other.
 */

const Decimal = z.union([z.number(), z.string()])
const Time = z.iso.datetime().transform((text) => Date.parse(text))
const Metadata = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((held) => held ?? {})
const text = z
  .string()
  .nullish()
  .transform((said) => said?.trim() ?? '')

export const CustomerRowSchema = z.object({
  id: z.string(),
  email: z.string().nullish(),
  phone: z.string().nullish(),
  first_name: text,
  last_name: text,
  metadata: Metadata,
  addresses: z
    .array(
      z.object({
        ...{ id: z.string(), province: text, city: text, address_1: text, address_2: text },
        is_default_shipping: z.boolean().nullish(),
      }),
    )
    .nullish()
    .transform((held) => (held ?? []).toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))),
})
/** Where goods go first stands first; else as they were made. */
const rank = (address: { is_default_shipping?: boolean | null | undefined }): number =>
  address.is_default_shipping === true ? 0 : 1
export type CustomerRow = z.infer<typeof CustomerRowSchema>
export const CUSTOMER_FIELDS =
  'id,email,phone,first_name,last_name,metadata,created_at,updated_at,addresses.id,addresses.province,addresses.city,addresses.address_1,addresses.address_2,addresses.is_default_shipping'

const ItemSchema = z.object({
  id: z.string(),
  title: text,
  subtitle: text,
  variant_sku: z.string().nullish(),
  requires_shipping: z.boolean(),
  quantity: z.int(),
  unit_price: Decimal,
  total: Decimal,
  metadata: Metadata,
  detail: z.object({ fulfilled_quantity: z.int() }),
})
const PaymentSchema = z.object({
  provider_id: z.string(),
  amount: Decimal,
  captured_at: z.string().nullish(),
  canceled_at: z.string().nullish(),
  refunds: z
    .array(z.object({ id: z.string(), amount: Decimal }))
    .nullish()
    .transform((held) => byId(held)),
})
const FulfillmentSchema = z.object({
  id: z.string(),
  provider_id: z.string().nullish(),
  packed_at: Time.nullish(),
  shipped_at: Time.nullish(),
  delivered_at: Time.nullish(),
  canceled_at: Time.nullish(),
  labels: z.array(z.object({ tracking_number: z.string().nullish() })).nullish(),
  items: z.array(z.object({ quantity: z.int(), line_item_id: z.string().nullish() })),
})
const byId = <T extends { readonly id: string }>(rows: readonly T[] | null | undefined): T[] =>
  (rows ?? []).toSorted((a, b) => (a.id < b.id ? -1 : 1))

export const OrderRowSchema = z.object({
  id: z.string(),
  display_id: z.int().nullish(),
  custom_display_id: z.string().nullish(),
  status: z.string(),
  payment_status: z.string(),
  fulfillment_status: z.string(),
  currency_code: z.string(),
  total: Decimal,
  created_at: Time,
  customer_id: z.string().nullish(),
  sales_channel_id: z.string().nullish(),
  email: z.string().nullish(),
  metadata: Metadata,
  items: z.array(ItemSchema).transform(byId),
  payment_collections: z
    .array(
      z.object({
        id: z.string(),
        status: z.string(),
        payments: z.array(PaymentSchema.extend({ id: z.string() })).transform(byId),
      }),
    )
    .nullish()
    .transform(byId),
  fulfillments: z.array(FulfillmentSchema).nullish().transform(byId),
})
export type OrderRow = z.infer<typeof OrderRowSchema>
export const ORDER_FIELDS = [
  'id,display_id,custom_display_id,status,payment_status,fulfillment_status,currency_code,total,created_at,updated_at',
  'customer_id,sales_channel_id,email,metadata',
  'items.id,items.title,items.subtitle,items.variant_sku,items.requires_shipping,items.quantity,items.unit_price,items.total',
  'items.metadata,items.detail.fulfilled_quantity',
  'payment_collections.id,payment_collections.status,payment_collections.payments.id',
  'payment_collections.payments.provider_id,payment_collections.payments.amount',
  'payment_collections.payments.captured_at,payment_collections.payments.canceled_at',
  'payment_collections.payments.refunds.id,payment_collections.payments.refunds.amount',
  'fulfillments.id,fulfillments.provider_id,fulfillments.packed_at,fulfillments.shipped_at,fulfillments.delivered_at',
  'fulfillments.canceled_at,fulfillments.labels.tracking_number,fulfillments.items.quantity,fulfillments.items.line_item_id',
].join(',')

/** As much as tells whose order it is. */
export const KeyedRowSchema = z.object({
  id: z.string(),
  created_at: Time,
  sales_channel_id: z.string().nullish(),
  metadata: Metadata,
})
export type KeyedRow = z.infer<typeof KeyedRowSchema>
export const KEYED_FIELDS = 'id,created_at,sales_channel_id,metadata'

export const VariantRowSchema = z.object({
  id: z.string(),
  sku: z.string().nullish(),
  title: text,
  metadata: Metadata,
  manage_inventory: z.boolean(),
  allow_backorder: z.boolean(),
  product: z.object({
    id: z.string(),
    title: text,
    status: z.string(),
    metadata: Metadata,
    categories: z
      .array(z.object({ id: z.string(), name: text }))
      .nullish()
      .transform(byId),
  }),
  prices: z
    .array(
      z.object({
        amount: Decimal,
        currency_code: z.string(),
        min_quantity: Decimal.nullish(),
        max_quantity: Decimal.nullish(),
        rules: z.record(z.string(), z.unknown()).nullish(),
      }),
    )
    .nullish()
    .transform((held) => held ?? []),
})
export type VariantRow = z.infer<typeof VariantRowSchema>
export const VARIANT_FIELDS = [
  'id,sku,title,metadata,manage_inventory,allow_backorder',
  'product.id,product.title,product.status,product.metadata,product.categories.id,product.categories.name',
  'prices.amount,prices.currency_code,prices.min_quantity,prices.max_quantity,prices.price_rules.attribute',
].join(',')

export const InventoryRowSchema = z.object({
  id: z.string(),
  sku: z.string().nullish(),
  location_levels: z
    .array(z.object({ location_id: z.string(), stocked_quantity: Decimal, reserved_quantity: Decimal }))
    .nullish()
    .transform((held) => held ?? []),
})
export const INVENTORY_FIELDS =
  'id,sku,location_levels.location_id,location_levels.stocked_quantity,location_levels.reserved_quantity'
