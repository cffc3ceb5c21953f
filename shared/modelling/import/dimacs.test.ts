import { describe, expect, it } from 'vitest'
import { solutionsOf } from '@dangol/domain/solver/testing/brute-force.ts'
import { importDimacs } from './dimacs.ts'

const refused = (text: string) => {
  const result = importDimacs(text, 'model.dimacs')
  return result.ok ? null : result.error
}

describe('DIMACS', () => {
  it('makes a variable per number, a clause per zero, and titles of comments', () => {
    const result = importDimacs('c 1 lid\nc 2 the hinge\nc made by hand\np cnf 3 2\n1 -2\n0 3 2 0\n', 'model.dimacs')
    expect(result).toMatchObject({ ok: true })
    if (!result.ok) return
    expect(result.value.problem.variables.map(({ name }) => name)).toEqual(['x1', 'x2', 'x3'])
    expect([...result.value.titles]).toEqual([
      ['x1', 'lid'],
      ['x2', 'the hinge'],
    ])
    expect(result.value.problem.rules).toEqual([
      {
        kind: 'clause',
        name: 'clause 1',
        literals: [
          { variable: 0, values: [1] },
          { variable: 1, values: [0] },
        ],
      },
      {
        kind: 'clause',
        name: 'clause 2',
        literals: [
          { variable: 2, values: [1] },
          { variable: 1, values: [1] },
        ],
      },
    ])
    expect(solutionsOf(result.value.problem)).toHaveLength(4)
  })

  it('says a literal once and leaves out a clause that always holds', () => {
    const result = importDimacs('p cnf 2 2\n1 1 0\n2 -2 0\n', 'model.dimacs')
    expect(result.ok && result.value.problem.rules).toEqual([
      { kind: 'clause', name: 'clause 1', literals: [{ variable: 0, values: [1] }] },
    ])
  })

  it.each([
    ['1 2 0\n', 1, 'before the header'],
    ['', null, 'no header'],
    ['p cnf 2\n', 1, 'the one header'],
    ['p cnf 2 1\np cnf 2 1\n', 2, 'the one header'],
    ['p cnf 2 1\n1 x 0\n', 2, "'x' is no literal"],
    ['p cnf 2 1\n1 3 0\n', 2, 'announces 2'],
    ['p cnf 2 1\n1 2\n', 3, 'cut off'],
    ['p cnf 2 5\n1 2 0\n', 3, 'announces 5'],
    ['p cnf 2 1\n0\n', 2, 'empty clause'],
    ['p cnf 99999999 1\n1 0\n', 1, 'more than'],
  ])('refuses %j', (text, line, message) => {
    expect(refused(text)).toMatchObject({ file: 'model.dimacs', line })
    expect(refused(text)?.message).toContain(message)
  })
})
