import type { SharedDraft } from '@dangol/domain/assist/shared-draft.ts'
import type { VisitId } from '@dangol/domain/ids/ids.ts'
import { SharedDraftSchema } from '@dangol/protocol/assist.ts'
import type { Db } from '../../db/open.ts'

/** The draft that a visit has in hand together with whoever helps. */
export function prepareDrafts(db: Db) {
  const find = db.prepare<[VisitId], { body: string }>('select body from shared_drafts where visit_id = ?')
  const put = db.prepare<[VisitId, string]>(
    `insert into shared_drafts (visit_id, body) values (?, ?)
     on conflict (visit_id) do update set body = excluded.body`,
  )
  const remove = db.prepare<[VisitId]>('delete from shared_drafts where visit_id = ?')
  return {
    find: (visitId: VisitId): SharedDraft | null => {
      const row = find.get(visitId)
      return row === undefined ? null : SharedDraftSchema.parse(JSON.parse(row.body))
    },
    put: (visitId: VisitId, draft: SharedDraft) => void put.run(visitId, JSON.stringify(draft)),
    remove: (visitId: VisitId) => void remove.run(visitId),
  }
}
export type DraftsSql = ReturnType<typeof prepareDrafts>
