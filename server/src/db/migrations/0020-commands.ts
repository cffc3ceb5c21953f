import type { Migration } from '../migrate.ts'
import { IN_VISITS_OF, days } from '../retention-rule.ts'

/** Outcomes of commands, so that a repeated one takes effect once. Kept 24 hours, the commands a week; those that show a visit's view only until it ends (0260). */
export const commands: Migration = {
  version: 20,
  up: `
    create table commands (
      command_id text primary key,
      device_id text not null,
      request text not null,
      outcome text not null,
      at integer not null
    ) strict, without rowid;
    create index commands_by_age on commands (at);
  `,
  retention: {
    commands: {
      personal: { what: 'answers to the commands of a visit; emptied when it ends', of: IN_VISITS_OF },
      kept: [{ then: 'delete', since: 'at', ms: days(7), unitMs: 1, by: 'feature' }],
    },
  },
}
