import type { Migration } from '../migrate.ts'

/**
 * Which visit's shopper an outcome shows, so that it is forgotten with the visit and not a day later. Outcomes stored
 * before this step name none; their own 24 hours end them.
 */
export const outcomesOfVisits: Migration = {
  version: 260,
  up: `
    alter table commands add column visit_id text;
    create index commands_of_visit on commands (visit_id) where visit_id is not null;
  `,
}
