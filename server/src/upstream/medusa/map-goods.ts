import { LocationIdSchema, SkuSchema } from '@dangol/protocol/common.ts'
import type { StockedSkuView } from '@dangol/protocol/catalogue.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { fit } from '../adapters/judge.ts'
import type { MapRow } from '../adapters/judge.ts'
import { Unfit } from '../adapters/unfit.ts'
import type { MedusaLink } from './config.ts'
import { toMinor } from './money.ts'
import { InventoryRowSchema, VariantRowSchema } from './rows.ts'
import type { VariantRow } from './rows.ts'

/** What a shelf shows of goods that the shop says nothing more of. */
const PLAIN = { swatch: '#d9d4cc', glyph: 'box' }
const TITLE_MAX = 300
/** Medusa's name for the only variant of a product that has no options. */
const ONLY_VARIANT = /^default variant$/i

/**
 * A variant as stocked goods, at the shop's own price in the store's currency: the one that holds for everybody and any number.
 * Variants that stand for a family of configured products are no goods of a shelf, and those of a withdrawn product are gone.
 */
export function mapVariant(link: Pick<MedusaLink, 'currency' | 'families'>): MapRow {
  const stands = new Set(Object.values(link.families))
  return (row) => {
    const variant = fit(VariantRowSchema, row, 'shape')
    if (variant.product.status !== 'published') return 'gone'
    if (stands.has(variant.sku ?? '')) return null
    const sku = fit(SkuSchema, variant.sku, 'sku')
    const minor = toMinor(priceOf(variant, link.currency), link.currency)
    if (minor === null) throw new Unfit('money', `price in ${link.currency}`)
    const title = titleOf(variant)
    const category = variant.product.categories[0]?.name.slice(0, TITLE_MAX) ?? ''
    const { swatch, glyph } = { ...wordsIn(variant.product.metadata), ...wordsIn(variant.metadata) }
    const value: StockedSkuView = {
      sku,
      title: { ko: title, en: title },
      category: { ko: category, en: category },
      price: { minor, currency: link.currency },
      swatch: swatch ?? PLAIN.swatch,
      glyph: glyph ?? PLAIN.glyph,
    }
    return { customerId: null, changes: [{ feed: 'sku', value }] }
  }
}

/** What is where, at the places that the link names; levels anywhere else are no business of the store. */
export function mapInventory({ locations }: Pick<MedusaLink, 'locations'>): MapRow {
  const ours = new Map(Object.entries(locations).map(([locationId, theirs]) => [theirs, locationId]))
  return (row) => {
    const item = fit(InventoryRowSchema, row, 'shape')
    const levels = item.location_levels.filter(({ location_id }) => ours.has(location_id))
    if (levels.length === 0) return null
    const sku = fit(SkuSchema, item.sku, 'sku')
    const changes = levels.map((level): ShopChange => {
      const locationId = fit(LocationIdSchema, ours.get(level.location_id), 'location')
      const [onHand, held] = [unitsOf(level.stocked_quantity), unitsOf(level.reserved_quantity)]
      return { feed: 'stock', value: { sku, locationId, onHand, held: Math.max(held, 0) } }
    })
    return { customerId: null, changes: changes.toSorted(byPlace) }
  }
}

function priceOf({ prices }: VariantRow, currency: string): number | string {
  const plain = prices.filter(
    ({ currency_code, min_quantity, max_quantity, rules }) =>
      currency_code.toUpperCase() === currency &&
      (min_quantity ?? null) === null &&
      (max_quantity ?? null) === null &&
      Object.keys(rules ?? {}).length === 0,
  )
  const [price] = plain
  if (price === undefined || plain.length > 1) throw new Unfit('money', `${plain.length} prices in ${currency} for all`)
  return price.amount
}

function titleOf({ title, product }: VariantRow): string {
  const own = ONLY_VARIANT.test(title) || title === product.title ? '' : title
  return [product.title, own].filter(Boolean).join(' ').slice(0, TITLE_MAX)
}

function wordsIn(metadata: Readonly<Record<string, unknown>>): { swatch?: string; glyph?: string } {
  const { swatch, glyph } = metadata
  return { ...(typeof swatch === 'string' ? { swatch } : {}), ...(typeof glyph === 'string' ? { glyph } : {}) }
}

function unitsOf(quantity: number | string): number {
  const units = Number(quantity)
  if (!Number.isSafeInteger(units)) throw new Unfit('shape', 'a level that is no whole number')
  return units
}

const byPlace = (a: ShopChange, b: ShopChange): number =>
  a.feed === 'stock' && b.feed === 'stock' && a.value.locationId < b.value.locationId ? -1 : 1
