import type { Migration } from '../migrate.ts'
import { nobody } from '../retention-rule.ts'

/** One row that a store with a full disk writes to, to learn whether there is room again. */
export const writeProbe: Migration = {
  version: 330,
  up: `
    create table store_probe (
      id integer primary key check (id = 1),
      filler blob not null
    ) strict;
  `,
  retention: {
    store_probe: nobody('one row that is written to see whether there is room'),
  },
}
