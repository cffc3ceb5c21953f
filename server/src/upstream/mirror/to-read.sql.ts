import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Feed } from '@dangol/protocol/link.ts'
import type { Db } from '../../db/open.ts'
import type { Source } from './feeds.sql.ts'
import { prepareMirrored } from './mirrored.sql.ts'

/** A record to be read again, or a customer whose things are; `asked` rises with every time it is asked for. */
export interface ToRead {
  readonly what: 'record' | 'customer'
  readonly id: string
  readonly asked: number
}

/** What is to be read again. Asked for twice it is read once; asked for while it is being read, once more. */
export function prepareToRead(db: Db, source: Source) {
  const put = db.prepare<[Source, Feed, ToRead['what'], string]>(
    `insert into to_read (source, feed, what, id, asked)
     values (?, ?, ?, ?, (select coalesce(max(asked), 0) + 1 from to_read))
     on conflict (source, feed, what, id) do update set asked = excluded.asked`,
  )
  const done = db.prepare<[Source, Feed, ToRead['what'], string, number]>(
    'delete from to_read where source = ? and feed = ? and what = ? and id = ? and asked = ?',
  )
  const records = db.prepare<[Source, Feed, number], ToRead>(
    `select what, id, asked from to_read where source = ? and feed = ? and what = 'record' limit ?`,
  )
  // Whom the shop has not told of yet waits until it has.
  const customer = db.prepare<[Source, Feed], ToRead & { ref: string }>(
    `select t.what, t.id, t.asked, m.id as ref from to_read t
     join mirrored m on m.customer_id = t.id and m.feed = 'customers' and m.source = t.source
     where t.source = ? and t.feed = ? and t.what = 'customer' limit 1`,
  )
  const count = db.prepare<[Source], number>('select count(*) from to_read where source = ?').pluck()
  return {
    put: (feed: Feed, what: ToRead['what'], id: string) => void put.run(source, feed, what, id),
    done: (feed: Feed, { what, id, asked }: ToRead) => void done.run(source, feed, what, id, asked),
    records: (feed: Feed, limit: number) => records.all(source, feed, limit),
    customer: (feed: Feed) => customer.get(source, feed) ?? null,
    count: () => count.get(source) ?? 0,
  }
}
export type ToReadSql = ReturnType<typeof prepareToRead>

/** What the mirror remembers of a customer besides what the features keep. */
export function prepareForgetMirrored(db: Db) {
  const records = db.prepare<[CustomerId]>('delete from mirrored where customer_id = ?')
  const asked = db.prepare<[CustomerId]>("delete from to_read where what = 'customer' and id = ?")
  return (customerId: CustomerId): void => {
    records.run(customerId)
    asked.run(customerId)
  }
}

/** Has the shop asked of a customer once more; of whom it never told there is nothing to ask. */
export function prepareAskAgain(db: Db) {
  const { refOf } = prepareMirrored(db, 'shop')
  const { put } = prepareToRead(db, 'shop')
  return (customerId: CustomerId): void => {
    const ref = refOf(customerId)
    if (ref !== null) put('customers', 'record', ref)
  }
}
