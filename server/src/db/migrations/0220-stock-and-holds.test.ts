import { expect, it } from 'vitest'
import { planOf } from '../../testing/query-plan.ts'
import { openDatabase } from '../open.ts'
import type { Db } from '../open.ts'
import { stockAndHolds } from './0220-stock-and-holds.ts'

function open(): Db {
  const db = openDatabase(':memory:', [stockAndHolds])
  db.exec(
    `insert into stock_levels (sku, location_id, on_hand, held_upstream, changed_at) values ('sock', 'home', 5, 1, 0)`,
  )
  return db
}
const hold = (db: Db, orderId: string, units: number, heldAt: number, expiresAt: number) =>
  db
    .prepare(
      `insert into stock_holds (order_id, sku, location_id, units, held_at, expires_at)
       values (?, 'sock', 'home', ?, ?, ?)`,
    )
    .run(orderId, units, heldAt, expiresAt)

it('refuses a hold beyond what is there, less what the shop and others hold', () => {
  const db = open()
  hold(db, 'a', 3, 0, 10)
  expect(() => hold(db, 'b', 2, 0, 10)).toThrow('a hold must not exceed the stock')
  hold(db, 'b', 1, 0, 10)
})

it('lets a hold end by its time', () => {
  const db = open()
  hold(db, 'a', 4, 0, 10)
  expect(() => hold(db, 'b', 4, 9, 20)).toThrow('a hold must not exceed the stock')
  hold(db, 'b', 4, 10, 20)
})

it('refuses a hold of nothing, of what this store never heard of, and one that ends before it begins', () => {
  const db = open()
  expect(() => hold(db, 'a', 0, 0, 10)).toThrow('CHECK')
  expect(() => hold(db, 'a', 1, 10, 10)).toThrow('CHECK')
  const unknown = `insert into stock_holds (order_id, sku, location_id, units, held_at, expires_at) values ('a', 'hat', 'home', 1, 0, 1)`
  expect(() => db.exec(unknown)).toThrow('FOREIGN KEY')
})

it('lets stock go below zero, because a shelf may', () => {
  const db = open()
  db.exec('update stock_levels set on_hand = -2')
  expect(() => hold(db, 'a', 1, 0, 10)).toThrow('a hold must not exceed the stock')
})

it('finds the holds of a place and the stock below zero through an index', () => {
  const db = open()
  expect(
    planOf(db, 'select sum(units) from stock_holds where sku = ? and location_id = ? and expires_at > ?'),
  ).toContain('USING INDEX stock_holds_by_place')
  expect(planOf(db, 'select sku from stock_levels where on_hand < 0')).toContain('INDEX stock_below_zero')
})
