import { expect, test } from 'vitest'
import type { Problem, Rule } from '../problem.ts'
import { partsOf } from './split.ts'

const clause = (...variables: number[]): Rule => ({
  kind: 'clause',
  name: variables.join('-'),
  literals: variables.map((variable) => ({ variable, values: [0] })),
})
const problemOf = (count: number, rules: Rule[]): Problem => ({
  variables: Array.from({ length: count }, (_, at) => ({ name: `x${at}`, values: ['a', 'b'] })),
  rules,
})
const shown = (problem: Problem) =>
  partsOf(problem).map((part) => ({
    variables: [...part.variables],
    names: part.problem.variables.map(({ name }) => name).join(' '),
    rules: part.problem.rules.map((rule) => (rule.kind === 'clause' ? rule.literals.map((each) => each.variable) : [])),
  }))

test('variables tied by rules, directly or not, make one part; rules speak of them by their index in it', () => {
  expect(shown(problemOf(5, [clause(4, 2), clause(1, 3), clause(2, 0)]))).toEqual([
    {
      variables: [0, 2, 4],
      names: 'x0 x2 x4',
      rules: [
        [2, 1],
        [1, 0],
      ],
    },
    { variables: [1, 3], names: 'x1 x3', rules: [[0, 1]] },
  ])
})

test('all variables without a rule are one part, the last', () => {
  expect(shown(problemOf(4, [clause(2, 1)])).map(({ variables }) => variables)).toEqual([
    [1, 2],
    [0, 3],
  ])
})

test('a rule over no variable goes with variable 0', () => {
  expect(shown(problemOf(3, [clause(), clause(1, 2)])).map(({ rules }) => rules)).toEqual([[[0, 1]], [[]]])
  expect(shown(problemOf(2, [clause(), clause(1, 0)])).map(({ rules }) => rules)).toEqual([[[], [1, 0]]])
})

test('no variables, no parts', () => {
  expect(partsOf(problemOf(0, []))).toEqual([])
})
