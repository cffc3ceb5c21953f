import { describe, expect, it } from 'vitest'
import { compileProblem } from '../compile/compile.ts'
import { slotStarts } from '../problem.ts'
import type { Problem } from '../problem.ts'
import type { Cost, Session, Solver } from '../session.ts'
import { Random } from '../../chance/random.ts'
import { renaultLike } from '../testing/renault-like.ts'
import { joinDiagrams } from './join.ts'
import { openDiagram } from './open.ts'
import { naiveCompile } from './testing/naive-compile.ts'

function opened(problem: Problem): Session {
  const diagram = naiveCompile(problem)
  if (diagram === null) throw new Error('it has solutions')
  return openDiagram(diagram).open()
}

const named = (...sizes: number[]) =>
  sizes.map((size, at) => ({ name: `x${at}`, values: Array.from({ length: size }, (_, value) => `${value}`) }))

/** At most two of four yes/no variables. */
const atMostTwo: Problem = {
  variables: named(2, 2, 2, 2),
  rules: [
    {
      kind: 'formula',
      name: 'at most two',
      formula: {
        is: 'count',
        of: [0, 1, 2, 3].map((variable) => ({ is: 'literal', variable, values: [1] })),
        min: 0,
        max: 2,
      },
    },
  ],
}

describe('a session with a diagram', () => {
  it('blames the choices made last, the latest first', () => {
    const session = opened(atMostTwo)
    for (const variable of [2, 0, 1]) session.restrict(variable, [1])
    expect(session.conflict(3, 1)).toEqual([1, 0])
    session.restrict(2, [1])
    expect(session.conflict(3, 1)).toEqual([2, 1])
  })

  it('says that nothing is to blame where no solution has a value at all', () => {
    const never: Problem = {
      variables: named(2, 2),
      rules: [{ kind: 'forbid', name: 'never', scope: [0], rows: Int32Array.of(1) }],
    }
    const session = opened(never)
    session.restrict(1, [0])
    expect(session.conflict(0, 1)).toEqual([])
    expect(session.repairs(0, 1, { limit: 3 })).toEqual([])
    session.restrict(0, [1])
    expect(session.isPossible()).toBe(false)
    expect([...session.possible()]).toEqual([1, 0, 0, 0])
  })

  it('lets those give way that are less reluctant', () => {
    const session = opened(atMostTwo)
    session.restrict(0, [1])
    session.restrict(1, [1])
    const [first] = session.repairs(2, 1, { limit: 1, reluctance: Float64Array.of(5, 2, 1, 1) })
    expect(first?.gaveWay).toEqual([1])
    const [second] = session.repairs(2, 1, { limit: 1, reluctance: Float64Array.of(2, 5, 1, 1) })
    expect(second?.gaveWay).toEqual([0])
  })

  it('does not remember costs that were written over', () => {
    const session = opened(atMostTwo)
    const cost: Cost = { of: Float64Array.of(0, 3, 0, 4, 0, 5, 0, 6), combine: 'sum' }
    expect(session.bounds(cost)).toEqual({ lowest: 0, highest: 11, isExact: true })
    cost.of.fill(7)
    expect(session.bounds(cost)).toEqual({ lowest: 28, highest: 28, isExact: true })
    for (let other = 1; other < 7; other++) session.bounds({ of: cost.of.map(() => other), combine: 'max' })
    expect(session.lowestWith(cost)).toEqual(cost.of.map(() => 28))
  })

  it('adds the largest costs exactly', () => {
    const session = opened({ variables: named(...Array.from({ length: 10 }, () => 2)), rules: [] })
    const of = Float64Array.from({ length: 20 }, (_, slot) => (slot % 2 === 0 ? 2 ** 40 : slot - 2 ** 40))
    expect(session.bounds({ of, combine: 'sum' })).toEqual({
      lowest: 100 - 10 * 2 ** 40,
      highest: 10 * 2 ** 40,
      isExact: true,
    })
    for (let variable = 0; variable < 9; variable++) session.restrict(variable, [0])
    const reluctance = new Float64Array(10).fill(2 ** 40)
    const [remedy] = session.repairs(0, 1, { limit: 1, reluctance, thenBy: { of, combine: 'sum' } })
    expect(remedy?.gaveWay).toEqual([])
    expect([...(remedy?.solution ?? [])]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 1])
  })

  it('counts beyond what a plain number holds', () => {
    const wide = openDiagram(allFree(60)).open()
    expect(wide.count()).toBe(3n ** 60n)
    wide.restrict(7, [1, 2])
    expect(wide.count()).toBe(2n * 3n ** 59n)
    wide.restrict(7, null)
    expect(wide.count()).toBe(3n ** 60n)
  })

  it('shows nothing of what its root does not reach', () => {
    const free = allFree(2)
    const stray = { ...free, nodeVariable: Int32Array.of(0, 1, 0), nodeEdge: Int32Array.of(0, 1, 2, 3) }
    const sets = { setStart: Int32Array.of(0, 2, 3), setValues: Int32Array.of(0, 1, 2) }
    const session = openDiagram({
      ...stray,
      ...sets,
      edgeSet: Int32Array.of(0, 0, 1),
      edgeProduct: new Int32Array(3),
    }).open()
    expect([...session.possible()]).toEqual([1, 1, 0, 1, 1, 0])
    session.restrict(0, [2])
    expect(session.isPossible()).toBe(false)
    session.restrict(0, null)
    expect([...session.possible()]).toEqual([1, 1, 0, 1, 1, 0])
  })

  it('refuses variables and values that are not there', () => {
    const session = opened(atMostTwo)
    expect(() => session.restrict(4, [0])).toThrow(RangeError)
    expect(() => session.restrict(0, [2])).toThrow(RangeError)
    expect(() => session.restrict(0, [])).toThrow(RangeError)
    expect(() => session.conflict(0, 2)).toThrow(RangeError)
    expect(() => session.repairs(-1, 0, { limit: 1 })).toThrow(RangeError)
    expect(session.count()).toBe(11n)
  })
})

describe('a long conversation about a car', () => {
  const problem = renaultLike(4)
  const [whole] = joinDiagrams(compileProblem(problem).compiled).parts
  if (!whole?.diagram) throw new Error('it compiles')
  const solver = openDiagram(whole.diagram)

  it('has the same answers as one that begins with its choices', () => {
    const random = new Random(7)
    const session = solver.open()
    const choices = new Map<number, number[]>()
    for (let turn = 0; turn < 150; turn++) {
      move(session, choices, random, problem)
      if (turn % 3 === 0) compare(session, solver, choices, random)
    }
  })
})

function move(session: Session, choices: Map<number, number[]>, random: Random, problem: Problem): void {
  const withdrawn = random.pick([...choices.keys(), -1])
  if (random.chance(0.05)) {
    session.clear()
    choices.clear()
  } else if (withdrawn >= 0 && random.chance(0.4)) {
    session.restrict(withdrawn, null)
    choices.delete(withdrawn)
  } else {
    const starts = slotStarts(problem)
    const variable = random.below(problem.variables.length)
    const possible = session.possible().subarray(starts[variable], starts[variable + 1])
    const values = [...possible.keys()].filter((value) => possible[value] === 1 || random.chance(0.05))
    if (values.length === 0) return
    const chosen = random.chance(0.7) ? [random.pick(values)] : values.slice(0, 2)
    session.restrict(variable, chosen)
    choices.delete(variable)
    choices.set(variable, chosen)
  }
}

function compare(session: Session, solver: Solver, choices: Map<number, number[]>, random: Random): void {
  const fresh = solver.open()
  for (const [variable, values] of choices) fresh.restrict(variable, values)
  const slots = fresh.possible().length
  expect(session.possible()).toEqual(fresh.possible())
  expect(session.count()).toBe(fresh.count())
  for (const combine of ['sum', 'max'] as const) {
    const cost: Cost = { of: Float64Array.from({ length: slots }, (_, slot) => (slot * 7919) % 1009), combine }
    expect(session.bounds(cost)).toEqual(fresh.bounds(cost))
    expect(session.lowestWith(cost)).toEqual(fresh.lowestWith(cost))
    expect(session.best(cost)).toEqual(fresh.best(cost))
  }
  const variable = random.below(50)
  expect(session.conflict(variable, 1)).toEqual(fresh.conflict(variable, 1))
  expect(session.repairs(variable, 1, { limit: 2 })).toEqual(fresh.repairs(variable, 1, { limit: 2 }))
}

/** So many variables of three values without any rule. */
function allFree(count: number) {
  return {
    sizes: new Int32Array(count).fill(3),
    setStart: Int32Array.of(0, 3),
    setValues: Int32Array.of(0, 1, 2),
    nodeVariable: Int32Array.from({ length: count }, (_, at) => at),
    nodeEdge: Int32Array.from({ length: count + 1 }, (_, at) => at),
    edgeSet: new Int32Array(count),
    edgeProduct: new Int32Array(count),
    productStart: Int32Array.of(0, 0, count),
    productPart: Int32Array.from({ length: count }, (_, at) => at),
    root: 1,
  }
}
