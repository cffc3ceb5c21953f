import type { Currency } from '@dangol/domain/money/money.ts'
import type { LocationId } from '@dangol/domain/ids/ids.ts'
import { SkuSchema } from '@dangol/protocol/common.ts'
import { z } from 'zod'
import type { ShopifyMapping } from '../config.ts'
import { toMinor } from '../money.ts'
import { because, NOTHING, refused, StateSchema, tell, unusable } from './reading.ts'
import type { Row } from './reading.ts'

const SkuRowSchema = because('sku', SkuSchema, () => 'no SKU, or none that a label can bear')
const GoodsSchema = z.object({
  id: z.string(),
  sku: SkuRowSchema,
  title: z.string(),
  /** In the currency of the shop. */
  price: z.string(),
  product: z.object({
    title: z.string(),
    productType: z.string(),
    status: StateSchema(['ACTIVE', 'ARCHIVED', 'DRAFT', 'UNLISTED']),
  }),
  inventoryItem: z.object({ duplicateSkuCount: z.int() }),
})
const HeadSchema = z.object({ id: z.string(), sku: z.string().nullable(), product: z.object({ status: z.string() }) })

export interface GoodsRowDeps {
  readonly mapping: ShopifyMapping
  /** Of the shop, which `probe()` compares with the store's. */
  readonly currency: Currency
}

/** What Shopify calls the only variant of a product. */
const ONLY_VARIANT = 'Default Title'
const GLYPH = 'box'
/** Shopify knows no colour of a thing; the drawing is neutral. */
const SWATCH = '#8a8f98'

/** A variant as a stocked SKU. What is not for sale is gone, and the variant that stands for a family is no product of its own. */
export function goodsRow({ mapping, currency }: GoodsRowDeps, row: unknown): Row {
  const head = HeadSchema.safeParse(row)
  if (head.success && head.data.product.status !== 'ACTIVE' && isKnownStatus(head.data.product.status))
    return { kind: 'gone', feed: 'products', id: head.data.id }
  if (head.success && Object.values<string>(mapping.families).includes(head.data.sku ?? '')) return NOTHING
  const read = GoodsSchema.safeParse(row)
  if (!read.success) return refused('products', row, read.error)
  const { id, sku, title, price, product, inventoryItem } = read.data
  if (inventoryItem.duplicateSkuCount > 0)
    return unusable('products', id, 'sku', `${sku} is the SKU of ${inventoryItem.duplicateSkuCount} more`)
  const money = toMinor(price, currency)
  if (typeof money === 'string') return unusable('products', id, money, `${price} ${currency}`)
  const name = title === ONLY_VARIANT ? product.title : `${product.title} · ${title}`
  return tell('products', id, null, [
    {
      feed: 'sku',
      value: {
        sku,
        title: { ko: name, en: name },
        category: { ko: product.productType, en: product.productType },
        price: money,
        swatch: SWATCH,
        glyph: mapping.glyphs[product.productType] ?? GLYPH,
      },
    },
  ])
}

const isKnownStatus = (status: string): boolean => ['ARCHIVED', 'DRAFT', 'UNLISTED'].includes(status)

const LevelSchema = z.object({
  id: z.string(),
  item: z.object({ sku: SkuRowSchema, tracked: z.boolean(), duplicateSkuCount: z.int() }),
  location: z.object({ id: z.string() }),
  quantities: z.array(z.object({ name: z.string(), quantity: z.int() })),
})

/** Units of one SKU in one place. What is spoken for, set aside or damaged is held: on hand, and not to be promised. */
export function levelRow({ mapping }: GoodsRowDeps, row: unknown): Row {
  const read = LevelSchema.safeParse(row)
  if (!read.success) return refused('stock', row, read.error)
  const { id, item, location, quantities } = read.data
  if (Object.values<string>(mapping.families).includes(item.sku)) return NOTHING
  const locationId = (mapping.locations as Readonly<Record<string, LocationId>>)[location.id]
  if (locationId === undefined) return { kind: 'gone', feed: 'stock', id }
  if (!item.tracked) return unusable('stock', id, 'sku', `${item.sku} is not counted by the shop`)
  if (item.duplicateSkuCount > 0) return unusable('stock', id, 'sku', `${item.sku} is the SKU of several items`)
  const quantity = (name: string): number | undefined => quantities.find((each) => each.name === name)?.quantity
  const [onHand, available] = [quantity('on_hand'), quantity('available')]
  if (onHand === undefined || available === undefined) return unusable('stock', id, 'shape', 'no quantities')
  const held = Math.max(0, onHand - available)
  return tell('stock', id, null, [{ feed: 'stock', value: { sku: item.sku, locationId, onHand, held } }])
}
