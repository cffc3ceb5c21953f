import type { Migration } from '../migrate.ts'

/** The compiled form of a mirrored model, as screens load it. Null until it is worked out. */
export const compiledModels: Migration = {
  version: 290,
  up: 'alter table models add column compiled text;',
}
