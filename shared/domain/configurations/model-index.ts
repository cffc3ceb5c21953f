import type {
  Characteristic,
  CharacteristicId,
  ChoiceValue,
  Condition,
  ConfigModel,
  ValueId,
} from '../catalogue/model.ts'

/** A model's characteristics and values by id. */
export interface ModelIndex {
  readonly characteristics: ReadonlyMap<CharacteristicId, Characteristic>
  /** Only choice characteristics have an entry. */
  readonly values: ReadonlyMap<CharacteristicId, ReadonlyMap<ValueId, ChoiceValue>>
  /** Those that apply only under a condition. */
  readonly conditional: readonly Characteristic[]
}

/** The index of a model, made once per model object: a published version never changes. */
export function indexOf(model: ConfigModel): ModelIndex {
  const known = indexes.get(model)
  if (known !== undefined) return known
  const index: ModelIndex = {
    characteristics: new Map(model.characteristics.map((each) => [each.id, each])),
    values: new Map(
      model.characteristics.flatMap((each) =>
        each.kind === 'choice' ? [[each.id, new Map(each.values.map((value) => [value.id, value]))] as const] : [],
      ),
    ),
    conditional: model.characteristics.filter(({ onlyIf }) => onlyIf !== undefined),
  }
  indexes.set(model, index)
  return index
}

const indexes = new WeakMap<ConfigModel, ModelIndex>()

/** Whether a condition holds under choices; an open characteristic fulfils nothing. */
export const holds = (condition: Condition, choices: Readonly<Record<CharacteristicId, unknown>>): boolean =>
  Object.entries(condition).every(([id, values]) => (values as readonly unknown[]).includes(choices[id]))
