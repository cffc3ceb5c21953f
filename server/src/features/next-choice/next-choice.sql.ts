import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import type { SalesHistory } from '@dangol/domain/next-choice/history.ts'
import { VersionedHistorySchema } from '@dangol/protocol/next-choice.ts'
import type { VersionedHistory } from '@dangol/protocol/next-choice.ts'
import type { Db } from '../../db/open.ts'

interface HistoryRow {
  readonly version: number
  readonly body: string
}

/** The sales histories that the online shop told this store. */
export function prepareHistories(db: Db) {
  const version = db.prepare<[FamilyId], { version: number }>('select version from sales_histories where family_id = ?')
  const find = db.prepare<[FamilyId], HistoryRow>('select version, body from sales_histories where family_id = ?')
  const put = db.prepare<[FamilyId, string]>(
    `insert into sales_histories (family_id, version, body) values (?, 1, ?)
     on conflict (family_id) do update set version = version + 1, body = excluded.body where body <> excluded.body`,
  )
  return {
    version: (familyId: FamilyId): number | null => version.get(familyId)?.version ?? null,
    find(familyId: FamilyId): VersionedHistory | null {
      const row = find.get(familyId)
      if (row === undefined) return null
      return VersionedHistorySchema.parse({ version: row.version, history: JSON.parse(row.body) as unknown })
    },
    /** The same history again raises no version. */
    put: (familyId: FamilyId, history: SalesHistory) => void put.run(familyId, JSON.stringify(history)),
  }
}
