import type { CharacteristicId, ChoiceCharacteristic, Condition, ConfigModel, ValueId } from '../../catalogue/model.ts'
import type { Reason } from '../view.ts'
import { rulesOf, scopeOf } from './rules.ts'
import type { Held, Rule } from './rules.ts'

/**
 * A characteristic that rules speak of. Values that no rule tells apart share one class, so that a palette of 300 colours
 * is one class and costs nothing. The slots of its classes, and last the slot of "none", lie side by side in a domain.
 */
export interface Variable {
  readonly id: CharacteristicId
  readonly required: boolean
  readonly isConditional: boolean
  /** First slot. */
  readonly from: number
  /** Slot of "none", which is also the last. */
  readonly none: number
  readonly slotOf: ReadonlyMap<ValueId, number>
  /** Slots of the classes in the order in which a product is completed: the default's first, then as the values are listed. */
  readonly preferred: readonly number[]
  /** Value to take for a slot. */
  readonly valueOf: ReadonlyMap<number, ValueId>
}

export interface CompiledNogood {
  readonly kind: 'nogood'
  readonly reason: Reason | null
  readonly variables: readonly number[]
  /** Per variable, 1 at the slots that the rule forbids to meet. */
  readonly forbidden: readonly Uint8Array[]
  readonly onlyWhileChosen: number | null
}
export interface CompiledTable {
  readonly kind: 'table'
  readonly reason: Reason
  readonly variables: readonly number[]
  /** Slots, in the order of `variables`. */
  readonly rows: readonly (readonly number[])[]
}
type CompiledRule = CompiledNogood | CompiledTable

/** Characteristics that hang together through rules; parts are independent of each other. */
export interface Part {
  readonly variables: readonly Variable[]
  readonly indexOf: ReadonlyMap<CharacteristicId, number>
  readonly rules: readonly CompiledRule[]
  /** Rules to look at again when a variable's domain shrinks. */
  readonly rulesOf: readonly (readonly number[])[]
  /** 1 at every slot that is possible before any rule is looked at. */
  readonly whole: Uint8Array
  /** Per variable, what must hold for it to apply. */
  readonly conditions: readonly (readonly CompiledTerm[])[]
}

/** A parent and the slots of it that a condition accepts. */
interface CompiledTerm {
  readonly parent: number
  readonly slots: ReadonlySet<number>
}

/** The independent parts of a model. Characteristics that no rule speaks of are in none of them. */
export function compile(model: ConfigModel): Part[] {
  const rules = rulesOf(model)
  const groups = new Map<CharacteristicId, CharacteristicId[]>()
  for (const rule of rules) join(groups, scopeOf(rule))
  const byId = new Map(
    model.characteristics.flatMap((each) => (each.kind === 'choice' ? [[each.id, each] as const] : [])),
  )
  const order = new Map(model.characteristics.map((each, at) => [each.id, at]))
  const position = (id: CharacteristicId) => order.get(id) ?? 0
  return [...new Set(groups.values())].map((group) => {
    const members = group.toSorted((a, b) => position(a) - position(b)).flatMap((id) => byId.get(id) ?? [])
    return compilePart(
      members,
      rules.filter((rule) => group.includes(scopeOf(rule)[0] ?? '')),
    )
  })
}

function join(groups: Map<CharacteristicId, CharacteristicId[]>, ids: readonly CharacteristicId[]): void {
  const together = [...new Set(ids.flatMap((id) => groups.get(id) ?? [id]))]
  for (const id of together) groups.set(id, together)
}

function compilePart(members: readonly ChoiceCharacteristic[], rules: readonly Rule[]): Part {
  let from = 0
  const variables = members.map((member) => {
    const variable = compileVariable(member, rules, from)
    from = variable.none + 1
    return variable
  })
  const indexOf = new Map(variables.map((variable, at) => [variable.id, at]))
  const compiled = rules.map((rule) => compileRule(rule, variables, indexOf))
  const whole = new Uint8Array(from).fill(1)
  for (const each of variables) if (each.required && !each.isConditional) whole[each.none] = 0
  return {
    variables,
    indexOf,
    rules: compiled,
    rulesOf: variables.map((_, v) => compiled.flatMap((rule, at) => (rule.variables.includes(v) ? [at] : []))),
    whole,
    conditions: members.map((member) => compileCondition(member.onlyIf ?? {}, variables, indexOf)),
  }
}

/** Values that a condition tells apart are never of one class, so a slot stands for all of its values. */
function compileCondition(
  condition: Condition,
  variables: readonly Variable[],
  indexOf: ReadonlyMap<CharacteristicId, number>,
): CompiledTerm[] {
  return Object.entries(condition).flatMap(([id, values]) => {
    const parent = indexOf.get(id)
    const slotOf = parent === undefined ? undefined : variables[parent]?.slotOf
    if (parent === undefined || slotOf === undefined) return []
    return [{ parent, slots: new Set(values.flatMap((value) => slotOf.get(value) ?? [])) }]
  })
}

function compileVariable(member: ChoiceCharacteristic, rules: readonly Rule[], from: number): Variable {
  const own = rules.filter((rule) => scopeOf(rule).includes(member.id))
  const slots = new Map<string, number>()
  const slotOf = new Map<ValueId, number>()
  for (const value of member.values) {
    const look = own.map((rule) => lookOf(rule, member.id, value.id)).join('\u0000')
    const slot = slots.get(look) ?? from + slots.size
    slots.set(look, slot)
    slotOf.set(value.id, slot)
  }
  const ids = member.values.map((value) => value.id)
  const isDefault = (id: ValueId) => id === member.default
  const valueOf = new Map<number, ValueId>()
  for (const id of [...ids.filter(isDefault), ...ids]) {
    const slot = slotOf.get(id)
    if (slot !== undefined && !valueOf.has(slot)) valueOf.set(slot, id)
  }
  const none = from + slots.size
  const mayStayOpen = !member.required && member.default === undefined
  return {
    id: member.id,
    required: member.required,
    isConditional: member.onlyIf !== undefined,
    from,
    none,
    slotOf,
    preferred: mayStayOpen ? [none, ...valueOf.keys()] : [...valueOf.keys(), none],
    valueOf,
  }
}

/** How a rule sees a value: two values that all rules see alike are interchangeable. */
function lookOf(rule: Rule, id: CharacteristicId, value: ValueId): string {
  if (rule.kind === 'nogood') return rule.terms.get(id)?.(value) === true ? '1' : '0'
  const at = rule.over.indexOf(id)
  const partners = rule.rows.filter((row) => row[at] === value).map((row) => JSON.stringify(row.toSpliced(at, 1)))
  return partners.sort().join()
}

function compileRule(
  rule: Rule,
  variables: readonly Variable[],
  indexOf: ReadonlyMap<CharacteristicId, number>,
): CompiledRule {
  const scope = scopeOf(rule).flatMap((id) => indexOf.get(id) ?? [])
  const of = (at: number): Variable => variables[at] as Variable
  if (rule.kind === 'nogood') {
    const forbidden = scope.map((at) => {
      const test = rule.terms.get(of(at).id) ?? (() => false)
      return forbiddenSlots(of(at), test)
    })
    const chosen = rule.onlyWhileChosen === null ? null : (indexOf.get(rule.onlyWhileChosen) ?? null)
    return { kind: 'nogood', reason: rule.reason, variables: scope, forbidden, onlyWhileChosen: chosen }
  }
  const rows = new Map<string, number[]>()
  for (const row of rule.rows) {
    const slots = row.map((value, at) => of(scope[at] ?? 0).slotOf.get(value))
    // A row with a value that the model no longer has allows nothing.
    if (slots.every((slot) => slot !== undefined)) rows.set(slots.join(), slots)
  }
  return { kind: 'table', reason: rule.reason, variables: scope, rows: [...rows.values()] }
}

/** Indexed from the variable's first slot. */
function forbiddenSlots(variable: Variable, test: (held: Held) => boolean): Uint8Array {
  const forbidden = new Uint8Array(variable.none - variable.from + 1)
  for (const [slot, value] of variable.valueOf) forbidden[slot - variable.from] = test(value) ? 1 : 0
  forbidden[variable.none - variable.from] = test(null) ? 1 : 0
  return forbidden
}
