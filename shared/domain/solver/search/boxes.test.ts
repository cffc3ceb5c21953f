import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boxesOf } from './boxes.ts'

const arbitraryTable = fc.integer({ min: 1, max: 4 }).chain((columns) =>
  fc.record({
    columns: fc.constant(columns),
    rows: fc.array(fc.tuple(...Array.from({ length: columns }, () => fc.nat(3))), { minLength: 1, maxLength: 60 }),
  }),
)

/** All rows that the boxes stand for. */
function unpacked(rows: Int32Array, columns: number): string[] {
  const { cells, sets } = boxesOf(rows, columns)
  const all: string[] = []
  for (let start = 0; start < cells.length; start += columns) {
    let some: number[][] = [[]]
    for (let at = 0; at < columns; at++) {
      some = some.flatMap((row) => (sets[cells[start + at] ?? 0] ?? []).map((value) => [...row, value]))
    }
    all.push(...some.map((row) => row.join()))
  }
  return all
}

describe('packing a table', () => {
  it('keeps every row, each once', () => {
    fc.assert(
      fc.property(arbitraryTable, ({ columns, rows }) => {
        const expected = [...new Set(rows.map((row) => row.join()))]
        expect(unpacked(Int32Array.from(rows.flat()), columns).sort()).toEqual(expected.sort())
      }),
    )
  })

  it('makes one box of a product', () => {
    const rows = [0, 1, 2].flatMap((one) => [0, 1].flatMap((two) => [1, 2].map((three) => [one, two, three])))
    const { cells, sets } = boxesOf(Int32Array.from(rows.flat()), 3)
    expect([...cells].map((set) => sets[set])).toEqual([
      [0, 1, 2],
      [0, 1],
      [1, 2],
    ])
  })
})
