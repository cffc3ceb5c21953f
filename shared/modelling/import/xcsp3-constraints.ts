import { ImportFault } from './imported.ts'
import { addAllDifferent, addCount, addSum, readCondition } from './xcsp-globals.ts'
import { ROWS_MAX, domainValues, plain } from './xcsp-builder.ts'
import type { XcspBuilder } from './xcsp-builder.ts'
import { postfix } from './xcsp-expression.ts'
import { addIntension } from './xcsp-intension.ts'
import type { Numbers } from './xcsp-intension.ts'
import type { ArrayNames } from './xcsp3-names.ts'
import { child, words } from './xml.ts'
import type { Element } from './xml.ts'

export interface Reading {
  readonly builder: XcspBuilder
  readonly names: ArrayNames
  readonly numbers: Numbers
}

/** Adds one constraint. Refuses: kinds that are not read, by their name. */
export function addConstraint(reading: Reading, element: Element): void {
  const add = KINDS[element.name]
  if (add === undefined) throw new ImportFault('unsupported', element.line, `<${element.name}> is not read`)
  add(reading, element)
}

const KINDS: Readonly<Record<string, (reading: Reading, element: Element) => void>> = {
  extension: addExtension,
  intension: addExpression,
  allDifferent(reading, element) {
    if (element.children.some(({ name }) => name === 'matrix') || element.children.filter(isList).length > 1) {
      throw new ImportFault('unsupported', element.line, 'allDifferent over lists or a matrix')
    }
    const except = words(child(element, 'except')?.text ?? '').map(plain)
    addAllDifferent(reading.builder, { ...over(reading, element), except })
  },
  sum(reading, element) {
    const { builder, numbers } = reading
    const weights = words(child(element, 'coeffs')?.text ?? '').map(Number)
    const ones = over(reading, element).scope.map(() => 1)
    if (weights.length > 0 && (weights.length !== ones.length || !weights.every(Number.isInteger))) {
      throw new ImportFault('unsupported', element.line, 'coefficients are whole numbers, one per variable')
    }
    const condition = readCondition(child(element, 'condition')?.text ?? '', element.line)
    addSum(builder, numbers, { ...over(reading, element), weights: weights.length > 0 ? weights : ones, condition })
  },
  count(reading, element) {
    const values = domainValues(child(element, 'values')?.text ?? '', element.line)
    const condition = readCondition(child(element, 'condition')?.text ?? '', element.line)
    addCount(reading.builder, { ...over(reading, element), values, condition })
  },
  instantiation(reading, element) {
    const { name, scope, line } = over(reading, element)
    const values = words(child(element, 'values')?.text ?? '').map(plain)
    for (const [at, variable] of scope.entries()) {
      const value = reading.builder.valueIndex(variable, values[at] ?? '')
      if (value === undefined) throw new ImportFault('contradictory', line, `'${values[at] ?? ''}' is no value here`)
      reading.builder.addTable({ kind: 'allow', name, scope: [variable], rows: [value], line })
    }
  },
}

const isList = ({ name }: Element): boolean => name === 'list'

/** Name, variables and line of a constraint; the variables stand in its list or in the element itself. */
function over({ builder, names }: Reading, element: Element): { name: string; scope: number[]; line: number } {
  const { line } = element
  const list = element.children.find(isList)?.text ?? element.text
  const scope = builder.scope(names.variables(words(list), line), line)
  return { name: nameOf(element), scope, line }
}

const nameOf = (element: Element): string =>
  element.attributes['id'] ?? element.attributes['note'] ?? `${element.name} in line ${element.line}`

function addExpression({ builder, names, numbers }: Reading, element: Element): void {
  const { line } = element
  const text = child(element, 'function')?.text ?? element.text
  const steps = postfix(
    text,
    (word) => {
      const [name = word] = names.places(word, line)
      if (builder.has(name)) return { does: 'read', variable: builder.variable(name, line) }
      if (name.includes('[')) throw new ImportFault('malformed', line, `'${name}' is no variable`)
      return { does: 'push', value: numbers.of(word) }
    },
    line,
  )
  addIntension(builder, numbers, { name: nameOf(element), steps, line })
}

function addExtension(reading: Reading, element: Element): void {
  const { name, scope, line } = over(reading, element)
  const supports = child(element, 'supports')
  const tuples = supports ?? child(element, 'conflicts')
  if (tuples === undefined) throw new ImportFault('malformed', line, 'a table without <supports> or <conflicts>')
  const kind = supports === undefined ? 'forbid' : 'allow'
  const rows = rowsOf(reading.builder, scope, tuples)
  reading.builder.addTable({ kind, name, scope, rows, line })
}

/** Tuples with '*' and ranges written out; those with a value that a variable does not have say nothing. */
function rowsOf(builder: XcspBuilder, scope: readonly number[], { text, line }: Element): number[] {
  const [only] = scope
  if (scope.length === 1 && only !== undefined && !text.includes('(')) {
    return domainValues(text, line).flatMap((value) => builder.valueIndex(only, value) ?? [])
  }
  if (text.replace(/\([^()]*\)/g, '').trim() !== '') throw new ImportFault('malformed', line, 'a row is like (1,2,*)')
  const rows: number[] = []
  for (const [row] of text.matchAll(/\([^()]*\)/g)) {
    const cells = row.slice(1, -1).split(',')
    if (cells.length !== scope.length) {
      throw new ImportFault('malformed', line, `${row} has ${cells.length} values for ${scope.length} variables`)
    }
    const choices = cells.map((cell, column) => cellValues(builder, scope[column] ?? 0, cell.trim(), line))
    const size = choices.reduce((product, each) => product * each.length, 1)
    if (rows.length / scope.length + size > ROWS_MAX) {
      throw new ImportFault('too-large', line, `a table of more than ${ROWS_MAX} rows`)
    }
    for (const value of combinations(choices)) rows.push(value)
  }
  return distinct(rows, scope.length)
}

function cellValues(builder: XcspBuilder, variable: number, cell: string, line: number): number[] {
  if (cell === '*') return builder.valuesOf(variable).map((_, at) => at)
  return domainValues(cell, line).flatMap((value) => builder.valueIndex(variable, value) ?? [])
}

function combinations(choices: readonly (readonly number[])[]): number[] {
  let rows: number[][] = [[]]
  for (const each of choices) rows = rows.flatMap((row) => each.map((value) => [...row, value]))
  return rows.flat()
}

/** Short rows may overlap; a table lists each combination once. */
function distinct(rows: readonly number[], arity: number): number[] {
  const seen = new Set<string>()
  const kept: number[] = []
  for (let at = 0; at < rows.length; at += arity) {
    const row = rows.slice(at, at + arity)
    const key = row.join(',')
    if (seen.has(key)) continue
    seen.add(key)
    kept.push(...row)
  }
  return kept
}
