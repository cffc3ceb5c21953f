import type { CharacteristicId, Choices, ConfigModel } from '../../catalogue/model.ts'
import { effectiveChoices } from '../effective.ts'
import type { Repair } from '../view.ts'
import { choiceIn } from './complete.ts'
import type { Engine } from './engine.ts'

/**
 * The wanted choices as far as a solution keeps them; where it does not, its own value for what is named and for what makes that
 * apply. Choices that lapsed earlier are left out: coming back unasked they could clash. What `isConcerned` does not name stays.
 */
export function carryOver(
  engine: Engine,
  wanted: Choices,
  solution: Int32Array,
  ids: readonly CharacteristicId[],
  isConcerned: (id: CharacteristicId) => boolean,
): Choices {
  const next = new Map(Object.entries(wanted).filter(([id]) => !isConcerned(id)))
  for (const at of neededFor(engine, solution, ids)) {
    const id = engine.written.variables[at]?.characteristic.id ?? ''
    const choice = choiceIn(engine, at, solution[at] ?? 0, wanted[id])
    if (choice !== undefined) next.set(id, choice)
  }
  return Object.fromEntries(next)
}

/** Variables of these characteristics that the solution has something for, and of all that makes them apply. */
function neededFor({ written }: Engine, solution: Int32Array, ids: readonly CharacteristicId[]): ReadonlySet<number> {
  const needed = new Set<number>()
  const need = (id: CharacteristicId): void => {
    const variable = written.byId.get(id)
    if (variable === undefined || needed.has(variable.at)) return
    const value = solution[variable.at] ?? -1
    if (value === variable.none || value === variable.lapsed) return
    needed.add(variable.at)
    for (const parent of Object.keys(variable.characteristic.onlyIf ?? {})) need(parent)
  }
  for (const id of ids) need(id)
  return needed
}

/** Takes out what counted before and does not any more, and tells what became of what did. */
export function settle(model: ConfigModel, before: Choices, next: Choices): Repair {
  const after = effectiveChoices(model, next)
  const dropped = Object.keys(before).filter((id) => !(id in after))
  return {
    choices: Object.fromEntries(Object.entries(next).filter(([id]) => !dropped.includes(id))),
    changed: model.characteristics.flatMap(({ id }) =>
      after[id] !== undefined && after[id] !== before[id] ? [id] : [],
    ),
    dropped,
  }
}
