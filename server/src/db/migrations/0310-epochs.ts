import type { Migration } from '../migrate.ts'
import { nobody } from '../retention-rule.ts'

/**
 * Each start of the server is an epoch and records the `seq` at which it began, so that a store restored from a backup is told
 * from one that merely started again (L2). The one name that a history had until now becomes its first epoch.
 */
export const epochs: Migration = {
  version: 310,
  up: `
    create table log_epochs (
      n integer primary key autoincrement,
      id text not null unique,
      first_seq integer not null check (first_seq > 0)
    ) strict;

    insert into log_epochs (id, first_seq) select value, 1 from store_facts where name = 'epoch';
    delete from store_facts where name = 'epoch';
  `,
  retention: {
    log_epochs: nobody('the lives of the server'),
  },
}
