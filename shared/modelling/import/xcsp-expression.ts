import { ImportFault } from './imported.ts'

/** A functional expression in postfix order: operands first, so that nothing has to recurse. */
export type Step =
  | { readonly does: 'push'; readonly value: number }
  | { readonly does: 'read'; readonly variable: number }
  | { readonly does: 'apply'; readonly operator: string; readonly arity: number }

const truth = (value: boolean): number => (value ? 1 : 0)
const pairwise = (holds: (a: number, b: number) => boolean) => (all: readonly number[]) =>
  truth(all.every((each, at) => at === 0 || holds(all[at - 1] ?? 0, each)))
const fold = (combine: (a: number, b: number) => number) => (all: readonly number[]) => all.reduce(combine)
const [first, second] = [(all: readonly number[]) => all[0] ?? 0, (all: readonly number[]) => all[1] ?? 0]

/** Operators of XCSP 2.1 and 3 that give whole numbers; truth is 1. A division by zero makes no value. */
const OPERATORS: Readonly<Record<string, (all: readonly number[]) => number>> = {
  neg: (all) => -first(all),
  abs: (all) => Math.abs(first(all)),
  add: fold((a, b) => a + b),
  sub: fold((a, b) => a - b),
  mul: fold((a, b) => a * b),
  div: fold((a, b) => (b === 0 ? Number.NaN : Math.trunc(a / b))),
  mod: fold((a, b) => a % b),
  sqr: (all) => first(all) ** 2,
  pow: fold((a, b) => a ** b),
  min: fold((a, b) => Math.min(a, b)),
  max: fold((a, b) => Math.max(a, b)),
  dist: (all) => Math.abs(first(all) - second(all)),
  lt: pairwise((a, b) => a < b),
  le: pairwise((a, b) => a <= b),
  ge: pairwise((a, b) => a >= b),
  gt: pairwise((a, b) => a > b),
  eq: pairwise((a, b) => a === b),
  ne: (all) => truth(new Set(all).size === all.length && !all.some(Number.isNaN)),
  in: (all) => truth(all.slice(1).includes(first(all))),
  notin: (all) => truth(!all.slice(1).includes(first(all))),
  not: (all) => truth(first(all) === 0),
  and: (all) => truth(all.every((each) => each !== 0)),
  or: (all) => truth(all.some((each) => each !== 0)),
  xor: (all) => all.filter((each) => each !== 0).length % 2,
  iff: (all) => truth(new Set(all.map((each) => each !== 0)).size <= 1),
  imp: (all) => truth(first(all) === 0 || second(all) !== 0),
  if: (all) => (first(all) === 0 ? (all[2] ?? 0) : second(all)),
}
const ARITY: Readonly<Record<string, number>> = {
  neg: 1,
  abs: 1,
  sqr: 1,
  not: 1,
  imp: 2,
  dist: 2,
  sub: 2,
  div: 2,
  mod: 2,
  pow: 2,
  if: 3,
}

/** Reads `eq(add(x,1),y)`; `operand` says what a word is. Refuses: unknown operators, brackets that do not close. */
export function postfix(text: string, operand: (word: string) => Step, line: number): Step[] {
  const steps: Step[] = []
  const open: { operator: string; arity: number }[] = []
  const tokens = text.match(/[(),]|[^\s(),]+/g) ?? []
  const fault = (at = '') => new ImportFault('malformed', line, `the expression is not readable at '${at}'`)
  for (const [at, token] of tokens.entries()) {
    const top = open.at(-1)
    const isCall = tokens[at + 1] === '('
    if (!'(),'.includes(token)) {
      if (isCall) open.push({ operator: token, arity: 1 })
      else steps.push(operand(token))
    } else if (top === undefined || (token === '(' && tokens[at - 1] !== top.operator)) throw fault(token)
    else if (token === ',') top.arity += 1
    else if (token === ')') {
      open.pop()
      const arity = tokens[at - 1] === '(' ? 0 : top.arity
      const around = open.at(-1)
      // The members of a set are further operands of the 'in' around it.
      if (top.operator !== 'set') steps.push(application(top.operator, arity, line))
      else if (around !== undefined) around.arity += arity - 1
    }
  }
  const depth = steps.reduce((sum, step) => sum + (step.does === 'apply' ? 1 - step.arity : 1), 0)
  if (open.length > 0 || depth !== 1) throw fault(tokens.at(-1))
  return steps
}

function application(operator: string, arity: number, line: number): Step {
  if (!Object.hasOwn(OPERATORS, operator)) throw new ImportFault('unsupported', line, `the operator '${operator}'`)
  if (arity < 1 || (ARITY[operator] ?? arity) !== arity) {
    throw new ImportFault('malformed', line, `'${operator}' with ${arity} operands`)
  }
  return { does: 'apply', operator, arity }
}

/** Value of the expression; `read` gives the values of variables. NaN is no value: nothing compares with it. */
export function evaluate(steps: readonly Step[], read: (variable: number) => number): number {
  const stack: number[] = []
  for (const step of steps) {
    if (step.does === 'push') stack.push(step.value)
    else if (step.does === 'read') stack.push(read(step.variable))
    else stack.push(OPERATORS[step.operator]?.(stack.splice(stack.length - step.arity)) ?? Number.NaN)
  }
  return stack[0] ?? Number.NaN
}
