import type { Migration } from '../../../src/db/migrate.ts'

/**
 * Which change of the member-code keys was the last of each: what a store is told with a signature, so that no older word of the
 * shop can be repeated to it. Kept with the key. `last_used_at`: when a store last recognised somebody by it.
 */
export const sealedRoster: Migration = {
  version: 80,
  up: `
    alter table credentials add column version integer not null default 0;
    alter table credentials add column last_used_at integer;
    update credentials set version = numbered.version
      from (select cred_id, row_number() over (order by created_at, cred_id) as version from credentials) as numbered
      where numbered.cred_id = credentials.cred_id;
    create index credentials_by_version on credentials (version);
    insert into facts (name, value) select 'credential-version', count(*) from credentials;
  `,
}
