import type { LocationId } from '@dangol/domain/ids/ids.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'
import { SkuSchema } from '@dangol/protocol/common.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { z } from 'zod'
import type { ShopMoney } from '../money.ts'
import { fit } from '../../adapters/judge.ts'
import type { MapRow } from '../../adapters/judge.ts'
import { Unfit } from '../../adapters/unfit.ts'

export interface GoodsMapping {
  readonly money: ShopMoney
  /** Variants that stand for families: what is made of them is not on any shelf. */
  readonly familySkus: ReadonlySet<string>
  /** Ours, by the id of the location there. */
  readonly locations: ReadonlyMap<string, LocationId>
}

const TranslationsSchema = z.array(z.object({ languageCode: z.string(), name: z.string() }))
const VariantSchema = z.object({
  ...{ id: z.string(), sku: z.string(), enabled: z.boolean(), currencyCode: z.string() },
  priceWithTax: z.number(),
  translations: TranslationsSchema,
  product: z.object({ enabled: z.boolean(), translations: TranslationsSchema }),
})
const StockSchema = z.object({
  ...{ id: z.string(), sku: z.string(), enabled: z.boolean(), product: z.object({ enabled: z.boolean() }) },
  stockLevels: z.array(
    z.object({ stockOnHand: z.int(), stockAllocated: z.int(), stockLocation: z.object({ id: z.string() }) }),
  ),
})

/** The shop has no drawings of its things; a box stands for all of them. */
const [GLYPH, SWATCH] = ['box', '#8a8f98']

/** A variant that is sold as it lies on a shelf. One that is not for sale (any more) is gone. */
export function mapVariant({ money, familySkus }: GoodsMapping): MapRow {
  return (row) => {
    const variant = fit(VariantSchema, row, 'shape')
    if (familySkus.has(variant.sku)) return null
    if (!variant.enabled || !variant.product.enabled) return 'gone'
    const value = {
      sku: fit(SkuSchema, variant.sku, 'sku'),
      title: localised(variant.translations),
      category: localised(variant.product.translations),
      price: money.ours(variant.priceWithTax, variant.currencyCode),
      ...{ swatch: SWATCH, glyph: GLYPH },
    }
    return { customerId: null, changes: [{ feed: 'sku', value }] }
  }
}

/** How many lie where, and how many of them are somebody's already. Places that the store does not know are left out. */
export function mapStock({ familySkus, locations }: GoodsMapping): MapRow {
  return (row) => {
    const variant = fit(StockSchema, row, 'shape')
    if (familySkus.has(variant.sku)) return null
    if (!variant.enabled || !variant.product.enabled) return 'gone'
    const sku = fit(SkuSchema, variant.sku, 'sku')
    const changes = variant.stockLevels.flatMap(({ stockOnHand, stockAllocated, stockLocation }): ShopChange[] => {
      const locationId = locations.get(stockLocation.id)
      if (locationId === undefined) return []
      if (stockAllocated < 0) throw new Unfit('shape', `${stockAllocated} allocated at ${stockLocation.id}`)
      return [{ feed: 'stock', value: { sku, locationId, onHand: stockOnHand, held: stockAllocated } }]
    })
    // The shop gives them in no order; an order of ours makes the same levels the same version.
    return { customerId: null, changes: changes.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)) }
  }
}

const placeOf = (change: ShopChange): string => (change.feed === 'stock' ? change.value.locationId : '')

/** In both languages; what the shop says in one only, it says in both. */
function localised(translations: z.infer<typeof TranslationsSchema>): Localised {
  const said = (lang: string): string | undefined =>
    translations.find(({ languageCode, name }) => languageCode.split('_')[0] === lang && name !== '')?.name
  const any = translations.find(({ name }) => name !== '')?.name ?? ''
  return { ko: said('ko') ?? said('en') ?? any, en: said('en') ?? said('ko') ?? any }
}
