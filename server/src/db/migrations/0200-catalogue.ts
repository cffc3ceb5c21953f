import type { Migration } from '../migrate.ts'
import { nobody } from '../retention-rule.ts'

/**
 * Mirror of the online shop's catalogue. Every version of a family is kept, so that no stored configuration becomes
 * unreadable. Nothing personal.
 */
export const catalogue: Migration = {
  version: 200,
  up: `
    create table models (
      family_id text not null,
      version integer not null check (version > 0),
      body text not null check (json_valid(body)),
      primary key (family_id, version)
    ) strict;

    create table withdrawn_families (
      family_id text primary key
    ) strict, without rowid;

    create table skus (
      sku text primary key,
      body text not null check (json_valid(body))
    ) strict;

    create table catalogue_versions (
      one integer primary key check (one = 1),
      version integer not null,
      announced integer not null
    ) strict;
    insert into catalogue_versions (one, version, announced) values (1, 0, 0);
  `,
  retention: {
    models: nobody('the catalogue'),
    withdrawn_families: nobody('the catalogue'),
    skus: nobody('the catalogue'),
    catalogue_versions: nobody('the catalogue'),
  },
}
