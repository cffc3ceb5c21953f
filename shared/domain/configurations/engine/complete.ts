import type { Characteristic, CharacteristicId, Choice, Choices, ConfigModel } from '../../catalogue/model.ts'
import { applies, effectiveChoices } from '../effective.ts'
import type { Part, Variable } from './compile.ts'
import { fix, propagate, solve } from './solver.ts'
import type { Solution } from './solver.ts'
import { questionOf } from './wish.ts'
import type { Wish } from './wish.ts'

/**
 * The product that keeps the wish and is first by preference: parents before what depends on them, each taking the value it
 * prefers most among those still possible. Null when no product keeps the wish.
 */
export function completePart(part: Part, wish: Wish): Solution | null {
  const question = questionOf(part, wish)
  const whole = propagate(part, question)
  if (whole === null || solve(part, question) === null) return null
  let domain = whole
  for (const at of parentsFirst(part)) {
    const variable = part.variables[at] as Variable
    for (const slot of variable.preferred) {
      if (domain[slot] !== 1) continue
      const tried = propagate(part, { ...question, domain: fix(domain, variable, slot) }, at)
      if (tried === null || solve(part, { ...question, domain: tried }, at) === null) continue
      domain = tried
      break
    }
  }
  return Int32Array.from(part.variables, (variable) => domain.indexOf(1, variable.from))
}

/** Defaults of what no rule speaks of: the default, else the first or smallest where something is required. */
export function fillLoose(model: ConfigModel, choices: Choices, isLoose: (id: CharacteristicId) => boolean): Choices {
  const loose = model.characteristics.filter((each) => isLoose(each.id))
  // Values first: they decide which texts and numbers apply.
  const valued = fill(
    loose.filter((each) => each.kind === 'choice'),
    model,
    choices,
  )
  return fill(
    loose.filter((each) => each.kind !== 'choice'),
    model,
    valued,
  )
}

function fill(characteristics: readonly Characteristic[], model: ConfigModel, choices: Choices): Choices {
  const present = effectiveChoices(model, choices)
  const filled: Record<CharacteristicId, Choice> = { ...choices }
  for (const each of characteristics) {
    if (each.id in present || !applies(each, present)) continue
    const first = each.kind === 'choice' ? each.values[0]?.id : each.kind === 'number' ? each.min : undefined
    const choice = defaultOf(each) ?? (each.required ? first : undefined)
    if (choice !== undefined) filled[each.id] = choice
  }
  return filled
}

const defaultOf = (each: Characteristic): Choice | undefined => (each.kind === 'picture' ? undefined : each.default)

/** Model order, but whatever decides whether another applies comes before it. */
function parentsFirst(part: Part): number[] {
  const order = new Set<number>()
  const visiting = new Set<number>()
  const visit = (at: number) => {
    if (order.has(at) || visiting.has(at)) return
    visiting.add(at)
    for (const { parent } of part.conditions[at] ?? []) visit(parent)
    order.add(at)
  }
  part.variables.forEach((_, at) => visit(at))
  return [...order]
}
