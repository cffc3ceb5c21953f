import type { Migration } from '../migrate.ts'
import { nobody } from '../retention-rule.ts'

/**
 * Goods of this store's orders that are not in the shop's own count yet, where the shop counts every shelf: 'left' are gone from
 * the shelf, 'held' wait there for their shopper. `reported` once the shop has the order: its next word about the shelf knows them.
 */
export const unreportedGoods: Migration = {
  version: 450,
  up: `
    create table unreported_goods (
      order_id text not null,
      sku text not null,
      location_id text not null,
      kind text not null check (kind in ('left', 'held')),
      units integer not null check (units > 0),
      reported integer not null default 0 check (reported in (0, 1)),
      primary key (order_id, sku, location_id)
    ) strict, without rowid;
    create index unreported_goods_by_place on unreported_goods (sku, location_id);
  `,
  retention: {
    unreported_goods: nobody('stock'),
  },
}
