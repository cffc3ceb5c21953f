import type { CharacteristicId, Choices, Condition, ConfigModel, Constraint } from '../../catalogue/model.ts'
import { applies } from '../effective.ts'
import { holds, indexOf } from '../model-index.ts'
import type { Reason } from '../view.ts'

/** Where the choices stand as they are, without a look at what could still be chosen. */
export interface Standing {
  readonly missing: readonly CharacteristicId[]
  readonly violated: readonly Reason[]
}

/** `given` are the choices as they came, `effective` those of them that count. */
export function standingOf(model: ConfigModel, given: Choices, effective: Choices): Standing {
  const missing = new Set<CharacteristicId>()
  for (const each of model.characteristics) {
    const isNeeded = each.required || (given[each.id] ?? '') !== ''
    if (isNeeded && !(each.id in effective) && applies(each, effective)) missing.add(each.id)
  }
  const violated = model.constraints.filter((constraint) => {
    if (constraint.kind !== 'requires') return breaksTable(constraint, effective)
    if (!holds(constraint.if, effective)) return false
    const unmet = unmetIn(model, constraint.then, effective)
    if (unmet === 'never') return true
    for (const id of unmet) missing.add(id)
    return false
  })
  return {
    missing: model.characteristics.flatMap((each) => (missing.has(each.id) ? [each.id] : [])),
    violated: violated.map(({ id, why }) => ({ constraintId: id, why })),
  }
}

function breaksTable(constraint: Exclude<Constraint, { kind: 'requires' }>, effective: Choices): boolean {
  if (!constraint.over.every((id) => id in effective)) return false
  const isRow = constraint.rows.some((row) => row.every((value, at) => value === effective[constraint.over[at] ?? '']))
  return constraint.kind === 'allow' ? !isRow : isRow
}

/** What must be chosen so that the condition holds; 'never' when a present choice stands against it. */
function unmetIn(model: ConfigModel, condition: Condition, effective: Choices): CharacteristicId[] | 'never' {
  const unmet: CharacteristicId[] = []
  for (const [id, values] of Object.entries(condition)) {
    const choice = effective[id]
    if (choice === undefined) unmet.push(id)
    else if (!(values as readonly unknown[]).includes(choice)) return 'never'
  }
  const { characteristics } = indexOf(model)
  const isBarred = unmet.some((id) =>
    Object.entries(characteristics.get(id)?.onlyIf ?? {}).some(
      ([parent, values]) => parent in effective && !(values as readonly unknown[]).includes(effective[parent]),
    ),
  )
  return isBarred ? 'never' : unmet
}
