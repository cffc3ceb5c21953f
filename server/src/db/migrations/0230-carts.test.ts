import { expect, it } from 'vitest'
import { planOf } from '../../testing/query-plan.ts'
import { openDatabase } from '../open.ts'
import { carts } from './0230-carts.ts'

const open = () => openDatabase(':memory:', [carts])

it('refuses a line that is nothing or two things, and a quantity no one orders', () => {
  const db = open()
  const insert = (sku: string | null, configurationId: string | null, quantity: number) =>
    db
      .prepare(
        `insert into cart_lines (visit_id, id, position, sku, configuration_id, quantity, fulfilment, shown)
         values ('v', 'l', 1, ?, ?, ?, 'pick-up', '{}')`,
      )
      .run(sku, configurationId, quantity)
  expect(() => insert(null, null, 1)).toThrow('CHECK')
  expect(() => insert('sock', 'c', 1)).toThrow('CHECK')
  expect(() => insert('sock', null, 0)).toThrow('CHECK')
  expect(() => insert('sock', null, 100)).toThrow('CHECK')
  insert('sock', null, 99)
  expect(() => insert('sock', null, 1)).toThrow('UNIQUE')
})

it('finds the lines of a visit by its key', () => {
  expect(planOf(open(), 'select id from cart_lines where visit_id = ?')).toContain('USING PRIMARY KEY')
})
