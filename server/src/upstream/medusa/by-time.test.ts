import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginAt, nextPlace, timeQuery } from './by-time.ts'
import type { TimedRow, TimePlace } from './by-time.ts'

/** As Medusa answers: bounds, order, limit. */
function shopAnswer(rows: readonly TimedRow[], place: TimePlace, limit: number): TimedRow[] {
  const query = timeQuery('updated_at', place, null)
  const from = Date.parse(query['updated_at[$gte]'] ?? '')
  const before = Date.parse(query['updated_at[$lt]'] ?? '9999-01-01T00:00:00Z')
  const after = query['id[$gt]'] ?? ''
  const order = query['order'] === 'id' ? byId : byTime
  return rows
    .filter(({ id, atMs }) => atMs >= from && atMs < before && id > after)
    .toSorted(order)
    .slice(0, limit)
}
const byId = (a: TimedRow, b: TimedRow): number => (a.id < b.id ? -1 : 1)
/** Rows of one moment come in any order. */
const byTime = (a: TimedRow, b: TimedRow): number => a.atMs - b.atMs || (a.id < b.id ? 1 : -1)

const someRows = fc.uniqueArray(
  fc.record({ id: fc.string({ minLength: 1, maxLength: 4 }), atMs: fc.integer({ min: 0, max: 12 }) }),
  { selector: ({ id }) => id, maxLength: 60 },
)

test('[U5] every row comes, however many share a moment and however small the page', () => {
  fc.assert(
    fc.property(someRows, fc.integer({ min: 1, max: 7 }), (rows, limit) => {
      const seen = new Set<string>()
      let pages = 0
      for (let place: TimePlace | null = beginAt(0); place !== null;) {
        const page = shopAnswer(rows, place, limit)
        page.forEach(({ id }) => seen.add(id))
        place = nextPlace(place, page, limit)
        expect((pages += 1)).toBeLessThan(200)
      }
      expect([...seen].sort()).toEqual(rows.map(({ id }) => id).sort())
    }),
  )
})

test('[U5] a row that changes while the pages are read makes no other be skipped', () => {
  fc.assert(
    fc.property(someRows, fc.integer({ min: 1, max: 5 }), fc.nat(), (before, limit, pick) => {
      let rows = [...before]
      const seen = new Set<string>()
      let moved = 0
      for (let place: TimePlace | null = beginAt(0); place !== null;) {
        const page = shopAnswer(rows, place, limit)
        page.forEach(({ id }) => seen.add(id))
        place = nextPlace(place, page, limit)
        const at = rows.length === 0 ? 0 : pick % rows.length
        if (moved < 5) rows = rows.map((row, index) => (index === at ? { ...row, atMs: 100 + moved } : row))
        moved += 1
      }
      expect([...seen].sort()).toEqual(before.map(({ id }) => id).sort())
    }),
  )
})

test('a window that is closed is asked for as closed', () => {
  expect(timeQuery('updated_at', beginAt(0), 5)).toEqual({
    'updated_at[$gte]': '1970-01-01T00:00:00.000Z',
    'updated_at[$lte]': '1970-01-01T00:00:00.005Z',
    order: 'updated_at',
  })
})
