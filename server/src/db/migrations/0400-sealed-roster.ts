import type { Migration } from '../migrate.ts'
import { nobody } from '../retention-rule.ts'

/**
 * The newest version that the shop's signature named for each member-code key: an older word about it is refused. It stays
 * when the key is gone, so that the key cannot come back.
 * Keys that came without a signature are dropped; the shop tells them again, signed.
 */
export const sealedRoster: Migration = {
  version: 400,
  up: `
    create table roster_versions (
      cred_id text primary key,
      version integer not null check (version > 0)
    ) strict, without rowid;
    create index roster_versions_by_version on roster_versions (version);
    delete from credentials;
    update mirror set cursor = null, current_at = null;
  `,
  retention: {
    roster_versions: nobody('how new the last word about a key was; a random number names nobody'),
  },
}
