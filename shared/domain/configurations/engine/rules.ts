import type { CharacteristicId, Condition, ConfigModel, Constraint, ValueId } from '../../catalogue/model.ts'
import { indexOf } from '../model-index.ts'
import type { ModelIndex } from '../model-index.ts'
import type { Reason } from '../view.ts'

/** What a characteristic of a product holds: one of its values, or null for none. */
export type Held = ValueId | null

/**
 * "Not all of these at once." Conditions, forbidden rows and `requires` all come down to it. `reason` is null where the
 * rule is the shape of the model itself (what applies when), not a constraint that somebody wrote.
 */
interface Nogood {
  readonly kind: 'nogood'
  readonly reason: Reason | null
  readonly terms: ReadonlyMap<CharacteristicId, (held: Held) => boolean>
  /** Set where the rule binds only while this characteristic is chosen: an optional one may be left out, a choice may not. */
  readonly onlyWhileChosen: CharacteristicId | null
}

/** "One of these rows", among products that have a value for every characteristic of the table. */
interface Table {
  readonly kind: 'table'
  readonly reason: Reason
  readonly over: readonly CharacteristicId[]
  readonly rows: readonly (readonly ValueId[])[]
}
export type Rule = Nogood | Table

/** All that limits the products of a model. Throws when the model names what it does not have: it was never published so. */
export function rulesOf(model: ConfigModel): Rule[] {
  const index = indexOf(model)
  const structural = model.characteristics.flatMap((each) =>
    each.kind === 'choice' && each.onlyIf !== undefined ? applyRules(each.id, each.required, each.onlyIf) : [],
  )
  const rules = [...structural, ...model.constraints.flatMap(constraintRules)]
  for (const rule of rules) for (const id of scopeOf(rule)) assertChoice(model, index, id)
  return rules
}

export const scopeOf = (rule: Rule): readonly CharacteristicId[] =>
  rule.kind === 'table' ? rule.over : [...rule.terms.keys()]

/** A value needs its condition; and while the condition holds, a required or chosen characteristic needs a value. */
function applyRules(id: CharacteristicId, required: boolean, onlyIf: Condition): Rule[] {
  const parents = Object.entries(onlyIf)
  const valueNeedsCondition = parents.map(([parent, values]) =>
    nogood(null, [
      [id, (held) => held !== null],
      [parent, isNot(values)],
    ]),
  )
  const conditionNeedsValue = nogood(
    null,
    [[id, (held) => held === null], ...parents.map(([parent, values]) => [parent, is(values)] as const)],
    required ? null : id,
  )
  return [...valueNeedsCondition, conditionNeedsValue]
}

function constraintRules(constraint: Constraint): Rule[] {
  const reason = { constraintId: constraint.id, why: constraint.why }
  if (constraint.kind === 'requires') {
    const given = Object.entries(constraint.if).map(([id, values]) => [id, is(values)] as const)
    return Object.entries(constraint.then).map(([id, values]) => nogood(reason, [...given, [id, isNot(values)]]))
  }
  if (constraint.kind === 'formula') throw new Error(`the formula of ${constraint.id} cannot be answered yet`)
  const { over, rows } = constraint
  const isTorn = new Set(over).size !== over.length || rows.some((row) => row.length !== over.length)
  if (isTorn) throw new Error(`the table of constraint ${constraint.id} does not fit its characteristics`)
  if (constraint.kind === 'allow') return [{ kind: 'table', reason, over, rows }]
  return rows.map((row) =>
    nogood(
      reason,
      over.map((id, at) => [id, is([row[at] ?? ''])] as const),
    ),
  )
}

type Term = readonly [CharacteristicId, (held: Held) => boolean]

function nogood(
  reason: Reason | null,
  terms: readonly Term[],
  onlyWhileChosen: CharacteristicId | null = null,
): Nogood {
  const merged = new Map<CharacteristicId, (held: Held) => boolean>()
  for (const [id, test] of terms) {
    const other = merged.get(id)
    merged.set(id, other === undefined ? test : (held) => other(held) && test(held))
  }
  return { kind: 'nogood', reason, terms: merged, onlyWhileChosen }
}

const is = (values: readonly ValueId[]) => (held: Held) => held !== null && values.includes(held)
const isNot = (values: readonly ValueId[]) => (held: Held) => held === null || !values.includes(held)

function assertChoice(model: ConfigModel, index: ModelIndex, id: CharacteristicId): void {
  if (!index.values.has(id)) throw new Error(`${model.id} ${model.version}: a rule names '${id}', which has no values`)
}
