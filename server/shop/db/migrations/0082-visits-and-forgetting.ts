import type { Migration } from '../../../src/db/migrate.ts'

/**
 * Visits as the stores told them, for the member's own eyes: 30 days after their beginning. Members whom stores are not told about:
 * until they say otherwise, or with the account. What a dropped visit is, for the stores: as long as the visit.
 */
export const visitsAndForgetting: Migration = {
  version: 82,
  up: `
    create table visits (
      id text primary key,
      customer_id text not null references customers (id) on delete cascade,
      started_at integer not null,
      ended_at integer,
      document text not null check (json_valid(document)),
      state text not null default 'kept' check (state in ('kept', 'dropped', 'disowned'))
    ) strict, without rowid;
    create index visits_by_customer on visits (customer_id, started_at);
    create index visits_by_age on visits (started_at);

    create table forgotten_members (
      customer_id text primary key references customers (id) on delete cascade,
      at integer not null,
      by text not null check (by in ('member', 'store'))
    ) strict, without rowid;
  `,
}
