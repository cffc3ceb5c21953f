import type { OrderId } from '@dangol/domain/ids/ids.ts'
import type { LetterReason } from '@dangol/protocol/link.ts'
import type { Db } from '../../db/open.ts'
import type { OutboxMessage } from '../../shop-port.ts'
import type { Target } from './upstream.ts'

interface Row {
  readonly position: number
  readonly kind: OutboxMessage['kind']
  readonly key: string
  readonly about: string
  readonly body: string
  readonly attempts: number
  readonly takeOver: 0 | 1
}
/** One message at the head of its line. */
export interface Waiting {
  readonly position: number
  /** The person or thing whose line it is in. */
  readonly about: string
  /** How often it was sent so far. */
  readonly attempts: number
  readonly takeOver: boolean
  readonly message: OutboxMessage
}
export interface NewRow {
  readonly kind: OutboxMessage['kind']
  readonly key: string
  readonly target: Target
  readonly about: string
  readonly body: string
  readonly enqueuedAt: number
}
interface Ask {
  readonly target: Target
  /** Lines whose turn has not come, as JSON. */
  readonly held: string
  readonly max: number
}

const READY = `
  select position, kind, key, about, body, attempts, take_over as takeOver from outbox o
  where target = :target and letter_at is null and about not in (select value from json_each(:held))
    and not exists (
      select 1 from outbox b where b.about = o.about and b.target = o.target and b.letter_at is null
        and b.position < o.position)`

/** What waits for the shop, and how it leaves. */
export function prepareOutbox(db: Db) {
  const insert = db.prepare<[NewRow]>(
    `insert into outbox (kind, key, target, about, body, enqueued_at)
     values (:kind, :key, :target, :about, :body, :enqueuedAt)`,
  )
  const oldestFirst = db.prepare<[Ask], Row>(`${READY} order by position limit :max`)
  const leastTriedFirst = db.prepare<[Ask], Row>(`${READY} order by attempts, position limit :max`)
  const trying = db.prepare<[number]>('update outbox set attempts = attempts + 1 where position = ?')
  const isWaiting = db.prepare<[number]>('select 1 from outbox where position = ? and letter_at is null')
  const remove = db.prepare<[number]>('delete from outbox where position = ?')
  const letter = db.prepare<[{ position: number; at: number; reason: LetterReason | null; why: string }]>(
    'update outbox set letter_at = :at, letter_reason = :reason, letter_why = :why where position = :position',
  )
  const waitingOrder = db.prepare<[OrderId], { position: number; attempts: number }>(
    "select position, attempts from outbox where kind = 'order' and key = ? and letter_at is null",
  )
  const oldestAt = db.prepare<[], number | null>('select min(enqueued_at) from outbox where letter_at is null').pluck()
  const waiting = db.prepare<[], number>('select count(*) from outbox where letter_at is null').pluck()
  const dropOf = db.prepare<[string]>(
    `delete from outbox where kind in ('configuration', 'consent', 'visit') and json_extract(body, '$.customerId') = ?`,
  )
  return {
    insert: (row: NewRow) => void insert.run(row),
    /** Heads of lines, oldest first; for a trial the one that was tried least, so that one ill thing does not speak for a shop. */
    ready: (target: Target, held: readonly string[], o: { max: number; isTrial: boolean }): Waiting[] =>
      (o.isTrial ? leastTriedFirst : oldestFirst)
        .all({ target, held: JSON.stringify(held), max: o.max })
        .map(({ position, about, attempts, takeOver, kind, key, body }) => ({
          ...{ position, about, attempts, takeOver: takeOver === 1 },
          // Written by `enqueue` only, from a message that already has the type.
          message: { kind, key, body: JSON.parse(body) as unknown } as OutboxMessage,
        })),
    trying: (position: number) => void trying.run(position),
    isWaiting: (position: number) => isWaiting.get(position) !== undefined,
    waitingOrder: (orderId: OrderId) => waitingOrder.get(orderId) ?? null,
    remove: (position: number) => void remove.run(position),
    letter: (position: number, at: number, o: { reason: LetterReason | null; why: string }) =>
      void letter.run({ position, at, ...o }),
    waiting: () => waiting.get() ?? 0,
    /** Unix milliseconds; null when nothing waits. */
    oldestAt: () => oldestAt.get() ?? null,
    dropOf: (customerId: string) => void dropOf.run(customerId),
  }
}
export type OutboxSql = ReturnType<typeof prepareOutbox>
