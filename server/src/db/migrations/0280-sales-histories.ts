import type { Migration } from '../migrate.ts'
import { nobody } from '../retention-rule.ts'

/**
 * What people took together of each family, as the online shop worked it out: no person, text or time in it. Kept until the shop
 * sends a newer one.
 */
export const salesHistories: Migration = {
  version: 280,
  up: `
    create table sales_histories (
      family_id text primary key,
      version integer not null check (version > 0),
      body text not null check (json_valid(body))
    ) strict, without rowid;
  `,
  retention: {
    sales_histories: nobody('what was bought together, as counts'),
  },
}
