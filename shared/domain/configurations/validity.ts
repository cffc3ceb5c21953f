import type { CharacteristicId, Choice, Choices, ConfigModel } from '../catalogue/model.ts'
import type { Money } from '../money/money.ts'
import type { Localised } from '../text/localised.ts'
import { checkChoice } from './check-choice.ts'
import { effectiveChoices } from './effective.ts'
import { openConfigurator } from './engine.ts'
import { indexOf } from './model-index.ts'
import { priceOf, titled } from './price.ts'
import { scopeOfConstraint } from './scope.ts'
import type { ConfiguratorView, Reason } from './view.ts'

/** What became of a stored configuration under today's model. Nothing is altered unasked. */
export type Change =
  | { kind: 'gone'; what: Localised; characteristicId: CharacteristicId; choice: Choice }
  | { kind: 'excluded'; what: Localised; why: Localised }
  | { kind: 'missing'; what: Localised; characteristicId: CharacteristicId }
  | { kind: 'price'; from: Money; to: Money }

/** 'valid': can be ordered as it stands. 'incomplete': choices are missing. 'invalid': something is gone or excluded. */
export interface Validity {
  state: 'valid' | 'incomplete' | 'invalid'
  changes: Change[]
}

/**
 * What today's model says of stored choices: what is gone or no longer fits, what excludes each other and why, what is missing,
 * and whether the price differs from the stored one (left out, the price is not compared).
 */
export function checkStored(model: ConfigModel, stored: { choices: Choices; price?: Money }): Validity {
  const gone = goneFrom(model, stored.choices)
  const view = openConfigurator(model).look(stored.choices)
  const effective = effectiveChoices(model, stored.choices)
  const broken = view.violated.length > 0 ? view.violated : deadEndsOf(view)
  const excluded = broken.map((reason) => excludedChange(model, effective, reason))
  const goneIds = new Set(gone.map((change) => change.characteristicId))
  const missing = view.missing.filter((id) => !goneIds.has(id)).map((id) => missingChange(model, id))
  return {
    state: gone.length + excluded.length > 0 ? 'invalid' : view.complete ? 'valid' : 'incomplete',
    changes: [...gone, ...excluded, ...missing, ...priceChange(model, stored)],
  }
}

function goneFrom(model: ConfigModel, choices: Choices): Extract<Change, { kind: 'gone' }>[] {
  const { characteristics } = indexOf(model)
  return Object.entries(choices).flatMap(([characteristicId, choice]) => {
    const characteristic = characteristics.get(characteristicId)
    if (characteristic !== undefined && (choice === '' || checkChoice(characteristic, choice).ok)) return []
    const title = characteristic?.title ?? { ko: characteristicId, en: characteristicId }
    const said = { ko: String(choice), en: String(choice) }
    return [{ kind: 'gone', what: titled(title, said), characteristicId, choice }]
  })
}

/** Choices that break no constraint yet, but leave nothing to choose for something that is missing. */
function deadEndsOf(view: ConfiguratorView): Reason[] {
  const reasons = view.missing.flatMap((id) => {
    const states = [...(view.characteristics.get(id)?.values.values() ?? [])]
    const excluded = states.filter((state) => state.kind === 'excluded')
    return excluded.length === states.length ? excluded.flatMap((state) => state.because) : []
  })
  return [...new Map(reasons.map((reason) => [reason.constraintId, reason])).values()]
}

/** Names the choices that the constraint speaks of. */
function excludedChange(model: ConfigModel, effective: Choices, reason: Reason): Change {
  const constraint = model.constraints.find((each) => each.id === reason.constraintId)
  const { characteristics, values } = indexOf(model)
  const named = (constraint === undefined ? [] : scopeOfConstraint(constraint)).flatMap((id) => {
    const title = characteristics.get(id)?.title
    const value = values.get(id)?.get(String(effective[id]))
    return title === undefined || value === undefined ? [] : [titled(title, value.title)]
  })
  const what = { ko: named.map((each) => each.ko).join(', '), en: named.map((each) => each.en).join(', ') }
  return { kind: 'excluded', what: named.length === 0 ? model.title : what, why: reason.why }
}

function missingChange(model: ConfigModel, characteristicId: CharacteristicId): Change {
  const title = indexOf(model).characteristics.get(characteristicId)?.title
  return { kind: 'missing', what: title ?? { ko: characteristicId, en: characteristicId }, characteristicId }
}

function priceChange(model: ConfigModel, stored: { choices: Choices; price?: Money }): Change[] {
  if (stored.price === undefined) return []
  const to = priceOf(model, stored.choices).total
  const isSame = to.minor === stored.price.minor && to.currency === stored.price.currency
  return isSame ? [] : [{ kind: 'price', from: stored.price, to }]
}
