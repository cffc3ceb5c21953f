import { expect, test } from 'vitest'
import { compileProblem } from './compile/compile.ts'
import { openParts, openSolver } from './open.ts'
import { openTogether } from './together.ts'
import type { Problem } from './problem.ts'
import type { Session } from './session.ts'

/** Two pairs of characteristics that have nothing to do with each other: cup and lid, box and ribbon. */
const gift: Problem = {
  variables: ['cup', 'lid', 'box', 'ribbon'].map((name) => ({ name, values: ['plain', 'gold'] })),
  rules: [
    { kind: 'forbid', name: 'gold lids need gold cups', scope: [0, 1], rows: Int32Array.of(0, 1) },
    {
      kind: 'clause',
      name: 'a plain box has a ribbon of gold',
      literals: [
        { variable: 2, values: [1] },
        { variable: 3, values: [1] },
      ],
    },
  ],
}
const opened = (): Session => {
  const parts = openParts(gift, compileProblem(gift).compiled)
  if (parts === null) throw new Error('a gift is possible')
  return openTogether(gift, parts).open()
}
const price = { of: Float64Array.of(0, 10, 0, 5, 0, 3, 0, 2), combine: 'sum' } as const

test('parts that share no rule are solved apart', () => {
  const parts = openParts(gift, compileProblem(gift).compiled)
  expect(parts?.map(({ variables }) => [...variables])).toEqual([
    [0, 1],
    [2, 3],
  ])
})

test('what is compiled answers for the whole at once', () => {
  const whole = openSolver(gift, compileProblem(gift).compiled)
  expect([whole?.kind, whole?.open().count()]).toEqual(['diagram', 9n])
})

test('the whole is counted, priced and completed over all of its parts', () => {
  const session = opened()
  expect(session.count()).toBe(9n)
  expect(session.bounds(price)).toEqual({ lowest: 2, highest: 20, isExact: true })
  expect([...(session.best(price) ?? [])]).toEqual([0, 0, 0, 1])
  session.restrict(1, [1])
  expect([...session.possible()]).toEqual([0, 1, 1, 1, 1, 1, 1, 1])
  expect([...(session.lowestWith(price) ?? [])]).toEqual([Infinity, 17, 2, 17, 17, 18, 18, 17])
})

test('a clash in one part leaves the other part as it was, and the whole without a solution', () => {
  const session = opened()
  session.restrict(0, [0])
  session.restrict(1, [1])
  expect([...session.possible()]).toEqual([0, 1, 1, 0, 1, 1, 1, 1])
  expect([session.isPossible(), session.bounds(price), session.best(price)]).toEqual([false, null, null])
  expect(session.conflict(0, 0)).toEqual([1])
  expect(session.repairs(0, 0, { limit: 3 }).map(({ gaveWay }) => gaveWay)).toEqual([[1]])
  expect(session.repairs(2, 0, { limit: 3 })).toEqual([])
  session.clear()
  expect(session.isPossible()).toBe(true)
})
