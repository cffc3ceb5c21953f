import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { planOf } from '../../testing/query-plan.ts'
import { migrate } from '../migrate.ts'
import { STORE_MIGRATIONS } from '../store-migrations.ts'

it('keeps goods of an order once per shelf, and finds those of a shelf through an index', () => {
  const db = new Database(':memory:')
  migrate(db, STORE_MIGRATIONS)
  const put = (kind: string, units: number) =>
    db.prepare("insert into unreported_goods values ('o', 'sock', 'home', ?, ?, 0)").run(kind, units)
  expect(() => put('lost', 1)).toThrow(/CHECK/)
  expect(() => put('left', 0)).toThrow(/CHECK/)
  put('left', 1)
  expect(() => put('held', 1)).toThrow(/UNIQUE/)
  expect(planOf(db, 'select sum(units) from unreported_goods where sku = ? and location_id = ?')).toContain(
    'INDEX unreported_goods_by_place',
  )
})
