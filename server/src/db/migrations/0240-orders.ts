import type { Migration } from '../migrate.ts'
import { nobody, ofCustomer } from '../retention-rule.ts'

const RECORD_OF_SALES = 'legal retention of sales records; the alias is cleared with the customer'
const OF_THEIR_ORDERS = 'order_id in (select o.id from orders o where o.customer_id = :customerId)'

/**
 * Orders placed in this store, with what was promised at that moment, and every move of their state. The customer is the
 * store's alias. Kept for the legal retention of sales records; erasure of a customer clears the alias.
 */
export const orders: Migration = {
  version: 240,
  up: `
    create table orders (
      id text primary key,
      number text not null unique,
      visit_id text not null,
      customer_id text,
      placed_at integer not null,
      placed_on text not null,
      associate text,
      state text not null
        check (state in ('placed', 'confirmed', 'in_production', 'ready', 'shipped', 'completed', 'cancelled')),
      upstream text not null check (upstream in ('waiting', 'delivered', 'rejected')),
      upstream_number text,
      rejected_at integer,
      rejected_why text,
      total_minor integer not null,
      currency text not null,
      units integer not null check (units > 0)
    ) strict, without rowid;
    create index orders_by_time on orders (placed_at);
    create index orders_of_visit on orders (visit_id);
    create index orders_open on orders (placed_at) where state not in ('completed', 'cancelled');
    create index orders_rejected on orders (rejected_at) where upstream = 'rejected';

    create table order_lines (
      order_id text not null references orders (id),
      position integer not null,
      sku text not null,
      title text not null check (json_valid(title)),
      configuration_id text,
      configuration text check (configuration is null or json_valid(configuration)),
      quantity integer not null check (quantity > 0),
      unit_minor integer not null,
      total_minor integer not null,
      fulfilment text not null check (fulfilment in ('carry-out', 'pick-up', 'delivery')),
      promise text not null check (json_valid(promise)),
      primary key (order_id, position)
    ) strict, without rowid;

    create table order_moves (
      order_id text not null references orders (id),
      step integer not null,
      from_state text not null,
      to_state text not null,
      at integer not null,
      moved_by text not null,
      primary key (order_id, step)
    ) strict, without rowid;
    create trigger order_moves_are_history before update on order_moves
    begin
      select raise(abort, 'the history of an order is never rewritten');
    end;

    create table order_numbers (
      one integer primary key check (one = 1),
      last integer not null
    ) strict;
    insert into order_numbers (one, last) values (1, 0);
  `,
  retention: {
    orders: ofCustomer('alias of who ordered', 'customer_id = :customerId', RECORD_OF_SALES),
    order_lines: ofCustomer('what was ordered', OF_THEIR_ORDERS, RECORD_OF_SALES),
    order_moves: ofCustomer('how the order went', OF_THEIR_ORDERS, RECORD_OF_SALES),
    order_numbers: nobody('the last number'),
  },
}
