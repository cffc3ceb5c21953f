import type { Db } from '../../db/open.ts'
import type { CustomerMemory } from '../../ports/people.ts'
import type { ShopCopies, ShopSink } from '../../shop-port.ts'
import { prepareOnlineCarts } from './online-carts.sql.ts'

export interface OnlineCartsFeature extends CustomerMemory, ShopCopies {
  readonly sink: ShopSink<'cart'>
  readonly deleted: ShopSink<'deleted'>
}

/** What members have in the cart of the web shop, kept while they let the store (`config.sync.store`). */
export function createOnlineCarts({ db }: { db: Db }): OnlineCartsFeature {
  const sql = prepareOnlineCarts(db)
  return {
    sink({ value }) {
      // An emptied cart is none.
      if (value.lines.length === 0) sql.remove.run(value.id)
      else sql.put(value)
    },
    deleted({ value: { feed, id } }) {
      if (feed === 'cart') sql.remove.run(id)
    },
    forgetCustomer: (customerId) => void sql.removeOf.run(customerId),
    dropCopies: () => sql.removeAll.run().changes > 0,
  }
}
