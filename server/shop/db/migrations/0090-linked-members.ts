import type { Migration } from '../../../src/db/migrate.ts'

/**
 * Members of a retailer's own shop. `platform_id` is what that shop calls them; it never leaves this database. Whom a sign-in would
 * open an account for is kept with its one-time code, 10 minutes. Copies that a code opens, and who took one over, are kept as long
 * as a code of theirs; what a picture is used by, 90 days longer than the configuration, since an order of the shop may be made
 * from it; that the shop has yet to hear of a member's consents, until it has.
 */
export const linkedMembers: Migration = {
  version: 90,
  up: `
    create table linked_members (
      customer_id text primary key references customers (id) on delete cascade,
      platform_id text not null unique
    ) strict, without rowid;

    alter table sign_in_codes add column found text check (json_valid(found));

    create table code_copies (
      copy_id text primary key references configurations (id) on delete cascade,
      customer_id text not null references customers (id) on delete cascade,
      source_id text not null,
      unique (customer_id, source_id)
    ) strict, without rowid;

    create table taken_over (
      code text not null references codes (code) on delete cascade,
      customer_id text not null references customers (id) on delete cascade,
      configuration_id text not null,
      primary key (code, customer_id)
    ) strict, without rowid;
    create index taken_over_by_customer on taken_over (customer_id);

    create table consent_letters (
      customer_id text primary key references customers (id) on delete cascade,
      command_id text not null
    ) strict, without rowid;

    create table picture_uses (
      customer_id text not null references customers (id) on delete cascade,
      configuration_id text not null,
      sha256 text not null,
      forget_at integer,
      primary key (customer_id, configuration_id, sha256)
    ) strict, without rowid;
    create index picture_uses_by_forget on picture_uses (forget_at) where forget_at is not null;
  `,
}
