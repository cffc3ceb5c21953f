import type { Persona } from '@dangol/domain/customers/persona.ts'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { Db } from '../../db/open.ts'

/** A member as mirrored from the online shop, under the store's alias. */
export interface Member {
  readonly id: CustomerId
  readonly number: string
  readonly name: string
  readonly lang: Lang
  readonly personas: readonly Persona[]
}

interface MemberRow extends Omit<Member, 'personas'> {
  readonly personas: string
}

/** Sorts after every word that begins with a prefix. */
const LAST_LETTER = '\u{10FFFF}'

/** The mirrored members and the words they are found by. */
export function prepareCustomers(db: Db) {
  const find = db.prepare<[CustomerId], MemberRow>(
    'select id, number, name, lang, personas from customers where id = ?',
  )
  const byNumber = db.prepare<[string], MemberRow>(
    'select id, number, name, lang, personas from customers where number = ? limit 1',
  )
  const upsert = db.prepare<[CustomerId, string, string, Lang, string]>(
    `insert into customers (id, number, name, lang, personas) values (?, ?, ?, ?, ?)
     on conflict (id) do update set number = excluded.number, name = excluded.name, lang = excluded.lang,
       personas = excluded.personas`,
  )
  const remove = db.prepare<[CustomerId]>('delete from customers where id = ?')
  const dropWords = db.prepare<[CustomerId]>('delete from customer_words where customer_id = ?')
  const addWord = db.prepare<[string, CustomerId]>(
    'insert or ignore into customer_words (word, customer_id) values (?, ?)',
  )
  const withPrefix = db.prepare<[string, string, number], { id: CustomerId }>(
    `select distinct customer_id as id from customer_words where word >= ? and word < ? order by word limit ?`,
  )
  const withPrefixes = db.prepare<[string, string, string, string, number], { id: CustomerId }>(
    `select distinct w.customer_id as id from customer_words w
     where w.word >= ? and w.word < ?
       and exists (select 1 from customer_words o where o.customer_id = w.customer_id and o.word >= ? and o.word < ?)
     order by w.word limit ?`,
  )
  return {
    find: (id: CustomerId): Member | null => toMember(find.get(id)),
    byNumber: (number: string): Member | null => toMember(byNumber.get(number)),
    upsert: (member: Member) =>
      upsert.run(member.id, member.number, member.name, member.lang, JSON.stringify(member.personas)),
    remove,
    dropWords,
    addWord,
    /** Members with a word that begins with `first` and, where given, another that begins with `second`. */
    search(first: string, second: string | null, limit: number): CustomerId[] {
      const rows =
        second === null
          ? withPrefix.all(first, first + LAST_LETTER, limit)
          : withPrefixes.all(first, first + LAST_LETTER, second, second + LAST_LETTER, limit)
      return rows.map((row) => row.id)
    },
  }
}

function toMember(row: MemberRow | undefined): Member | null {
  // Personas are written by `upsert` only, from values that already have the type.
  return row === undefined ? null : { ...row, personas: JSON.parse(row.personas) as Persona[] }
}
