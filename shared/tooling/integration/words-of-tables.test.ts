import { inWords } from '@dangol/server/src/db/retention-rule.ts'
import { retentionOf } from '@dangol/server/src/db/retention.ts'
import { openDatabase } from '@dangol/server/src/db/open.ts'
import { STORE_MIGRATIONS } from '@dangol/server/src/db/store-migrations.ts'
import { afterAll, expect, test } from 'vitest'
import { en } from '../../../clienteling/src/messages/en.ts'
import { ko } from '../../../clienteling/src/messages/ko.ts'
import { keptForOf } from '../../../clienteling/src/office/privacy/kept-for.ts'

const db = openDatabase(':memory:', STORE_MIGRATIONS)
afterAll(() => db.close())

/** Whatever the store may hold of a customer. */
const held = [...retentionOf(db, STORE_MIGRATIONS)].filter(
  ([, { personal }]) => personal !== null && personal.of !== null,
)

test('the privacy officer reads of every table about a customer what it is, in both languages', () => {
  expect(held.length).toBeGreaterThan(20)
  for (const { subject } of [ko, en]) {
    expect(held.map(([table]) => table).filter((table) => !(table in subject.table))).toEqual([])
  }
})

test('and for how long it is kept, in words of our own', () => {
  const unsaid = held.flatMap(([table, retention]) =>
    keptForOf(inWords(retention)).flatMap((part) => ('text' in part ? [`${table}: ${part.text}`] : [])),
  )
  expect(unsaid).toEqual([])
})
