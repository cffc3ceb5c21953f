import type { Migration } from '../migrate.ts'

/**
 * Outcomes live a day, the fact that a command was done a week: an outcome that is forgotten is empty, so that a command that
 * comes back late is not done a second time. The index finds the outcomes to forget without reading the week.
 */
export const forgottenOutcomes: Migration = {
  version: 340,
  up: `create index commands_with_outcome on commands (at) where outcome <> '';`,
}
