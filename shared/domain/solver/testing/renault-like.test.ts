import { expect, test } from 'vitest'
import type { TableRule } from '../problem.ts'
import { renaultLike } from './renault-like.ts'

const tablesOf = (seed: number) => renaultLike(seed).rules.filter((rule): rule is TableRule => 'rows' in rule)
const rowsOf = (table: TableRule) => table.rows.length / table.scope.length

test('every seed gives a car of the published size', () => {
  for (const seed of [1, 7]) {
    const { variables } = renaultLike(seed)
    expect(variables).toHaveLength(268)
    expect(variables.reduce((sum, { values }) => sum + values.length, 0)).toBeGreaterThan(1_200)
    const tables = tablesOf(seed)
    expect(tables).toHaveLength(332)
    const rows = tables.reduce((sum, table) => sum + rowsOf(table), 0)
    expect(Math.abs(rows - 226_000)).toBeLessThan(2_000)
    expect(Math.max(...tables.map(({ scope }) => scope.length))).toBeLessThanOrEqual(12)
  }
})

test('the same seed gives the same car, another seed another', () => {
  expect(renaultLike(5)).toEqual(renaultLike(5))
  expect(renaultLike(5)).not.toEqual(renaultLike(6))
})

test('names are told apart, and say what is delivered how', () => {
  const names = renaultLike(1).variables.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names.filter((name) => /^v\d+_\d+_(Serie|Option|Pack|OptionPack)$/.test(name))).toHaveLength(149)
})
