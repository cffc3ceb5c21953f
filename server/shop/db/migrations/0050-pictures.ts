import type { Migration } from '../../../src/db/migrate.ts'

/**
 * Pictures that shoppers sent for their configurations, each its owner's alone: the same file of two people is kept twice, so that
 * nobody learns from a digest what somebody else has. Kept: while a configuration or an order of the owner names it, and a day
 * after it was sent, for what is not saved yet; with the account at the longest.
 */
export const pictures: Migration = {
  version: 50,
  up: `
    create table pictures (
      customer_id text not null references customers (id) on delete cascade,
      sha256 text not null check (length(sha256) = 64),
      type text not null check (type in ('image/png', 'image/jpeg', 'image/webp')),
      sent_at integer not null,
      looked_at integer not null,
      bytes blob not null,
      primary key (customer_id, sha256)
    ) strict;
    create index pictures_by_look on pictures (looked_at, sent_at);
  `,
}
