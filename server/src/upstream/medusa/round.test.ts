import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextInRound, ROUND_BEGIN, roundQuery } from './round.ts'

const shopAnswer = (ids: readonly string[], query: Record<string, string | number>): string[] => {
  const offset = Number(query['offset'])
  return ids.toSorted().slice(offset, offset + Number(query['limit']))
}
const someIds = fc.uniqueArray(fc.stringMatching(/^[a-z]{3}$/), { maxLength: 40 })

test('[U5] rows that are there all along come, whatever is deleted while the pages are read', () => {
  fc.assert(
    fc.property(
      someIds,
      fc.integer({ min: 1, max: 6 }),
      fc.array(fc.nat(), { maxLength: 4 }),
      (before, limit, picks) => {
        let ids = [...before]
        const seen = new Set<string>()
        let place = ROUND_BEGIN
        for (let isOver = false, pages = 0; !isOver; pages += 1) {
          const page = shopAnswer(ids, roundQuery(place, limit))
          page.forEach((id) => seen.add(id))
          const next = nextInRound(place, page, limit, ids.length)
          place = next.place
          isOver = next.isOver
          const pick = picks[pages]
          if (pick !== undefined) ids = ids.filter((_id, at) => at !== pick % Math.max(ids.length, 1))
          expect(pages).toBeLessThan(500)
        }
        expect(ids.filter((id) => !seen.has(id))).toEqual([])
      },
    ),
  )
})

test('an empty list is over with its first page', () => {
  expect(nextInRound(ROUND_BEGIN, [], 10, 0)).toEqual({ place: ROUND_BEGIN, isOver: true })
})
