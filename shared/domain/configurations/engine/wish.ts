import type { Choices } from '../../catalogue/model.ts'
import type { Part, Variable } from './compile.ts'
import type { Question, Solution } from './solver.ts'

/** The shopper's choices in one part: the chosen slot per variable, or -1. */
export type Wish = Int32Array

/** The wish of choices in a part. Those that do not apply now are in it too: they will count when they apply again. */
export const wishOf = (part: Part, choices: Choices): Wish =>
  Int32Array.from(part.variables, ({ id, slotOf }) => {
    const choice = choices[id]
    return typeof choice === 'string' ? (slotOf.get(choice) ?? -1) : -1
  })

/** A wish without one variable's choice. */
export function without(wish: Wish, variable: number): Wish {
  const rest = wish.slice()
  rest[variable] = -1
  return rest
}

/** "Which products keep this wish?" A choice is kept, or lapses because its characteristic does not apply. */
export function questionOf(part: Part, wish: Wish): Question & { domain: Uint8Array; chosen: Uint8Array } {
  const domain = part.whole.slice()
  const chosen = new Uint8Array(part.variables.length)
  part.variables.forEach((variable, at) => {
    const slot = wish[at] ?? -1
    if (slot < 0) return
    chosen[at] = 1
    const none = variable.isConditional ? (domain[variable.none] ?? 0) : 0
    domain.fill(0, variable.from, variable.none + 1)
    domain[slot] = 1
    domain[variable.none] = none
  })
  return { domain, chosen }
}

/** How a product treats one choice of a wish. */
export function treatment(
  part: Part,
  wish: Wish,
  product: Solution,
  at: number,
): 'kept' | 'lapsed' | 'changed' | 'left-out' {
  const variable = part.variables[at] as Variable
  if ((wish[at] ?? -1) < 0 || wish[at] === product[at]) return 'kept'
  if (product[at] !== variable.none) return 'changed'
  return variable.isConditional && !conditionHolds(part, product, at) ? 'lapsed' : 'left-out'
}

/** A conditional variable applies when every parent holds one of the values asked for. */
function conditionHolds(part: Part, product: Solution, at: number): boolean {
  return part.conditions[at]?.every(({ parent, slots }) => slots.has(product[parent] ?? -1)) ?? true
}
