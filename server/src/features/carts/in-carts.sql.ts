import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import type { Db } from '../../db/open.ts'

/** Configurations that lie in an open cart now. */
export function prepareInCarts(db: Db): () => ReadonlySet<ConfigurationId> {
  const all = db.prepare<[], { id: ConfigurationId }>(
    'select distinct configuration_id as id from cart_lines where configuration_id is not null',
  )
  return () => new Set(all.all().map(({ id }) => id))
}
