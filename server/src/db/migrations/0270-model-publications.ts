import type { Migration } from '../migrate.ts'
import { nobody } from '../retention-rule.ts'

/** What this store's office published: which version, when, by whom, and what it brought back. Holds nothing of shoppers. */
export const modelPublications: Migration = {
  version: 270,
  up: `
    create table model_publications (
      family_id text not null,
      version integer not null check (version > 0),
      at integer not null,
      by text,
      note text not null,
      brought_back integer check (brought_back < version),
      primary key (family_id, version)
    ) strict, without rowid;
  `,
  retention: {
    model_publications: nobody('what the office published'),
  },
}
