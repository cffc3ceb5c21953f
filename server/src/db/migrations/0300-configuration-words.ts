import type { Migration } from '../migrate.ts'

/**
 * What a configuration says in words, where the shop sent them: it stays readable though this store never knew its model. Goes
 * with its row, like the choices that it names.
 */
export const configurationWords: Migration = {
  version: 300,
  up: 'alter table configurations add column words text check (words is null or json_valid(words));',
}
