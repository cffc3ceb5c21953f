import type { Db } from '../../db/open.ts'
import type { OutboxMessage } from '../../shop-port.ts'
import type { Target } from './upstream.ts'

interface Thing {
  readonly kind: OutboxMessage['kind']
  readonly key: string
  readonly target: Target
  /** Positions under way, as JSON. */
  readonly sending: string
}

/** What makes room in the outbox. */
export function prepareRoom(db: Db) {
  const superseded = db.prepare<[Thing], { since: number }>(
    `delete from outbox where kind = :kind and key = :key and target = :target
       and position not in (select value from json_each(:sending))
     returning enqueued_at as since`,
  )
  // Every answer of the older word is given anew by the newer one.
  const overruled = db.prepare<[{ about: string; target: Target; consents: string; sending: string }]>(
    `delete from outbox where kind = 'consent' and about = :about and target = :target
       and position not in (select value from json_each(:sending))
       and not exists (select 1 from json_each(body, '$.consents') e
         where e.key not in (select n.key from json_each(:consents) n))`,
  )
  const others = db.prepare<[], number>(`select count(*) from outbox where kind <> 'order'`).pluck()
  const letters = db.prepare<[], number>('select count(*) from outbox where letter_at is not null').pluck()
  // Codes that open nothing any more; then what only informs, oldest first; work of shoppers last.
  const dropLeast = db.prepare<[{ nowMs: number; sending: string; max: number }], { kind: string; key: string }>(
    `delete from outbox where position in (
       select position from outbox
       where kind in ('visit', 'configuration') and position not in (select value from json_each(:sending))
       order by case
         when kind = 'configuration' and json_extract(body, '$.customerId') is null
           and coalesce(json_extract(body, '$.codeExpiresAt'), 0) <= :nowMs then 0
         when kind = 'visit' then 1
         else 2 end, position
       limit :max)
     returning kind, key`,
  )
  return {
    /** Since when the oldest of what is gone had waited; null when there was none. */
    superseded(thing: Thing): number | null {
      const gone = superseded.all(thing).map(({ since }) => since)
      return gone.length === 0 ? null : Math.min(...gone)
    },
    overruled: (about: string, target: Target, o: { consents: string; sending: string }) =>
      void overruled.run({ about, target, ...o }),
    others: () => others.get() ?? 0,
    letters: () => letters.get() ?? 0,
    dropLeast: (o: { nowMs: number; sending: string; max: number }) => dropLeast.all(o),
  }
}
export type RoomSql = ReturnType<typeof prepareRoom>
