import type { LetterReason } from '@dangol/protocol/link.ts'
import type { Db } from '../../db/open.ts'
import type { OutboxMessage } from '../../shop-port.ts'
import type { Target } from './upstream.ts'

interface Row {
  readonly position: number
  readonly kind: OutboxMessage['kind']
  readonly key: string
  readonly target: Target
  readonly body: string
  readonly reason: LetterReason | null
}
export interface WaitingThere extends Omit<Row, 'body'> {
  readonly message: OutboxMessage
}

/** For which shop the messages were written. */
export function prepareOtherShop(db: Db) {
  const shop = db.prepare<[], string>("select value from store_facts where name = 'outbox-shop'").pluck()
  const nowIs = db.prepare<[string]>(
    `insert into store_facts (name, value) values ('outbox-shop', ?) on conflict (name) do update set value = excluded.value`,
  )
  const all = db.prepare<[], Row>(
    'select position, kind, key, target, body, letter_reason as reason from outbox order by position',
  )
  // What was taken over was taken over at the other shop.
  const reroute = db.prepare<[Target, number]>('update outbox set target = ?, take_over = 0 where position = ?')
  return {
    /** A store is not linked at first. */
    shop: () => shop.get() ?? 'embedded',
    nowIs: (name: string) => void nowIs.run(name),
    /** Letters among them. */
    all: (): WaitingThere[] =>
      all.all().map(({ body, ...row }) => ({
        ...row,
        // Written by `enqueue` only, from a message that already has the type.
        message: { kind: row.kind, key: row.key, body: JSON.parse(body) as unknown } as OutboxMessage,
      })),
    reroute: (position: number, target: Target) => void reroute.run(target, position),
  }
}
export type OtherShopSql = ReturnType<typeof prepareOtherShop>
