import { createBulkCustomers } from './customers.ts'
import { createBulkOrders } from './orders.ts'
import { writeBulk } from './bulk.sql.ts'

/** How many more customers and orders than the seed has. */
export interface Bulk {
  readonly customers: number
  readonly orders: number
}

/** Writes many customers and their orders into the file of a stopped, seeded shop; the same each time. */
export function loadBulk(file: string, { customers, orders }: Bulk): void {
  writeBulk(file, (sql) => {
    const addCustomer = createBulkCustomers(sql)
    const addOrder = createBulkOrders(sql)
    for (let n = 1; n <= customers; n++) addCustomer(n)
    for (let n = 1; n <= orders; n++) addOrder(n, ownerOf(n, customers))
  })
}

/** A tenth of the customers own half of the orders. */
function ownerOf(order: number, customers: number): number {
  const regulars = Math.max(1, Math.floor(customers / 10))
  if (order % 2 === 0) return 1 + ((order / 2) % regulars)
  const others = customers - regulars
  return others === 0 ? 1 : regulars + 1 + (((order - 1) / 2) % others)
}
