import type { Migration } from '../migrate.ts'
import { ofCustomer } from '../retention-rule.ts'

const WHILE_CONSENTED = 'while consent history.view stands, at most 7 days without word from the online shop'

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
  retention: {
    past_orders: ofCustomer('order history, by consent', 'customer_id = :customerId', WHILE_CONSENTED),
    past_order_lines: ofCustomer('order history, by consent', 'customer_id = :customerId', WHILE_CONSENTED),
  },
}
