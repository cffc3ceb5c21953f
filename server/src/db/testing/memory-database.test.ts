import { expect, test } from 'vitest'
import { SHOP_MIGRATIONS } from '../../../shop/db/shop-migrations.ts'
import { openDatabase } from '../open.ts'
import type { Db } from '../open.ts'
import { STORE_MIGRATIONS } from '../store-migrations.ts'
import { openMemoryDatabase, PRAGMAS } from './memory-database.ts'

const everything = (db: Db) => ({
  schema: db.prepare('select type, name, tbl_name, sql from sqlite_schema order by rowid').all(),
  version: db.pragma('user_version', { simple: true }),
  pragmas: Object.keys(PRAGMAS).map((name) => [name, db.pragma(name, { simple: true })]),
})

test.each([
  ['a store', STORE_MIGRATIONS],
  ['a shop', SHOP_MIGRATIONS],
])('a copied database of %s is as one that went through all migrations, and nothing of another', (_of, migrations) => {
  const made = openDatabase(':memory:', migrations)
  const [first, second] = [openMemoryDatabase(migrations), openMemoryDatabase(migrations)]
  first.exec('create table of_the_first (x any) strict')
  const third = openMemoryDatabase(migrations)
  for (const db of [second, third]) expect(everything(db)).toEqual(everything(made))
  expect(Object.fromEntries(everything(second).pragmas)).toEqual(PRAGMAS)
  for (const db of [made, first, second, third]) db.close()
})
