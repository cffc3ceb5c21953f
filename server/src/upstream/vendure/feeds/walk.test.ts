import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageAt, START, stepOn } from './walk.ts'
import type { Order, Place } from './walk.ts'

interface Row {
  readonly id: string
  readonly updatedAt: string
}
const rowAt = (id: number, atMs = 0): Row => ({ id: String(id), updatedAt: new Date(atMs).toISOString() })

/** Walks to the end of a list that may change before each page. */
function walk(list: Row[], o: { limit: number; order: Order; before?: (page: number) => void }): string[] {
  const seen: string[] = []
  let place: Place = START
  for (let page = 0; page < 500; page += 1) {
    o.before?.(page)
    const { skip, take } = pageAt(place, o.limit)
    const step = stepOn(place, { page: list.slice(skip, skip + take), limit: o.limit, order: o.order })
    seen.push(...step.rows.map((row) => (row as Row).id))
    place = step.next
    if (!step.more) return seen
  }
  throw new Error('the walk does not end')
}

test('reads every row of a list that lies still once, whatever the size of a page', () => {
  const list = Array.from({ length: 23 }, (_, at) => rowAt(at + 1))
  for (const limit of [1, 2, 7, 22, 23, 24, 100]) {
    expect(walk(list, { limit, order: 'by-id' }), String(limit)).toEqual(list.map(({ id }) => id))
  }
})

test('an empty list is read to its end at once', () => {
  expect(walk([], { limit: 5, order: 'by-id' })).toEqual([])
})

test('[U5] a row that was there all along is read, whatever is deleted and added meanwhile', () => {
  const scenario = fc.record({
    limit: fc.integer({ min: 1, max: 6 }),
    length: fc.integer({ min: 0, max: 40 }),
    deleted: fc.array(fc.record({ page: fc.nat(12), id: fc.integer({ min: 1, max: 40 }) }), { maxLength: 25 }),
    added: fc.array(fc.nat(12), { maxLength: 6 }),
  })
  fc.assert(
    fc.property(scenario, ({ limit, length, deleted, added }) => {
      const list = Array.from({ length }, (_, at) => rowAt(at + 1))
      const stays = list.filter(({ id }) => !deleted.some((one) => String(one.id) === id)).map(({ id }) => id)
      let next = length + 1
      const seen = walk(list, {
        ...{ limit, order: 'by-id' },
        before(page) {
          const gone = new Set(deleted.filter((one) => one.page === page).map(({ id }) => String(id)))
          const left = list.filter(({ id }) => !gone.has(id))
          for (const at of added) if (at === page) left.push(rowAt((next += 1)))
          list.splice(0, list.length, ...left)
        },
      })
      for (const id of stays) expect(seen).toContain(id)
    }),
  )
})

/** The row that holds the place moves to the end itself, and another one with it: it stands again where the next page begins. */
const LAST_READ_MOVES = {
  limit: 3,
  atMs: Array.from({ length: 10 }, () => 0),
  changed: [
    { page: 3, id: 8 },
    { page: 3, id: 0 },
  ],
}

test('[U5] by time of change: a row that does not change is read while others change and move to the end', () => {
  const scenario = fc.record({
    limit: fc.integer({ min: 1, max: 5 }),
    atMs: fc.array(fc.nat(9), { minLength: 1, maxLength: 30 }),
    changed: fc.array(fc.record({ page: fc.nat(10), id: fc.nat(29) }), { maxLength: 20 }),
  })
  fc.assert(
    fc.property(scenario, ({ limit, atMs, changed }) => {
      const list = atMs.toSorted((a, b) => a - b).map((at, id) => rowAt(id, at))
      const stays = list.filter(({ id }) => !changed.some((one) => String(one.id) === id)).map(({ id }) => id)
      let nowMs = 1_000
      const seen = walk(list, {
        ...{ limit, order: 'by-change' },
        before(page) {
          for (const { id } of changed.filter((one) => one.page === page)) {
            const at = list.findIndex((row) => row.id === String(id))
            if (at >= 0) list.push(...list.splice(at, 1).map((row) => rowAt(Number(row.id), (nowMs += 1))))
          }
        },
      })
      for (const id of stays) expect(seen).toContain(id)
    }),
    { examples: [[LAST_READ_MOVES]] },
  )
})

test('[U5] what the row that was read last says now is told as well, once it changed before the next page', () => {
  const list = [rowAt(1), rowAt(2), rowAt(3)]
  const seen = walk(list, {
    ...{ limit: 2, order: 'by-change' },
    before: (page) => {
      if (page === 1) list.push(...list.splice(1, 1).map(({ id }) => rowAt(Number(id), 9)))
    },
  })
  expect(seen).toEqual(expect.arrayContaining(['1', '2', '3', '2']))
  expect(seen.filter((id) => id === '2')).toHaveLength(2)
})

test('a row that cannot be read is still walked past', () => {
  const page = [rowAt(1), { nonsense: true }, rowAt(3)]
  expect(stepOn(START, { page, limit: 3, order: 'by-id' })).toMatchObject({ rows: page, more: true, next: { skip: 3 } })
})
