import { expect, it } from 'vitest'
import { planOf } from '../../testing/query-plan.ts'
import { openDatabase } from '../open.ts'
import { orders } from './0240-orders.ts'

function open() {
  const db = openDatabase(':memory:', [orders])
  const insert = (id: string, number: string, state = 'placed', units = 1) =>
    db
      .prepare(
        `insert into orders (id, number, visit_id, placed_at, placed_on, state, upstream, total_minor, currency, units)
         values (?, ?, 'v', 0, 'kiosk-1', ?, 'waiting', 100, 'KRW', ?)`,
      )
      .run(id, number, state, units)
  return { db, insert }
}

it('gives a number once, and knows only the states there are', () => {
  const { insert } = open()
  insert('a', 'S-0001')
  expect(() => insert('b', 'S-0001')).toThrow('UNIQUE')
  expect(() => insert('b', 'S-0002', 'lost')).toThrow('CHECK')
  expect(() => insert('b', 'S-0002', 'placed', 0)).toThrow('CHECK')
})

it('never rewrites the history of an order, and has none of an order that is not there', () => {
  const { db, insert } = open()
  insert('a', 'S-0001')
  const move = (id: string) =>
    db
      .prepare(
        `insert into order_moves (order_id, step, from_state, to_state, at, moved_by)
         values (?, 1, 'placed', 'confirmed', 0, 'jieun')`,
      )
      .run(id)
  move('a')
  expect(() => db.exec(`update order_moves set to_state = 'cancelled'`)).toThrow('never rewritten')
  expect(() => move('b')).toThrow('FOREIGN KEY')
})

it('finds orders by time, by visit, the open and the rejected ones through an index', () => {
  const { db } = open()
  expect(planOf(db, 'select sum(units) from orders where placed_at >= ? and placed_at < ?')).toContain('orders_by_time')
  expect(planOf(db, 'select number from orders where visit_id = ?')).toContain('orders_of_visit')
  expect(
    planOf(db, `select number from orders where state not in ('completed', 'cancelled') and placed_at < ?`),
  ).toContain('orders_open')
  expect(planOf(db, `select number from orders where upstream = 'rejected' order by rejected_at`)).toContain(
    'orders_rejected',
  )
})
