import type { LocationId, OrderId, Sku } from '@dangol/domain/ids/ids.ts'
import type { Db } from '../../db/open.ts'
import type { Goods } from './stock.sql.ts'

type Place = Pick<Goods, 'sku' | 'locationId'>

/** Goods that are not in the shop's own count of a shelf yet. */
export function prepareUnreported(db: Db) {
  const put = db.prepare<[Goods & { orderId: OrderId; kind: 'left' | 'held' }]>(
    `insert into unreported_goods (order_id, sku, location_id, kind, units) values (:orderId, :sku, :locationId, :kind, :units)
     on conflict (order_id, sku, location_id) do update set kind = excluded.kind, units = excluded.units`,
  )
  const reported = db.prepare<[OrderId]>('update unreported_goods set reported = 1 where order_id = ?')
  const drop = db.prepare<[OrderId]>('delete from unreported_goods where order_id = ?')
  const left = db.prepare<[Sku, LocationId], { units: number }>(
    `select coalesce(sum(units), 0) as units from unreported_goods
     where sku = ? and location_id = ? and kind = 'left' and reported = 0`,
  )
  const dropHolds = db.prepare<[Place]>(
    `delete from stock_holds where sku = :sku and location_id = :locationId and order_id in
       (select u.order_id from unreported_goods u
        where u.sku = :sku and u.location_id = :locationId and u.kind = 'held' and u.reported = 1)`,
  )
  const dropReported = db.prepare<[Place]>(
    'delete from unreported_goods where sku = :sku and location_id = :locationId and reported = 1',
  )
  return {
    put: (orderId: OrderId, goods: Goods, kind: 'left' | 'held') =>
      void put.run({ orderId, kind, sku: goods.sku, locationId: goods.locationId, units: goods.units }),
    reported: (orderId: OrderId) => void reported.run(orderId),
    drop: (orderId: OrderId) => void drop.run(orderId),
    /** The shop has counted the shelf anew, with every order that it has: what it holds for them we need not hold as well. */
    counted(place: Place) {
      dropHolds.run(place)
      dropReported.run(place)
    },
    /** Units that left a shelf without the shop's knowing. */
    left: ({ sku, locationId }: Place) => left.get(sku, locationId)?.units ?? 0,
  }
}
