import type { Migration } from '../migrate.ts'

/**
 * Mirror of the members' order history. Both tables are clustered by customer and time, so the last orders of one member
 * with their lines are two short range reads, however many members there are. Personal: erased with the customer.
 */
export const pastOrders: Migration = {
  version: 50,
  up: `
    create table past_orders (
      customer_id text not null,
      placed_at integer not null,
      number text not null,
      channel text not null check (channel in ('web', 'store', 'import')),
      state text not null,
      total_minor integer not null,
      currency text not null,
      units integer not null,
      primary key (customer_id, placed_at, number)
    ) strict, without rowid;

    create table past_order_lines (
      customer_id text not null,
      placed_at integer not null,
      number text not null,
      position integer not null,
      sku text not null,
      title text not null,
      quantity integer not null,
      total_minor integer not null,
      primary key (customer_id, placed_at, number, position)
    ) strict, without rowid;
  `,
}
