import type { CharacteristicId, Choice, Choices, ConfigModel } from '../catalogue/model.ts'
import type { Money } from '../money/money.ts'
import type { Localised } from '../text/localised.ts'
import { checkChoice } from './check-choice.ts'
import { effectiveChoices } from './effective.ts'
import { openConfigurator } from './engine.ts'
import { makingDays } from './making-days.ts'
import { indexOf } from './model-index.ts'
import { priceOf, titled } from './price.ts'
import { scopeOfConstraint } from './scope.ts'
import type { ConfiguratorView, Reason, Repair } from './view.ts'

/** What became of a stored configuration under today's model. Nothing is altered unasked. */
export type Change =
  | { kind: 'gone'; what: Localised; characteristicId: CharacteristicId; choice: Choice }
  | { kind: 'excluded'; what: Localised; why: Localised }
  | { kind: 'missing'; what: Localised; characteristicId: CharacteristicId }
  /** It is still made, and called or coloured otherwise than when it was chosen. */
  | { kind: 'changed'; what: Localised; was: Localised; characteristicId: CharacteristicId }
  | { kind: 'price'; from: Money; to: Money }
  /** Working days until it leaves the workshop, without queue and transport: later or earlier than before. */
  | { kind: 'days'; from: number; to: number }

/** 'valid': can be ordered as it stands. 'incomplete': choices are missing. 'invalid': something is gone or excluded. */
export interface Validity {
  state: 'valid' | 'incomplete' | 'invalid'
  changes: Change[]
  /** The nearest choices that can be ordered or completed, offered where these cannot. Nothing is altered until somebody accepts. */
  repair?: Repair
}

/**
 * What today's model says of stored choices: what is gone or no longer fits, what excludes each other and why, what is missing,
 * and whether the price differs from the stored one (left out, the price is not compared). With the version that the choices were
 * made under also what is called otherwise, and whether it takes longer.
 */
export function checkStored(
  model: ConfigModel,
  stored: { choices: Choices; price?: Money; madeUnder?: ConfigModel },
): Validity {
  const gone = goneFrom(model, stored.choices)
  const configurator = openConfigurator(model)
  const view = configurator.look(stored.choices)
  const effective = effectiveChoices(model, stored.choices)
  const broken = view.violated.length > 0 ? view.violated : deadEndsOf(view)
  const excluded = broken.map((reason) => excludedChange(model, effective, reason))
  const goneIds = new Set(gone.map((change) => change.characteristicId))
  const missing = view.missing.filter((id) => !goneIds.has(id)).map((id) => missingChange(model, id))
  const isBroken = gone.length + excluded.length > 0
  const repair = isBroken ? configurator.mend(stored.choices) : null
  return {
    state: isBroken ? 'invalid' : view.complete ? 'valid' : 'incomplete',
    changes: [...gone, ...excluded, ...missing, ...differences(model, stored)],
    ...(repair !== null && { repair }),
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

/** What does not stand in the way of an order, but is not as it was. */
function differences(
  model: ConfigModel,
  { choices, price, madeUnder }: { choices: Choices; price?: Money; madeUnder?: ConfigModel },
): Change[] {
  const to = makingDays(model, choices)
  const from = madeUnder === undefined ? to : makingDays(madeUnder, choices)
  return [
    ...(madeUnder === undefined ? [] : retitled(madeUnder, model, choices)),
    ...priceChange(model, { choices, ...(price !== undefined && { price }) }),
    ...(from === to ? [] : [{ kind: 'days' as const, from, to }]),
  ]
}

function retitled(then: ConfigModel, now: ConfigModel, choices: Choices): Change[] {
  const before = indexOf(then).values
  return now.characteristics.flatMap((each): Change[] => {
    const was = before.get(each.id)?.get(String(choices[each.id]))
    const what = indexOf(now).values.get(each.id)?.get(String(choices[each.id]))
    if (was === undefined || what === undefined) return []
    const isSame = was.title.ko === what.title.ko && was.title.en === what.title.en && was.swatch === what.swatch
    const change = { kind: 'changed' as const, characteristicId: each.id }
    return isSame ? [] : [{ ...change, what: titled(each.title, what.title), was: was.title }]
  })
}

function priceChange(model: ConfigModel, stored: { choices: Choices; price?: Money }): Change[] {
  if (stored.price === undefined) return []
  const to = priceOf(model, stored.choices).total
  const isSame = to.minor === stored.price.minor && to.currency === stored.price.currency
  return isSame ? [] : [{ kind: 'price', from: stored.price, to }]
}
