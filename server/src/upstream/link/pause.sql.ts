import type { Db } from '../../db/open.ts'

/** Somebody holds the link. */
export interface HeldRow {
  readonly heldBy: string
  readonly at: number
  readonly reason: string
}

/** Whether somebody holds the link to the shop. */
export function preparePause(db: Db) {
  const find = db.prepare<[], HeldRow>('select held_by as heldBy, at, reason from link_pause where one = 1')
  const put = db.prepare<[HeldRow]>(
    `insert into link_pause (one, held_by, at, reason) values (1, :heldBy, :at, :reason)
     on conflict (one) do nothing`,
  )
  const drop = db.prepare('delete from link_pause where one = 1')
  return { held: () => find.get() ?? null, put, drop }
}
