import type {
  CharacteristicId,
  ChoiceCharacteristic,
  Choices,
  Condition,
  ConfigModel,
  Constraint,
  ValueId,
} from '../../catalogue/model.ts'

/** A product by enumeration: a value or null per choice characteristic. The oracle of the engine's tests; shares no code with it. */
export type Product = Readonly<Record<CharacteristicId, ValueId | null>>

export const choiceCharacteristics = (model: ConfigModel): ChoiceCharacteristic[] =>
  model.characteristics.filter((each) => each.kind === 'choice')

/** Every valid product of a small model. */
export function productsOf(model: ConfigModel): Product[] {
  let products: Product[] = [{}]
  for (const each of choiceCharacteristics(model)) {
    const held = [null, ...each.values.map((value) => value.id)]
    products = products.flatMap((product) => held.map((value) => ({ ...product, [each.id]: value })))
  }
  return products.filter((product) => isValid(model, product))
}

export function isValid(model: ConfigModel, product: Product): boolean {
  const isShaped = choiceCharacteristics(model).every((each) => {
    const applies = isMet(each.onlyIf ?? {}, product)
    return product[each.id] === null ? !(applies && each.required) : applies
  })
  return isShaped && model.constraints.every((constraint) => isKept(constraint, product))
}

/** Whether a product treats every choice but one's own as the shopper made it, or lets it lapse because it does not apply. */
export const agrees = (model: ConfigModel, product: Product, choices: Choices, except?: CharacteristicId): boolean =>
  choiceCharacteristics(model).every((each) => {
    const choice = choices[each.id]
    if (choice === undefined || each.id === except || product[each.id] === choice) return true
    return product[each.id] === null && !isMet(each.onlyIf ?? {}, product)
  })

/** The model cut down to what hangs together with one characteristic. */
export function partAround(model: ConfigModel, id: CharacteristicId): ConfigModel {
  const edges = [
    ...model.constraints.map(scopeOf),
    ...choiceCharacteristics(model).map((each) => [each.id, ...Object.keys(each.onlyIf ?? {})]),
  ]
  const reached = new Set([id])
  for (let before = 0; before !== reached.size;) {
    before = reached.size
    for (const edge of edges) if (edge.some((each) => reached.has(each))) for (const each of edge) reached.add(each)
  }
  return {
    ...model,
    characteristics: model.characteristics.filter((each) => reached.has(each.id)),
    constraints: model.constraints.filter((constraint) => scopeOf(constraint).some((each) => reached.has(each))),
  }
}

function scopeOf(constraint: Constraint): string[] {
  if (constraint.kind === 'requires') return [...Object.keys(constraint.if), ...Object.keys(constraint.then)]
  return constraint.kind === 'formula' ? [] : [...constraint.over]
}

export const isMet = (condition: Condition, product: Product): boolean =>
  Object.entries(condition).every(([id, values]) => values.some((value) => value === product[id]))

function isKept(constraint: Constraint, product: Product): boolean {
  if (constraint.kind === 'requires') return !isMet(constraint.if, product) || isMet(constraint.then, product)
  if (constraint.kind === 'formula') return true
  const held = constraint.over.map((id) => product[id] ?? null)
  if (held.includes(null)) return true
  const isRow = constraint.rows.some((row) => row.join('|') === held.join('|'))
  return constraint.kind === 'allow' ? isRow : !isRow
}
