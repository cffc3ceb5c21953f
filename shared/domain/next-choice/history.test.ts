import { expect, it } from 'vitest'
import { NONE, tableOf } from './history.ts'

const lid = { id: 'lid', values: ['on', 'off'] }

it('stands in columns, with none of the values as one more', () => {
  const table = tableOf({ characteristics: [lid], rows: [[1], [NONE]], buyers: [3, 4] })
  expect([table.sizes, [...(table.columns[0] ?? [])], [...table.buyers]]).toEqual([[3], [1, 2], [3, 4]])
})

it.each([[[2]], [[-2]], [[]], [[Number.NaN]]])('throws for the row %j, which an edge should have refused', (row) => {
  expect(() => tableOf({ characteristics: [lid], rows: [row], buyers: [1] })).toThrow(RangeError)
})
