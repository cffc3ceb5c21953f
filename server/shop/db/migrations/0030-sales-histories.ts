import type { Migration } from '../../../src/db/migrate.ts'

/**
 * When a family's sales history was last told to the store, and how many configured lines were sold since. The index finds the
 * few configured lines among a million others; it holds no document.
 */
export const salesHistories: Migration = {
  version: 30,
  up: `
    create table sales_histories (
      family_id text primary key,
      lines_since integer not null check (lines_since >= 0),
      told_at integer not null
    ) strict, without rowid;

    create index order_lines_by_family
      on order_lines (json_extract(configuration, '$.familyId'), order_row)
      where configuration is not null;
  `,
}
