import type { CharacteristicId, Choices, ConfigModel } from '../../catalogue/model.ts'
import { effectiveChoices } from '../effective.ts'
import type { Part } from './compile.ts'
import type { Solution } from './solver.ts'

/**
 * The wanted choices as far as the product keeps them; where it does not, its own value for what was chosen and for what makes
 * that apply. Choices that lapsed earlier are left out: coming back unasked they could clash.
 */
export function carryOver(
  part: Part,
  product: Solution,
  wanted: Choices,
  chosen: readonly CharacteristicId[],
): Choices {
  const needed = new Set<number>()
  const need = (at: number) => {
    if (needed.has(at)) return
    needed.add(at)
    for (const { parent } of part.conditions[at] ?? []) need(parent)
  }
  for (const id of chosen) {
    const at = part.indexOf.get(id)
    if (at !== undefined && product[at] !== part.variables[at]?.none) need(at)
  }
  const next = new Map(Object.entries(wanted).filter(([id]) => !part.indexOf.has(id)))
  part.variables.forEach(({ id, slotOf, valueOf }, at) => {
    const slot = product[at] ?? -1
    const own = wanted[id]
    const choice = own !== undefined && slotOf.get(String(own)) === slot ? own : valueOf.get(slot)
    if (needed.has(at) && choice !== undefined) next.set(id, choice)
  })
  return Object.fromEntries(next)
}

/** Takes out what counted before and does not any more. */
export function settle(
  model: ConfigModel,
  before: Choices,
  next: Choices,
): { choices: Choices; dropped: CharacteristicId[] } {
  const after = effectiveChoices(model, next)
  const dropped = Object.keys(before).filter((id) => !(id in after))
  return { choices: Object.fromEntries(Object.entries(next).filter(([id]) => !dropped.includes(id))), dropped }
}
