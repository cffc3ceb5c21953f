import type { Problem, Rule, TableRule } from '../problem.ts'
import { boxesOf } from './boxes.ts'
import { assertFormula } from './encode-formula.ts'
import { Gates, not } from './gates.ts'
import { Sat } from './sat/sat.ts'
import { Slots } from './slots.ts'
import type { Add } from './slots.ts'

/** A problem as clauses: one literal per slot, and one per rule that switches it on where rules can be switched. */
export interface Encoded {
  readonly sat: Sat
  readonly slots: Slots
  /** Literal of each rule; empty when every rule is always on. */
  readonly selectors: readonly number[]
}

/**
 * Writes the problem as clauses. Once every slot is decided unit propagation finds what is broken, so only slots are decided;
 * and on tables of allowed rows it prunes as much as generalised arc consistency does.
 */
export function encode(problem: Problem, rules: 'always-on' | 'switchable' = 'always-on'): Encoded {
  const sat = new Sat()
  const gates = new Gates(sat)
  const slots = new Slots(problem, gates)
  const selectors: number[] = []
  for (const rule of problem.rules) {
    const selector = rules === 'switchable' ? sat.boolean(false) : gates.always
    if (rules === 'switchable') selectors.push(selector)
    encodeRule(rule, slots, (clause) => {
      sat.add([not(selector), ...clause])
    })
  }
  return { sat, slots, selectors }
}

function encodeRule(rule: Rule, slots: Slots, add: Add): void {
  switch (rule.kind) {
    case 'clause':
      add(rule.literals.flatMap(({ variable, values }) => slots.anyOf(variable, values)))
      return
    case 'formula':
      assertFormula(rule.formula, slots, add)
      return
    case 'forbid':
      for (let at = 0; at < rule.rows.length; at += rule.scope.length) {
        add(rule.scope.map((variable, column) => not(slots.literal(variable, rule.rows[at + column] ?? 0))))
      }
      return
    case 'allow':
      encodeAllowed(rule, slots, add)
  }
}

function encodeAllowed({ scope, rows }: TableRule, slots: Slots, add: Add): void {
  const [first = 0, second = 0] = scope
  if (rows.length === 0) add([])
  else if (scope.length === 1) add(slots.anyOf(first, [...rows]))
  else if (scope.length === 2) {
    addPartners(first, second, rows, slots, add)
    addPartners(
      second,
      first,
      rows.map((_, at) => rows[at ^ 1] ?? 0),
      slots,
      add,
    )
  } else encodeBoxes(scope, rows, slots, add)
}

/** Each value of one variable with the values that the other may then take. */
function addPartners(one: number, other: number, rows: Int32Array, slots: Slots, add: Add): void {
  const partners = Array.from({ length: slots.size(one) }, (): number[] => [])
  for (let at = 0; at < rows.length; at += 2) partners[rows[at] ?? 0]?.push(rows[at + 1] ?? 0)
  partners.forEach((values, value) => {
    add([not(slots.literal(one, value)), ...slots.anyOf(other, values)])
  })
}

/** A Boolean per box: it needs its cells, and every value needs a box (supports as in Gent, Arc consistency in SAT, 2002). */
function encodeBoxes(scope: readonly number[], rows: Int32Array, slots: Slots, add: Add): void {
  const { cells, sets } = boxesOf(rows, scope.length)
  const { sat } = slots.gates
  const boxes = Array.from({ length: cells.length / scope.length }, () => sat.boolean(false))
  scope.forEach((variable, column) => {
    const supports = Array.from({ length: slots.size(variable) }, (): number[] => [])
    boxes.forEach((box, row) => {
      const values = sets[cells[row * scope.length + column] ?? 0] ?? []
      sat.add([not(box), ...slots.anyOf(variable, values)])
      for (const value of values) supports[value]?.push(box)
    })
    supports.forEach((having, value) => {
      add([not(slots.literal(variable, value)), ...having])
    })
  })
}
