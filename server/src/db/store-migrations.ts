import type { Migration } from './migrate.ts'
import { changeLog } from './migrations/0010-change-log.ts'
import { commands } from './migrations/0020-commands.ts'
import { catalogue } from './migrations/0200-catalogue.ts'
import { configurations } from './migrations/0210-configurations.ts'
import { stockAndHolds } from './migrations/0220-stock-and-holds.ts'
import { carts } from './migrations/0230-carts.ts'
import { orders } from './migrations/0240-orders.ts'
import { helpCalls } from './migrations/0250-help-calls.ts'

/** Every step of the store server's database, oldest first. */
export const STORE_MIGRATIONS: readonly Migration[] = [
  changeLog,
  commands,
  catalogue,
  configurations,
  stockAndHolds,
  carts,
  orders,
  helpCalls,
]
