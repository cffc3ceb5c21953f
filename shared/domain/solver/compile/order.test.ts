import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minFillOrder } from './order.ts'

const arbitraryScopes = fc
  .integer({ min: 1, max: 20 })
  .chain((count) =>
    fc.tuple(
      fc.constant(count),
      fc.array(fc.uniqueArray(fc.nat(count - 1), { minLength: 1, maxLength: 4 }), { maxLength: 20 }),
    ),
  )

test('every scope lies on one way down the tree, and what hangs on its parent meets nothing else above', () => {
  fc.assert(
    fc.property(arbitraryScopes, ([count, scopes]) => {
      const { variables, end, parent, hangs, width } = minFillOrder(count, scopes)
      expect([...variables].sort((a, b) => a - b)).toEqual([...Array(count).keys()])
      const placeOf = new Map([...variables].map((variable, place) => [variable, place]))
      const isBelow = (place: number, above: number) => place >= above && place < (end[above] ?? 0)
      parent.forEach((above, place) => {
        expect(above).toBeLessThan(place)
        if (above >= 0) expect(isBelow(place, above)).toBe(true)
      })
      for (const scope of scopes) {
        const places = scope.map((variable) => placeOf.get(variable) ?? 0).sort((a, b) => a - b)
        places.forEach((place, at) => {
          for (const above of places.slice(0, at)) expect(isBelow(place, above)).toBe(true)
        })
        expect(scope.length - 1).toBeLessThanOrEqual(width)
        hangs.forEach((flag, top) => {
          if (flag === 0 || !places.some((place) => isBelow(place, top))) return
          const above = places.filter((place) => place < top)
          expect(above.every((place) => place === parent[top])).toBe(true)
        })
      }
    }),
  )
})

test('a long path is halved again and again rather than walked, at hardly more width', () => {
  const { parent, width } = minFillOrder(
    64,
    Array.from({ length: 63 }, (_, at) => [at, at + 1]),
  )
  const depth = Array.from(parent).reduce<number[]>(
    (depths, above) => [...depths, above < 0 ? 1 : (depths[above] ?? 0) + 1],
    [],
  )
  expect(Math.max(...depth)).toBeLessThan(20)
  expect(width).toBeLessThanOrEqual(2)
})

test('what all rules speak of is decided first', () => {
  const { variables, parent } = minFillOrder(
    10,
    Array.from({ length: 9 }, (_, at) => [at, 9]),
  )
  expect(variables[0]).toBe(9)
  expect([...parent]).toEqual([-1, ...Array<number>(9).fill(0)])
})
