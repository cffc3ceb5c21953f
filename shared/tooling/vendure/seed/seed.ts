import { backOffice } from '../back-office.ts'
import { superadmin } from '../graphql.ts'
import { seedCatalogue, seedStock } from './catalogue.ts'
import { seedKeys } from './keys.ts'
import type { Keys } from './keys.ts'
import { seedOrders } from './orders.ts'
import { seedPeople } from './people.ts'
import { seedSettings } from './settings.ts'

/** Fills an empty shop through its public APIs only, with the same things each time. Answers the keys for a store. */
export async function seed(api: { readonly adminApi: string; readonly shopApi: string }): Promise<Keys> {
  const admin = await superadmin(api.adminApi)
  const settings = await seedSettings(admin)
  const variantIds = await seedCatalogue(admin, settings)
  await seedPeople(admin)
  await seedOrders(api.shopApi, backOffice(admin), variantIds)
  await seedStock(admin, settings, variantIds)
  return seedKeys(admin)
}
