import type { Migration } from '../migrate.ts'
import { nobody } from '../retention-rule.ts'

/**
 * Stock per place, holds of orders, and work accepted by the workshop. A hold is refused by the database itself when it
 * would exceed what is there at that moment; it ends by its time without anybody's doing. A count may later show less
 * than is held or less than nothing: that is reality, and an exception for the office, not an error. Nothing personal.
 */
export const stockAndHolds: Migration = {
  version: 220,
  up: `
    create table stock_levels (
      sku text not null,
      location_id text not null,
      on_hand integer not null,
      held_upstream integer not null check (held_upstream >= 0),
      counted_here integer not null default 0 check (counted_here in (0, 1)),
      changed_at integer not null,
      primary key (sku, location_id)
    ) strict, without rowid;
    create index stock_below_zero on stock_levels (on_hand) where on_hand < 0;

    create table stock_holds (
      order_id text not null,
      sku text not null,
      location_id text not null,
      units integer not null check (units > 0),
      held_at integer not null,
      expires_at integer not null check (expires_at > held_at),
      primary key (order_id, sku, location_id),
      foreign key (sku, location_id) references stock_levels (sku, location_id)
    ) strict, without rowid;
    create index stock_holds_by_place on stock_holds (sku, location_id, expires_at);

    create trigger stock_holds_within_stock before insert on stock_holds
    when new.units > (
      select l.on_hand - l.held_upstream - coalesce((
        select sum(h.units) from stock_holds h
        where h.sku = new.sku and h.location_id = new.location_id and h.expires_at > new.held_at), 0)
      from stock_levels l where l.sku = new.sku and l.location_id = new.location_id)
    begin
      select raise(abort, 'a hold must not exceed the stock');
    end;

    create trigger stock_holds_never_grow before update on stock_holds
    begin
      select raise(abort, 'a hold is made or dropped, never changed');
    end;

    create table carried_out (
      order_id text not null,
      sku text not null,
      location_id text not null,
      units integer not null check (units > 0),
      primary key (order_id, sku)
    ) strict, without rowid;

    create table workshop_jobs (
      order_id text primary key,
      units integer not null check (units > 0)
    ) strict, without rowid;
  `,
  retention: {
    stock_levels: nobody('stock'),
    stock_holds: nobody('stock'),
    carried_out: nobody('stock'),
    workshop_jobs: nobody('work of the workshop'),
  },
}
