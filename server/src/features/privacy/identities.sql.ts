import type { AssociateId, CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Db } from '../../db/open.ts'

/** That two profiles are one person. */
export interface IdentityLink {
  readonly fromId: CustomerId
  readonly intoId: CustomerId
  readonly at: number
  /** Staff of this store, or the device of an office without sign-in. */
  readonly by: AssociateId
}

/** The links between profiles of one person. */
export function prepareIdentities(db: Db) {
  const touching = db.prepare<[CustomerId, CustomerId], IdentityLink>(
    `select from_id as fromId, into_id as intoId, at, by_associate as "by" from identity_links where from_id = ?
     union all select from_id, into_id, at, by_associate from identity_links where into_id = ?`,
  )
  const link = db.prepare<[CustomerId, CustomerId, number, string, string]>(
    'insert into identity_links (from_id, into_id, at, by_associate, reason) values (?, ?, ?, ?, ?)',
  )
  const part = db.prepare<[CustomerId, CustomerId]>('delete from identity_links where from_id = ? or into_id = ?')
  return {
    /** In the order in which they were made. Asked on every read of a person's things, and nearly always of nobody's. */
    touching(id: CustomerId): IdentityLink[] {
      const links = touching.all(id, id)
      return links.length < 2 ? links : links.toSorted((a, b) => a.at - b.at || (a.fromId < b.fromId ? -1 : 1))
    },
    link,
    /** Takes every link of the profile; true when there was one. */
    part: (id: CustomerId) => part.run(id, id).changes > 0,
  }
}
