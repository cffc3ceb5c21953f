import type { Choices } from '../../catalogue/model.ts'
import type { Cost } from '../../solver/session.ts'
import { effectiveChoices } from '../effective.ts'
import type { Repair } from '../view.ts'
import { carryOver, settle } from './carry-over.ts'
import type { Engine } from './engine.ts'
import { preferredSolution } from './preferred.ts'
import { LAPSED } from './repairs.ts'
import { wishOf } from './wish.ts'
import type { Wish } from './wish.ts'

/** Giving up a choice weighs more than letting all of them lapse. */
const GIVEN_UP = 2 ** 39

/**
 * The nearest choices that a product can still have: the fewest give way, then the fewest lapse, then the lowest price. What the
 * model has no more gets the value that is nearest to the rest. Null where the model has no product, or nothing needs it.
 */
export function mended(engine: Engine, choices: Choices): Repair | null {
  const { model, written, side } = engine
  if (side === null) return null
  const before = effectiveChoices(model, choices)
  const cost = costOf(engine, wishOf(written, before), before)
  side.clear()
  const solution = preferredSolution(side, written, { order: engine.order, allowed: () => null, cost, isFree: false })
  if (solution === null) return null
  const lost = Object.keys(choices).filter((id) => choices[id] !== '' && !(id in before))
  const known = new Set(model.characteristics.map(({ id }) => id))
  const wanted = Object.fromEntries(Object.entries(choices).filter(([id]) => known.has(id) && id in before))
  const ids = [...Object.keys(before), ...lost.filter((id) => isAsked(engine, id, before))]
  const next = carryOver(engine, wanted, solution, ids, (id) => written.byId.has(id))
  const { changed, dropped, ...rest } = settle(model, before, next)
  const gone = lost.filter((id) => !(id in next) && (!known.has(id) || isAsked(engine, id, before)))
  return changed.length + dropped.length + gone.length === 0
    ? null
    : { ...rest, changed, dropped: [...dropped, ...gone] }
}

/** Whether a choice does not count because it is not well-formed any more, rather than because it lapsed. */
function isAsked({ model }: Engine, id: string, before: Choices): boolean {
  const condition = model.characteristics.find((each) => each.id === id)?.onlyIf ?? {}
  return Object.entries(condition).every(([parent, values]) => (values as readonly unknown[]).includes(before[parent]))
}

function costOf({ written, costs }: Engine, wish: Wish, before: Choices): Cost {
  const of = costs.prices(before).lowest.cost.of.slice()
  for (const { at, states, lapsed } of written.variables) {
    if ((wish[at] ?? -1) < 0) continue
    for (const state of states.keys()) {
      const slot = (written.starts[at] ?? 0) + state
      if (state !== wish[at]) of[slot] = (of[slot] ?? 0) + (state === lapsed ? LAPSED : GIVEN_UP)
    }
  }
  return { of, combine: 'sum' }
}
