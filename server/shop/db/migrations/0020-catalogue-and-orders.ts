import type { Migration } from '../../../src/db/migrate.ts'

/**
 * What is sold, what was saved and what was bought. Money is integers: minor units, and millionths of the major unit where an
 * imported price is finer than the minor unit. Kept: configurations until their owner discards them, parked ones without owner
 * until their code expires; orders as long as the law asks.
 */
export const catalogueAndOrders: Migration = {
  version: 20,
  up: `
    create table models (
      family_id text not null,
      version integer not null,
      document text not null,
      primary key (family_id, version)
    ) strict, without rowid;

    create table skus (
      sku text primary key,
      document text not null
    ) strict, without rowid;

    create table stock (
      sku text not null,
      location_id text not null,
      on_hand integer not null,
      held integer not null check (held >= 0),
      primary key (sku, location_id)
    ) strict, without rowid;

    create table configurations (
      id text primary key,
      customer_id text references customers (id) on delete cascade,
      family_id text not null,
      model_version integer not null,
      revision integer not null check (revision > 0),
      name text not null,
      persona_id text,
      secret integer not null check (secret in (0, 1)),
      choices text not null,
      origin text not null check (origin in ('online', 'kiosk', 'tablet')),
      saved_at integer not null,
      discarded integer not null check (discarded in (0, 1))
    ) strict, without rowid;
    create index configurations_by_customer on configurations (customer_id, saved_at);

    create table codes (
      code text primary key,
      configuration_id text not null references configurations (id) on delete cascade,
      expires_at integer not null
    ) strict, without rowid;
    create index codes_by_configuration on codes (configuration_id, expires_at);
    create index codes_by_expiry on codes (expires_at);

    create table claims (
      code text not null references codes (code) on delete cascade,
      customer_id text not null references customers (id) on delete cascade,
      configuration_id text not null references configurations (id) on delete cascade,
      primary key (code, customer_id)
    ) strict, without rowid;

    create table imports (
      id integer primary key,
      content_hash text not null unique,
      file_name text not null,
      started_at integer not null,
      finished_at integer
    ) strict;

    create table orders (
      id integer primary key,
      number text not null,
      channel text not null check (channel in ('web', 'store', 'import')),
      order_id text unique,
      body_hash text,
      import_id integer references imports (id),
      customer_id text references customers (id),
      state text not null,
      placed_at integer not null,
      currency text not null,
      total_minor integer not null,
      units integer not null,
      unique (channel, number)
    ) strict;
    create index orders_by_customer on orders (customer_id, placed_at);

    create table order_lines (
      order_row integer not null references orders (id) on delete cascade,
      position integer not null,
      sku text not null,
      title_ko text not null,
      title_en text,
      quantity integer not null,
      total_minor integer not null,
      unit_price_micro integer not null,
      total_micro integer not null,
      fulfilment text,
      promise text,
      configuration text,
      primary key (order_row, position)
    ) strict, without rowid;

    create table products (
      sku text primary key,
      title text not null,
      import_id integer not null references imports (id)
    ) strict, without rowid;
  `,
}
