import type { Migration } from '../migrate.ts'
import { nobody, ofCustomer } from '../retention-rule.ts'

const UNTIL_ERASED = 'until the online shop or the privacy officer erases the customer'
const WHILE_SYNCED = 'while consent config.sync.store stands, at most 7 days without word from the online shop'

/**
 * The mirror of a shop on a platform of its own. How far each feed has come, which records are known and in which version, what is
 * to be read again, and which rows the store cannot take. A record of somebody who does not let the store keep it stands in
 * `mirrored` with its version only (`kept` names nothing), so that the comparison stays cheap and a later consent knows what to read.
 * What the shop tells of people besides: digests they are found by, addresses with the last line masked, the cart of the web shop,
 * payments and shipments of past orders.
 */
export const mirrored: Migration = {
  version: 410,
  up: `
    create table mirror_feeds (
      source text not null check (source in ('members', 'shop')),
      feed text not null,
      cursor text,
      load_after text,
      is_loaded integer not null default 0 check (is_loaded in (0, 1)),
      loaded integer not null default 0,
      total integer,
      generation integer not null default 0,
      read_at integer,
      changed_at integer,
      current_at integer,
      compared_at integer,
      compared_rows integer,
      compared_mended integer,
      primary key (source, feed)
    ) strict, without rowid;
    insert into mirror_feeds (source, feed, cursor, is_loaded, current_at)
      select 'members', 'log', cursor, current_at is not null, current_at from mirror;
    drop table mirror;

    create table mirrored (
      source text not null,
      feed text not null,
      id text not null,
      version text not null,
      customer_id text,
      kept text not null,
      generation integer not null default 0,
      missing integer not null default 0,
      primary key (source, feed, id)
    ) strict, without rowid;
    create index mirrored_of_customer on mirrored (customer_id, feed) where customer_id is not null;

    create table set_aside (
      source text not null,
      feed text not null,
      id text not null,
      reason text not null,
      detail text not null,
      at integer not null,
      primary key (source, feed, id)
    ) strict, without rowid;

    create table to_read (
      source text not null,
      feed text not null,
      what text not null check (what in ('record', 'customer')),
      id text not null,
      asked integer not null,
      primary key (source, feed, what, id)
    ) strict, without rowid;

    create table customer_identifiers (
      kind text not null check (kind in ('email', 'phone')),
      digest text not null,
      customer_id text not null,
      primary key (kind, digest, customer_id)
    ) strict, without rowid;
    create index customer_identifiers_of on customer_identifiers (customer_id);

    create table customer_profiles (
      customer_id text primary key,
      addresses text not null check (json_valid(addresses))
    ) strict, without rowid;

    create table online_carts (
      id text primary key,
      customer_id text not null,
      updated_at integer not null,
      lines text not null check (json_valid(lines))
    ) strict, without rowid;
    create index online_carts_of on online_carts (customer_id);

    alter table past_orders add column payments text check (json_valid(payments));
    alter table past_orders add column shipments text check (json_valid(shipments));
  `,
  retention: {
    mirror_feeds: nobody('how far the mirror has come with each feed'),
    mirrored: ofCustomer(
      'which records of the shop are about whom, by alias',
      'customer_id = :customerId',
      UNTIL_ERASED,
    ),
    set_aside: nobody('which rows of the shop cannot be taken, by the id the shop has for them'),
    to_read: ofCustomer(
      'whose things are to be read from the shop again',
      "what = 'customer' and id = :customerId",
      'until they are read, or the customer is erased',
    ),
    customer_identifiers: ofCustomer(
      'digests that somebody is found by who says their e-mail address or number',
      'customer_id = :customerId',
      UNTIL_ERASED,
    ),
    customer_profiles: ofCustomer('addresses, last line masked', 'customer_id = :customerId', UNTIL_ERASED),
    online_carts: ofCustomer('cart of the web shop, by consent', 'customer_id = :customerId', WHILE_SYNCED),
  },
}
