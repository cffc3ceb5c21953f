import type { Db } from '../../src/db/open.ts'

/** Where a member's things are delivered: lines from the area to the door, with line breaks between. */
export function prepareAddresses(db: Db) {
  const put = db.prepare<[string, string]>(
    `insert into delivery_addresses (customer_id, lines) values (?, ?)
     on conflict (customer_id) do update set lines = excluded.lines`,
  )
  const remove = db.prepare<[string]>('delete from delivery_addresses where customer_id = ?')
  const of = db.prepare<[string], { lines: string }>('select lines from delivery_addresses where customer_id = ?')
  return { put, remove, of: (memberId: string): string | null => of.get(memberId)?.lines ?? null }
}
