import { ImportFault } from './imported.ts'
import { count, literalSentence } from './sentence.ts'
import { ROWS_MAX } from './xcsp-builder.ts'
import type { XcspBuilder } from './xcsp-builder.ts'
import { addIntension } from './xcsp-intension.ts'
import type { Numbers } from './xcsp-intension.ts'
import type { Step } from './xcsp-expression.ts'

interface Over {
  readonly name: string
  readonly scope: readonly number[]
  readonly line: number
}

/** No two of the variables take the same value, but for the values of `except`. */
export function addAllDifferent(
  builder: XcspBuilder,
  { name, scope, except, line }: Over & { except: readonly string[] },
) {
  for (const [at, one] of scope.entries()) {
    for (const other of scope.slice(at + 1)) {
      const rows = builder.valuesOf(one).flatMap((value, index) => {
        const same = except.includes(value) ? undefined : builder.valueIndex(other, value)
        return same === undefined ? [] : [index, same]
      })
      builder.addTable({ kind: 'forbid', name, scope: [one, other], rows, line })
    }
  }
}

/** A condition of XCSP3 `(le,5)`, `(in,1..3)`: what the sum or number may be; or a variable it is compared with. */
export interface Condition {
  readonly operator: string
  readonly operand: string
}

export function readCondition(text: string, line: number): Condition {
  const [, operator, operand] = /^\s*\(\s*(\w+)\s*,\s*([^()]+?)\s*\)\s*$/.exec(text) ?? []
  if (operator === undefined || operand === undefined) {
    throw new ImportFault('unsupported', line, `the condition '${text.trim()}'`)
  }
  return { operator, operand }
}

/** Whole numbers that satisfy a condition, as a range; null where they are none or the operand is no number. */
function rangeOf({ operator, operand }: Condition): [least: number, most: number] | null {
  const [from, to] = operand.split('..').map(Number)
  if (from === undefined || Number.isNaN(from) || Number.isNaN(to ?? 0)) return null
  const ranges: Readonly<Record<string, [number, number]>> = {
    lt: [-Infinity, from - 1],
    le: [-Infinity, from],
    eq: [from, from],
    ge: [from, Infinity],
    gt: [from + 1, Infinity],
    in: [from, to ?? from],
  }
  return ranges[operator] ?? null
}

/** So many of the variables as the condition says take one of these values. */
export function addCount(
  builder: XcspBuilder,
  { name, scope, line, values, condition }: Over & { values: readonly string[]; condition: Condition },
): void {
  const range = rangeOf(condition)
  if (range === null)
    throw new ImportFault('unsupported', line, `a number of values that is '${condition.operator}' it`)
  const each = scope.map((variable) => {
    const indexes = values.flatMap((value) => builder.valueIndex(variable, value) ?? [])
    return literalSentence({ variable, values: indexes.sort((a, b) => a - b) }, builder.valuesOf(variable).length)
  })
  builder.require(name, count(each, range[0], range[1]), line)
}

/** A weighted sum: a table where the combinations are few, a count where all weigh the same and are 0 or 1. */
export function addSum(
  builder: XcspBuilder,
  numbers: Numbers,
  sum: Over & { weights: readonly number[]; condition: Condition },
): void {
  const { name, scope, line, weights, condition } = sum
  const combinations = scope.reduce((product, variable) => product * builder.valuesOf(variable).length, 1)
  const [weight = 1] = weights
  const isCount =
    weights.every((each) => each === 1) &&
    scope.every((variable) => builder.valuesOf(variable).every((value) => value === '0' || value === '1'))
  if (combinations > ROWS_MAX && isCount && rangeOf(condition) !== null) {
    addCount(builder, { name, scope, line, values: ['1'], condition })
    return
  }
  if (combinations > ROWS_MAX) throw new ImportFault('too-large', line, `a sum over ${scope.length} variables`)
  const steps: Step[] = scope.flatMap((variable, at): Step[] => [
    { does: 'read', variable },
    { does: 'push', value: weights[at] ?? weight },
    { does: 'apply', operator: 'mul', arity: 2 },
  ])
  steps.push({ does: 'apply', operator: 'add', arity: scope.length }, ...compared(builder, condition, line))
  addIntension(builder, numbers, { name, steps, line })
}

function compared(builder: XcspBuilder, condition: Condition, line: number): Step[] {
  const { operator, operand } = condition
  if (builder.has(operand)) {
    return [
      { does: 'read', variable: builder.variable(operand, line) },
      { does: 'apply', operator, arity: 2 },
    ]
  }
  const range = rangeOf(condition)
  if (operator === 'in' && range !== null) {
    const values = Array.from({ length: Math.min(ROWS_MAX, range[1] - range[0] + 1) }, (_, at) => range[0] + at)
    return [
      ...values.map((value): Step => ({ does: 'push', value })),
      { does: 'apply', operator: 'in', arity: values.length + 1 },
    ]
  }
  if (!/^[-+]?\d+$/.test(operand) || !['lt', 'le', 'eq', 'ne', 'ge', 'gt'].includes(operator)) {
    throw new ImportFault('unsupported', line, `the condition '(${operator},${operand})'`)
  }
  return [
    { does: 'push', value: Number(operand) },
    { does: 'apply', operator, arity: 2 },
  ]
}
