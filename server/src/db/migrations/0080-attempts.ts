import type { Migration } from '../migrate.ts'
import { hours } from '../retention-rule.ts'

/** Recent attempts per limit, in the database so that a restart does not hand out new ones. Told by the store's time. */
export const attempts: Migration = {
  version: 80,
  up: `
    create table attempts (
      what text not null,
      who text not null,
      at integer not null,
      times integer not null check (times > 0),
      primary key (what, who, at)
    ) strict, without rowid;
  `,
  retention: {
    attempts: {
      personal: null,
      kept: [{ then: 'delete', since: 'at', ms: hours(24), unitMs: 1, by: 'feature' }],
    },
  },
}
