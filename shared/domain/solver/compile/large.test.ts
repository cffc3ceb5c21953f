import { expect, test } from 'vitest'
import type { Compiled } from '../compiled.ts'
import { countOfDiagram } from '../testing/diagram-solutions.ts'
import { featureTree } from '../testing/feature-tree.ts'
import { renaultLike } from '../testing/renault-like.ts'
import { compileProblem } from './compile.ts'

const countOf = ({ parts }: Compiled) =>
  parts.reduce((count, { diagram }) => count * (diagram === null ? 0n : countOfDiagram(diagram)), 1n)

test('a car of 268 variables and 226,000 rows compiles to a few thousand nodes', () => {
  const car = renaultLike(1)
  expect(car.variables).toHaveLength(268)
  expect(car.variables[0]?.values).toHaveLength(324)
  expect(car.rules).toHaveLength(332)
  const { compiled, figures, isVoid } = compileProblem(car)
  expect(isVoid).toBe(false)
  expect(figures.every(({ leftOut }) => leftOut === null)).toBe(true)
  expect(figures.reduce((sum, { nodes }) => sum + nodes, 0)).toBeLessThan(7_000)
  expect(countOf(compiled)).toBeGreaterThan(10n ** 20n)
  expect(countOf(compiled)).toBeLessThan(10n ** 24n)
})

test('a model of 5,000 features compiles', () => {
  const { compiled, figures, isVoid } = compileProblem(featureTree(2, 5_000))
  expect(isVoid).toBe(false)
  expect(figures.every(({ leftOut }) => leftOut === null)).toBe(true)
  expect(countOf(compiled)).toBeGreaterThan(10n ** 20n)
})
