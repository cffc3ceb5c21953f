import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CompiledPart } from '../compiled.ts'
import type { Diagram } from '../diagram.ts'
import type { Problem } from '../problem.ts'
import { arbitraryProblem } from '../testing/arbitrary-problem.ts'
import { solutionsOf } from '../testing/brute-force.ts'
import { countOfDiagram, solutionsOfDiagram } from '../testing/diagram-solutions.ts'
import { compileProblem, DEFAULT_BUDGET } from './compile.ts'

describe('compiling', () => {
  test('a diagram has exactly the solutions of its problem, each once', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        const { compiled, isVoid } = compileProblem(problem)
        const expected = solutionsOf(problem)
          .map((row) => row.join(','))
          .sort()
        expect(isVoid).toBe(expected.length === 0)
        if (!isVoid) expect(wholeSolutions(problem, compiled.parts).sort()).toEqual(expected)
      }),
      { numRuns: 800 },
    )
  })

  test('every diagram keeps the invariants of its format', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        for (const { diagram } of compileProblem(problem).compiled.parts) if (diagram !== null) checkFormat(diagram)
      }),
      { numRuns: 400 },
    )
  })

  test('the same problem always gives the same diagram', () => {
    fc.assert(
      fc.property(arbitraryProblem, (problem) => {
        expect(compileProblem(problem)).toEqual(compileProblem(problem))
      }),
      { numRuns: 100 },
    )
  })

  test('a problem without variables has one empty solution', () => {
    expect(compileProblem({ variables: [], rules: [] })).toEqual({
      compiled: { parts: [] },
      isVoid: false,
      figures: [],
    })
  })

  test('a rule that nothing obeys makes the problem void, even one over no variable', () => {
    const variables = [variable('a', 2), variable('b', 2)]
    const never: Problem = { variables, rules: [{ kind: 'clause', name: 'never', literals: [] }] }
    expect(compileProblem(never).isVoid).toBe(true)
    const nothing: Problem = { variables, rules: [{ kind: 'allow', name: '', scope: [0, 1], rows: new Int32Array() }] }
    const { isVoid, figures, compiled } = compileProblem(nothing)
    expect([isVoid, figures[0]?.leftOut, compiled.parts[0]?.diagram]).toEqual([true, 'void', null])
  })

  test('values that leave the same choices share one edge', () => {
    const rows = Int32Array.from([...Array(324).keys()].flatMap((value) => [value, value % 2]))
    const { compiled, figures } = compileProblem({
      variables: [variable('engine', 324), variable('gearbox', 2)],
      rules: [{ kind: 'allow', name: '', scope: [0, 1], rows }],
    })
    expect(figures[0]).toMatchObject({ nodes: 3, edges: 4, width: 1 })
    expect(compiled.parts[0]?.diagram && countOfDiagram(compiled.parts[0].diagram)).toBe(324n)
  })

  test('a chain of thousands of variables does not exhaust the stack', () => {
    const length = 2000
    const { compiled, figures } = compileProblem({
      variables: Array.from({ length }, (_, at) => variable(`x${at}`, 2)),
      rules: Array.from({ length: length - 1 }, (_, at) => ({
        kind: 'clause',
        name: '',
        literals: [at, at + 1].map((each) => ({ variable: each, values: [1] })),
      })),
    })
    expect(figures[0]?.leftOut).toBeNull()
    // Words without two noughts in a row are counted by Fibonacci.
    let [count, next] = [1n, 2n]
    for (let at = 0; at < length; at++) [count, next] = [next, count + next]
    expect(compiled.parts[0]?.diagram && countOfDiagram(compiled.parts[0].diagram)).toBe(count)
  })
})

describe('budgets', () => {
  const grid = gridOf(7)

  test('a part over its budget is left to search and says why; the others are compiled', () => {
    const apart: Problem = { ...grid, variables: [...grid.variables, variable('free', 3)] }
    const { compiled, figures, isVoid } = compileProblem(apart, { nodes: 20, steps: 1e6 })
    expect(isVoid).toBe(false)
    expect(figures.map(({ leftOut }) => leftOut)).toEqual(['over-budget', null])
    expect(compiled.parts.map(({ diagram }) => diagram === null)).toEqual([true, false])
  })

  test('steps bound a compilation as nodes do', () => {
    expect(compileProblem(grid, { nodes: 1e6, steps: 10 }).figures[0]?.leftOut).toBe('over-budget')
    expect(compileProblem(grid, DEFAULT_BUDGET).figures[0]?.leftOut).toBeNull()
  })

  test('a rule over more variables than recursion can walk is left to search', () => {
    const count = 5000
    const { figures } = compileProblem({
      variables: Array.from({ length: count }, (_, at) => variable(`x${at}`, 2)),
      rules: [
        {
          kind: 'clause',
          name: '',
          literals: Array.from({ length: count }, (_, at) => ({ variable: at, values: [1] })),
        },
      ],
    })
    expect(figures[0]?.leftOut).toBe('over-budget')
  })
})

const variable = (name: string, size: number) => ({ name, values: Array.from({ length: size }, (_, at) => `${at}`) })

/** A square of three-valued variables whose neighbours differ: its width grows with its side. */
function gridOf(side: number): Problem {
  const differ = Int32Array.from([0, 0, 1, 1, 2, 2])
  const rules = Array.from({ length: side * side }, (_, at) => at).flatMap((at) => {
    const neighbours = [...(at % side < side - 1 ? [at + 1] : []), ...(at < side * (side - 1) ? [at + side] : [])]
    return neighbours.map((other) => ({ kind: 'forbid' as const, name: '', scope: [at, other], rows: differ }))
  })
  return { variables: Array.from({ length: side * side }, (_, at) => variable(`x${at}`, 3)), rules }
}

function wholeSolutions(problem: Problem, parts: readonly CompiledPart[]): string[] {
  let rows: string[][] = [Array<string>(problem.variables.length).fill('')]
  for (const { variables, diagram } of parts) {
    const own = diagram === null ? [] : solutionsOfDiagram(diagram)
    rows = rows.flatMap((row) =>
      own.map((solution) => {
        const whole = [...row]
        solution.split(',').forEach((value, at) => (whole[variables[at] ?? -1] = value))
        return whole
      }),
    )
  }
  return rows.map((row) => row.join(','))
}

function checkFormat(diagram: Diagram): void {
  const { nodeVariable, nodeEdge, edgeSet, edgeProduct, productStart, productPart, setStart, setValues, sizes } =
    diagram
  expect(productStart[1]).toBe(0)
  expect(nodeEdge.length).toBe(nodeVariable.length + 1)
  expect(edgeProduct.length).toBe(edgeSet.length)
  const valuesOf = (set: number) => setValues.subarray(setStart[set], setStart[set + 1])
  for (let set = 0; set + 1 < setStart.length; set++) {
    const values = [...valuesOf(set)]
    expect(values).toEqual([...new Set(values)].sort((a, b) => a - b))
    expect(values.length).toBeGreaterThan(0)
  }
  // Highest node below each product; products only speak of earlier ones.
  const highest: number[] = []
  for (let product = 0; product + 1 < productStart.length; product++) {
    const parts = [...productPart.subarray(productStart[product], productStart[product + 1])]
    for (const part of parts) if (part < 0) expect(~part).toBeLessThan(product)
    highest.push(Math.max(-1, ...parts.map((part) => (part < 0 ? (highest[~part] ?? Infinity) : part))))
  }
  nodeVariable.forEach((decided, node) => {
    const edges = [...edgeSet.keys()].slice(nodeEdge[node], nodeEdge[node + 1])
    expect(edges.length).toBeGreaterThan(0)
    const values = edges.flatMap((edge) => [...valuesOf(edgeSet[edge] ?? 0)])
    expect(new Set(values).size).toBe(values.length)
    expect(Math.max(...values)).toBeLessThan(sizes[decided] ?? 0)
    for (const edge of edges) expect(highest[edgeProduct[edge] ?? 0]).toBeLessThan(node)
  })
}
