import type { Migration } from '../migrate.ts'
import { hours } from '../retention-rule.ts'

/** The time of the last member code accepted per key: each code is good once (recognition-ux 3.1, step 8). Goes with the key. */
export const recognition: Migration = {
  version: 90,
  up: `
    create table accepted_codes (
      cred_id text primary key,
      last_ts integer not null
    ) strict, without rowid;
  `,
  retention: {
    accepted_codes: {
      personal: {
        what: 'time of the last member code of a key',
        of: 'cred_id in (select c.cred_id from credentials c where c.customer_id = :customerId)',
      },
      kept: [{ then: 'delete', since: 'last_ts', ms: hours(24), unitMs: 1000, by: 'feature' }],
    },
  },
}
