import type { Migration } from '../migrate.ts'

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
}
