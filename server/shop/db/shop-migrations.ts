import type { Migration } from '../../src/db/migrate.ts'
import { customers } from './migrations/0010-customers.ts'
import { catalogueAndOrders } from './migrations/0020-catalogue-and-orders.ts'

/** Every step of the online shop's database, oldest first. */
export const SHOP_MIGRATIONS: readonly Migration[] = [customers, catalogueAndOrders]
