import type { Migration } from '../../../src/db/migrate.ts'

/** The compiled form of a model beside it, so that no screen works it out again. Null for what was published before. */
export const compiledModels: Migration = {
  version: 40,
  up: 'alter table models add column compiled text;',
}
