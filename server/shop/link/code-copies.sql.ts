import type { Db } from '../../src/db/open.ts'

export interface CodeCopy {
  readonly copyId: string
  readonly memberId: string
  readonly sourceId: string
}

/** Which document of which member a nameless copy is of, who took over what a code opened, and what pictures are used by. */
export function prepareCodeCopies(db: Db) {
  const COPY = 'copy_id as copyId, customer_id as memberId, source_id as sourceId'
  const put = db.prepare<[CodeCopy]>(
    'insert into code_copies (copy_id, customer_id, source_id) values (@copyId, @memberId, @sourceId)',
  )
  const bySource = db.prepare<[string, string], CodeCopy>(
    `select ${COPY} from code_copies where customer_id = ? and source_id = ?`,
  )
  const byCopy = db.prepare<[string], CodeCopy>(`select ${COPY} from code_copies where copy_id = ?`)
  const ofMember = db.prepare<[string], CodeCopy>(`select ${COPY} from code_copies where customer_id = ?`)
  const takenAs = db.prepare<[string, string], { id: string }>(
    'select configuration_id as id from taken_over where code = ? and customer_id = ?',
  )
  const take = db.prepare<[string, string, string]>(
    `insert into taken_over (code, customer_id, configuration_id) values (?, ?, ?)
     on conflict (code, customer_id) do update set configuration_id = excluded.configuration_id`,
  )
  return {
    put,
    bySource: (memberId: string, sourceId: string): CodeCopy | null => bySource.get(memberId, sourceId) ?? null,
    byCopy: (copyId: string): CodeCopy | null => byCopy.get(copyId) ?? null,
    ofMember: (memberId: string): CodeCopy[] => ofMember.all(memberId),
    takenAs: (code: string, memberId: string): string | null => takenAs.get(code, memberId)?.id ?? null,
    take,
  }
}
