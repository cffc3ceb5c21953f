import type { CustomerId, Sku } from '@dangol/domain/ids/ids.ts'
import type { Random } from '@dangol/domain/chance/random.ts'
import { demoModels, demoPeople } from '@dangol/server/shop/demo/demo.ts'
import { createPeopleKeys } from '@dangol/server/src/upstream/people-keys.ts'
import { documents } from '../../vendure/seed/documents.ts'
import { familySku } from '../../vendure/seed/catalogue.ts'
import type { Vendure } from '../../vendure/launch.ts'
import { CHANGES } from './change-kinds.ts'
import type { Retailer } from './change-kinds.ts'
import type { OrderGoods } from './store-orders.ts'

/** Goods that the store sells meanwhile; everything else may run out, change its price, or go. */
const SOLD = 12
const PLENTY = 3_000
const SHOPPERS = 4
const FIRST_CUSTOMERS = 8

/** What the two sides of a run work with. */
export interface Prepared {
  readonly retailer: Retailer
  readonly goodsOf: (linkKey: string, storeId: string) => OrderGoods
}

/** Fills up the shelves, signs shoppers in and lets the first customers come, before anything goes wrong. */
export async function prepareShop(vendure: Vendure, random: Random): Promise<Prepared> {
  const stocked = (await variantsOf(vendure)).filter(({ stockLevels }) => stockLevels.length > 0)
  const sold = random.some(stocked, SOLD)
  await vendure.admin('mutation($i: [UpdateProductVariantInput!]!) { updateProductVariants(input: $i) { id } }', {
    i: sold.map(({ id, stockLevels }) => ({
      id,
      stockLevels: stockLevels.map(({ stockLocationId }) => ({ stockLocationId, stockOnHand: PLENTY })),
    })),
  })
  const shoppers = []
  for (const { email } of demoPeople.slice(0, SHOPPERS)) shoppers.push(await vendure.signIn(email))
  const known = demoPeople
    .flatMap(({ configurations }) => configurations)
    .filter(({ familyId, modelVersion }) =>
      demoModels.some((one) => one.id === familyId && one.version === modelVersion),
    )
  let made = 0
  const retailer: Retailer = {
    ...{ vendure, shoppers, customers: [], orders: [], saved: [], documents: known.map(documents()) },
    sold: sold.map(({ id }) => id),
    idle: stocked.filter((one) => !sold.includes(one)).map(({ id }) => id),
    nextId: () => `01960000-0000-7000-8000-${(++made).toString(16).padStart(12, '0')}`,
  }
  for (let n = 0; n < FIRST_CUSTOMERS; n++) await CHANGES['new customer'].make(retailer, random)
  const members = await customersOf(vendure)
  return {
    retailer,
    goodsOf(linkKey, storeId) {
      const keys = createPeopleKeys(linkKey, 'vendure', storeId)
      const ids: CustomerId[] = members.map((id) => keys.alias(id))
      return { skus: sold.map(({ sku }) => sku as Sku), documents: retailer.documents, members: ids }
    },
  }
}

interface Variant {
  readonly id: string
  readonly sku: string
  readonly stockLevels: readonly { readonly stockLocationId: string }[]
}

/** What lies on shelves: everything but the families. */
async function variantsOf({ admin }: Vendure): Promise<readonly Variant[]> {
  const families = demoModels.map(({ id }) => familySku(id))
  const { productVariants } = await admin<{ productVariants: { items: Variant[] } }>(
    '{ productVariants(options: { take: 1000, sort: { id: ASC } }) { items { id sku stockLevels { stockLocationId } } } }',
  )
  return productVariants.items.filter(({ sku }) => !families.includes(sku))
}

/** The people of the demonstration who have an address: they stay, and what they order may be sent to them. */
async function customersOf({ admin }: Vendure): Promise<readonly string[]> {
  const { customers } = await admin<{ customers: { items: { id: string; addresses: unknown[] }[] } }>(
    'query($emails: [String!]!) { customers(options: { take: 100, filter: { emailAddress: { in: $emails } } }) { items { id addresses { id } } } }',
    { emails: demoPeople.map(({ email }) => email) },
  )
  return customers.items.filter(({ addresses }) => addresses.length > 0).map(({ id }) => id)
}
