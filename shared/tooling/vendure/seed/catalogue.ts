import { demoLevels, demoModels, demoSkus } from '../../../../server/shop/demo/demo.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'
import type { Ask } from '../graphql.ts'
import { both, made } from './settings.ts'
import type { Settings } from './settings.ts'

/** Vendure's id of the variant that carries each SKU. */
export type VariantIds = ReadonlyMap<string, string>

/** Enough of everything for the orders of the seed; `seedStock` then says what is really there. */
const PLENTY = 1_000

/** The SKU that every configured product of a family is sold under in this shop; what it is made of is on the line. */
export const familySku = (familyId: string): string => `family-${familyId}`

/** A product for each stocked SKU, and one per configurable family that nobody counts. */
export async function seedCatalogue(admin: Ask, settings: Settings): Promise<VariantIds> {
  const variants: object[] = []
  for (const { sku, title, price } of demoSkus) {
    variants.push({
      ...{ sku, price: price.minor, taxCategoryId: settings.taxCategoryId, trackInventory: 'TRUE' },
      ...{ productId: await product(admin, sku, title), translations: both({ name: title.ko }, { name: title.en }) },
      stockLevels: [...settings.locationIds.values()].map((id) => ({ stockLocationId: id, stockOnHand: PLENTY })),
    })
  }
  for (const { id, title, basePriceMinor } of demoModels) {
    const sku = familySku(id)
    variants.push({
      ...{ sku, price: basePriceMinor, taxCategoryId: settings.taxCategoryId, trackInventory: 'FALSE' },
      ...{ productId: await product(admin, sku, title), translations: both({ name: title.ko }, { name: title.en }) },
    })
  }
  const answer = await admin<{ createProductVariants: { id: string; sku: string }[] }>(
    'mutation($i: [CreateProductVariantInput!]!) { createProductVariants(input: $i) { id sku } }',
    { i: variants },
  )
  return new Map(answer.createProductVariants.map(({ id, sku }) => [sku, id]))
}

/** What each location has of each SKU on the day the demonstration opens. */
export async function seedStock(admin: Ask, { locationIds }: Settings, variantIds: VariantIds): Promise<void> {
  const bySku = Map.groupBy(demoLevels, ({ sku }) => sku)
  const input = [...bySku].map(([sku, levels]) => ({
    id: variantIds.get(sku),
    stockLevels: levels.map(({ locationId, onHand }) => ({
      stockLocationId: locationIds.get(locationId),
      stockOnHand: onHand,
    })),
  }))
  await admin('mutation($i: [UpdateProductVariantInput!]!) { updateProductVariants(input: $i) { id } }', { i: input })
}

function product(admin: Ask, sku: string, title: Localised): Promise<string> {
  const slug = sku.toLowerCase()
  return made(admin, 'createProduct(input: $i)', 'CreateProductInput!', {
    enabled: true,
    translations: both(
      { name: title.ko, slug, description: '' },
      { name: title.en, slug: `${slug}-en`, description: '' },
    ),
  })
}
