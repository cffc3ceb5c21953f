import type { Characteristic, CharacteristicId, Choice, Choices, ConfigModel } from '../catalogue/model.ts'
import { checkChoice } from './check-choice.ts'
import { holds, indexOf } from './model-index.ts'

/** The choices that are known and fit their characteristics by themselves. Texts come in NFC. */
export function wellFormedChoices(model: ConfigModel, choices: Choices): Choices {
  const { characteristics, values } = indexOf(model)
  const fitting: Record<CharacteristicId, Choice> = {}
  for (const [id, choice] of Object.entries(choices)) {
    const characteristic = characteristics.get(id)
    if (characteristic === undefined) continue
    if (characteristic.kind === 'choice') {
      if (typeof choice === 'string' && values.get(id)?.has(choice) === true) fitting[id] = choice
      continue
    }
    const checked = checkChoice(characteristic, choice)
    if (checked.ok) fitting[id] = checked.value
  }
  return fitting
}

/**
 * The choices that count: well-formed, and of characteristics that apply. A choice whose characteristic ceased to apply lapses;
 * it may stay in the document, and counts again when the characteristic does.
 */
export const effectiveChoices = (model: ConfigModel, choices: Choices): Choices =>
  withoutLapsed(model, wellFormedChoices(model, choices))

/** Whether a characteristic is asked under choices that count. */
export const applies = (characteristic: Characteristic, effective: Choices): boolean =>
  characteristic.onlyIf === undefined || holds(characteristic.onlyIf, effective)

/** A lapsed choice may have been another one's condition, so this goes on until nothing lapses. */
export function withoutLapsed(model: ConfigModel, choices: Choices): Choices {
  const { conditional } = indexOf(model)
  let present = choices
  for (;;) {
    const lapsed = new Set(
      conditional.filter((each) => each.id in present && !applies(each, present)).map(({ id }) => id),
    )
    if (lapsed.size === 0) return present
    present = Object.fromEntries(Object.entries(present).filter(([id]) => !lapsed.has(id)))
  }
}
