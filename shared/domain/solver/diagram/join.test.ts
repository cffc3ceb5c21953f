import { describe, expect, it } from 'vitest'
import { partsOf } from '../compile/split.ts'
import { checkAgainstBruteForce } from '../testing/session-contract.ts'
import { joinDiagrams } from './join.ts'
import { openDiagram } from './open.ts'
import { naiveCompile } from './testing/naive-compile.ts'

const pair = naiveCompile({
  variables: ['a', 'b'].map((name) => ({ name, values: ['0', '1'] })),
  rules: [{ kind: 'forbid', name: 'both', scope: [0, 1], rows: Int32Array.of(1, 1) }],
})

describe('diagrams of parts, joined', () => {
  it('answer for the whole as trying all combinations does', () => {
    checkAgainstBruteForce((problem) => {
      const parts = partsOf(problem).map((part) => ({
        variables: part.variables,
        diagram: naiveCompile(part.problem),
      }))
      if (parts.some(({ diagram }) => diagram === null)) return null
      const [whole, ...rest] = joinDiagrams({ parts }).parts
      expect(rest).toEqual([])
      expect(whole?.variables).toEqual(Int32Array.from(problem.variables.keys()))
      return whole?.diagram ? openDiagram(whole.diagram) : null
    }, 100)
  })

  it('leave parts that are left to search as they are', () => {
    const search = { variables: Int32Array.of(0, 3), diagram: null }
    const { parts } = joinDiagrams({
      parts: [
        { variables: Int32Array.of(1, 5), diagram: pair },
        search,
        { variables: Int32Array.of(2, 4), diagram: pair },
      ],
    })
    expect(parts.map(({ variables }) => [...variables])).toEqual([
      [1, 2, 4, 5],
      [0, 3],
    ])
    expect(parts[1]).toBe(search)
    const [joined] = parts
    const session = joined?.diagram ? openDiagram(joined.diagram).open() : null
    expect(session?.count()).toBe(9n)
    session?.restrict(0, [1])
    expect([...(session?.possible() ?? [])]).toEqual([1, 1, 1, 1, 1, 1, 1, 0])
  })

  it('need nothing where there is only one', () => {
    const parts = [{ variables: Int32Array.of(0, 1), diagram: pair }]
    expect(joinDiagrams({ parts }).parts).toBe(parts)
  })
})
