import type { Migration } from '../migrate.ts'

/** The time of the last member code accepted per key: each code is good once (recognition-ux 3.1, step 8). Goes with the key. */
export const recognition: Migration = {
  version: 90,
  up: `
    create table accepted_codes (
      cred_id text primary key,
      last_ts integer not null
    ) strict, without rowid;
  `,
}
