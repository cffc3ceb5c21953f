import type { Migration } from '../../src/db/migrate.ts'
import { customers } from './migrations/0010-customers.ts'
import { catalogueAndOrders } from './migrations/0020-catalogue-and-orders.ts'
import { salesHistories } from './migrations/0030-sales-histories.ts'
import { compiledModels } from './migrations/0040-compiled-models.ts'
import { pictures } from './migrations/0050-pictures.ts'
import { approvals } from './migrations/0060-approvals.ts'
import { sealedRoster } from './migrations/0080-sealed-roster.ts'
import { visitsAndForgetting } from './migrations/0082-visits-and-forgetting.ts'
import { linkedMembers } from './migrations/0090-linked-members.ts'

/** Every step of the online shop's database, oldest first. */
export const SHOP_MIGRATIONS: readonly Migration[] = [
  customers,
  catalogueAndOrders,
  salesHistories,
  compiledModels,
  pictures,
  approvals,
  sealedRoster,
  visitsAndForgetting,
  linkedMembers,
]
