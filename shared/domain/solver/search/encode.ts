import type { Problem, Rule, TableRule } from '../problem.ts'
import { boxesOf } from './boxes.ts'
import type { Boxes } from './boxes.ts'
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

/** Choices that hold for good, how a table is packed, and whether each rule can be switched on and off. */
export interface Encoding {
  readonly held?: readonly Choice[]
  readonly pack?: Pack
  readonly isSwitchable?: boolean
}

/** A variable held to some of its values. */
export interface Choice {
  readonly variable: number
  readonly values: readonly number[]
}

export type Pack = (table: TableRule) => Boxes

/**
 * Writes the problem as clauses. Once every slot is decided unit propagation finds what is broken, so only slots are decided;
 * and on tables of allowed rows it prunes as much as generalised arc consistency does.
 */
export function encode(problem: Problem, { held = [], pack = packed, isSwitchable = false }: Encoding = {}): Encoded {
  const sat = new Sat()
  const gates = new Gates(sat)
  const slots = new Slots(problem, gates)
  const selectors: number[] = []
  for (const { variable, values } of held) for (const literal of slots.keeping(variable, values)) sat.add([literal])
  for (const rule of problem.rules) {
    const selector = isSwitchable ? sat.boolean(false) : gates.always
    if (isSwitchable) selectors.push(selector)
    encodeRule(rule, slots, pack, (clause) => {
      sat.add([not(selector), ...clause])
    })
  }
  return { sat, slots, selectors }
}

export function packed({ rows, scope }: TableRule): Boxes {
  return boxesOf(rows, scope.length)
}

function encodeRule(rule: Rule, slots: Slots, pack: Pack, add: Add): void {
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
      encodeAllowed(rule, slots, pack, add)
  }
}

function encodeAllowed(rule: TableRule, slots: Slots, pack: Pack, add: Add): void {
  const { scope, rows } = rule
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
  } else encodeBoxes(scope, pack(rule), slots, add)
}

/** Each value of one variable with the values that the other may then take. */
function addPartners(one: number, other: number, rows: Int32Array, slots: Slots, add: Add): void {
  const partners = Array.from({ length: slots.size(one) }, (): number[] => [])
  for (let at = 0; at < rows.length; at += 2) partners[rows[at] ?? 0]?.push(rows[at + 1] ?? 0)
  partners.forEach((values, value) => {
    add([not(slots.literal(one, value)), ...slots.anyOf(other, values)])
  })
}

/**
 * A Boolean per box that is not excluded yet: it needs its cells, and every value needs a box (supports as in Gent, Arc consistency
 * in SAT, 2002).
 */
function encodeBoxes(scope: readonly number[], { cells, sets, columns }: Boxes, slots: Slots, add: Add): void {
  const { sat } = slots.gates
  const supports = scope.map((variable) => Array.from({ length: slots.size(variable) }, (): number[] => []))
  for (let row = 0; row < cells.length; row += columns) {
    const needs = scope.map((variable, column) => slots.anyOf(variable, sets[cells[row + column] ?? 0] ?? []))
    if (needs.some((literals) => literals.every((literal) => sat.value(literal) === -1))) continue
    const box = sat.boolean(false)
    needs.forEach((literals, column) => {
      sat.add([not(box), ...literals])
      for (const value of sets[cells[row + column] ?? 0] ?? []) supports[column]?.[value]?.push(box)
    })
  }
  scope.forEach((variable, column) => {
    supports[column]?.forEach((boxes, value) => {
      add([not(slots.literal(variable, value)), ...boxes])
    })
  })
}
