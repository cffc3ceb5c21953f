import type { LetterReason } from '@dangol/protocol/link.ts'
import type { Db } from '../../db/open.ts'
import type { OutboxMessage } from '../../shop-port.ts'

export interface LetterRow {
  readonly position: number
  readonly kind: OutboxMessage['kind']
  readonly key: string
  readonly reason: LetterReason | null
  readonly why: string
  readonly at: number
  readonly attempts: number
}

const COLUMNS = 'position, kind, key, letter_reason as reason, letter_why as why, letter_at as at, attempts'

/** What the shop did not take. */
export function prepareLetters(db: Db) {
  const all = db.prepare<[number], LetterRow>(
    `select ${COLUMNS} from outbox where letter_at is not null order by position limit ?`,
  )
  const one = db.prepare<[number], LetterRow>(
    `select ${COLUMNS} from outbox where position = ? and letter_at is not null`,
  )
  const count = db.prepare<[], number>('select count(*) from outbox where letter_at is not null').pluck()
  // What a manager took over once, they took over.
  const waitAgain = db.prepare<[{ position: number; takeOver: 0 | 1 }]>(
    `update outbox set letter_at = null, letter_reason = null, letter_why = null, take_over = max(take_over, :takeOver)
     where position = :position`,
  )
  const remove = db.prepare<[number]>('delete from outbox where position = ?')
  return {
    all: (max: number) => all.all(max),
    find: (position: number) => one.get(position) ?? null,
    count: () => count.get() ?? 0,
    waitAgain: (position: number, takeOver: boolean) => void waitAgain.run({ position, takeOver: takeOver ? 1 : 0 }),
    remove: (position: number) => void remove.run(position),
  }
}
export type LettersSql = ReturnType<typeof prepareLetters>
