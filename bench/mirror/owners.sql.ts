import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Db } from '@dangol/server/src/db/open.ts'

/** Whose history there is. */
export function prepareOwners(db: Db) {
  const owners = db
    .prepare<[number], CustomerId>(
      'select customer_id from past_orders group by customer_id having count(*) >= ? order by customer_id',
    )
    .pluck()
  return { withAtLeast: (orders: number): CustomerId[] => owners.all(orders) }
}

/** What the mirror of a shop holds of a customer and of an order, for whoever waits for a change to arrive. */
export function prepareArrival(db: Db) {
  const name = db.prepare<[CustomerId], string>('select name from customers where id = ?').pluck()
  return { nameOf: (customerId: CustomerId): string | null => name.get(customerId) ?? null }
}
