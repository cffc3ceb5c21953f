import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import type { Db } from '../../db/open.ts'

type OnlineCart = Extract<ShopChange, { feed: 'cart' }>['value']

/** Carts of the web shop, one of each customer at most times. */
export function prepareOnlineCarts(db: Db) {
  const put = db.prepare<[string, CustomerId, number, string]>(
    `insert into online_carts (id, customer_id, updated_at, lines) values (?, ?, ?, ?)
     on conflict (id) do update set customer_id = excluded.customer_id, updated_at = excluded.updated_at,
       lines = excluded.lines`,
  )
  const remove = db.prepare<[string]>('delete from online_carts where id = ?')
  const removeOf = db.prepare<[CustomerId]>('delete from online_carts where customer_id = ?')
  const removeAll = db.prepare('delete from online_carts')
  return {
    put: ({ id, customerId, updatedAt, lines }: OnlineCart) =>
      void put.run(id, customerId, updatedAt, JSON.stringify(lines)),
    remove,
    removeOf,
    removeAll,
  }
}
