import type {
  Characteristic,
  CharacteristicId,
  Choice,
  ChoiceCharacteristic,
  Choices,
  Condition,
  ConfigModel,
  Constraint,
  RuleFormula,
} from '../../catalogue/model.ts'

/** A product by enumeration: a choice or null per characteristic. The oracle of the configurator's tests; shares no code with it. */
export type Product = Readonly<Record<CharacteristicId, Choice | null>>

export const choiceCharacteristics = (model: ConfigModel): ChoiceCharacteristic[] =>
  model.characteristics.filter((each) => each.kind === 'choice')

const known = new WeakMap<ConfigModel, readonly Product[]>()

/** Every valid product of a small model, with one text or picture standing for all of them. */
export function productsOf(model: ConfigModel): readonly Product[] {
  const before = known.get(model)
  if (before !== undefined) return before
  let products: Product[] = [{}]
  for (const each of model.characteristics) {
    const held = [null, ...possibleOf(each)]
    products = products.flatMap((product) => held.map((choice) => ({ ...product, [each.id]: choice })))
  }
  const valid = products.filter((product) => isValid(model, product))
  known.set(model, valid)
  return valid
}

function possibleOf(each: Characteristic): Choice[] {
  if (each.kind === 'choice') return each.values.map((value) => value.id)
  if (each.kind !== 'number') return [SOME]
  return Array.from({ length: (each.max - each.min) / each.step + 1 }, (_, at) => each.min + at * each.step)
}

/** Any text or picture. */
export const SOME = '(some)'

export function isValid(model: ConfigModel, product: Product): boolean {
  const isShaped = model.characteristics.every((each) => {
    const applies = isMet(each.onlyIf ?? {}, product)
    return (product[each.id] ?? null) === null ? !(applies && each.required) : applies
  })
  return isShaped && model.constraints.every((constraint) => isKept(constraint, product))
}

/** Whether a product treats every choice but one's own as the shopper made it, or lets it lapse because it does not apply. */
export const agrees = (model: ConfigModel, product: Product, choices: Choices, except?: CharacteristicId): boolean =>
  model.characteristics.every((each) => {
    const choice = choices[each.id]
    const own = product[each.id] ?? null
    if (choice === undefined || each.id === except || own === choice || own === SOME) return true
    return own === null && !isMet(each.onlyIf ?? {}, product)
  })

/** The ids of what hangs together with one characteristic. */
export function around(model: ConfigModel, id: CharacteristicId): ReadonlySet<CharacteristicId> {
  const edges = [
    ...model.constraints.map(scopeOf),
    ...model.characteristics.map((each) => [each.id, ...Object.keys(each.onlyIf ?? {})]),
  ]
  const reached = new Set([id])
  for (let before = 0; before !== reached.size;) {
    before = reached.size
    for (const edge of edges) if (edge.some((each) => reached.has(each))) for (const each of edge) reached.add(each)
  }
  return reached
}

function scopeOf(constraint: Constraint): string[] {
  if (constraint.kind === 'requires') return [...Object.keys(constraint.if), ...Object.keys(constraint.then)]
  return constraint.kind === 'formula' ? atomsIn(constraint.formula).map(({ id }) => id) : [...constraint.over]
}

type Atom = Extract<RuleFormula, { id: string }>

export function atomsIn(formula: RuleFormula): Atom[] {
  if ('id' in formula) return [formula]
  if ('if' in formula) return [...atomsIn(formula.if), ...atomsIn(formula.then)]
  return [formula.of].flat().flatMap(atomsIn)
}

export const isMet = (condition: Condition, product: Product): boolean =>
  Object.entries(condition).every(([id, values]) => values.some((value) => value === product[id]))

function isKept(constraint: Constraint, product: Product): boolean {
  if (constraint.kind === 'requires') return !isMet(constraint.if, product) || isMet(constraint.then, product)
  if (constraint.kind === 'formula') return isTrue(constraint.formula, product)
  const held = constraint.over.map((id) => product[id] ?? null)
  if (held.includes(null)) return true
  const isRow = constraint.rows.some((row) => row.join('|') === held.join('|'))
  return constraint.kind === 'allow' ? isRow : !isRow
}

function isTrue(formula: RuleFormula, product: Product): boolean {
  if ('id' in formula) return isTrueOf(formula, product[formula.id] ?? null)
  if (formula.is === 'not') return !isTrue(formula.of, product)
  if (formula.is === 'implies') return !isTrue(formula.if, product) || isTrue(formula.then, product)
  const holding = formula.of.filter((each) => isTrue(each, product)).length
  if (formula.is === 'count') return holding >= formula.min && holding <= formula.max
  if (formula.is === 'any') return holding > 0
  return holding === formula.of.length || (formula.is === 'same' && holding === 0)
}

function isTrueOf(atom: Atom, choice: Choice | null): boolean {
  if (choice === null) return false
  if (atom.is === 'chosen') return true
  if (atom.is === 'one-of') return atom.values.some((value) => value === choice)
  return typeof choice === 'number' && !(choice < (atom.min ?? choice)) && !(choice > (atom.max ?? choice))
}
