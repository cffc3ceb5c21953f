import type { Choice, Choices } from '../../catalogue/model.ts'
import type { Cost, Session } from '../../solver/session.ts'
import { effectiveChoices } from '../effective.ts'
import { priceOf } from '../price.ts'
import { isRanged } from '../problem/measures.ts'
import { isIn } from '../problem/ranges.ts'
import type { Preference } from '../view.ts'
import type { Engine } from './engine.ts'
import { fillLoose } from './fill-loose.ts'
import { soundWish } from './openness.ts'
import { preferredSolution } from './preferred.ts'
import { nearestTo } from './wish.ts'
import type { Wish } from './wish.ts'

/** A whole valid product that keeps the choices, by preference; choices that clash are left as they are. */
export function completed(engine: Engine, typed: Choices, wish: Wish, by: Preference): Choices {
  const { model, written, keepers } = engine
  if (keepers === null || engine.side === null) return effectiveChoices(model, typed)
  const openness = nearestTo(wish, keepers).at(wish)
  const kept = soundWish(engine.parts, openness, wish)
  const solution = solutionBy(engine, engine.side, kept, by, typed)
  if (solution === null) return effectiveChoices(model, typed)
  const filled = new Map<string, Choice>(Object.entries(typed))
  for (const { at, characteristic, states } of written.variables) {
    if (openness.clashing.has(engine.parts.of[at] ?? -1)) continue
    const { id } = characteristic
    const choice = choiceIn(engine, at, solution[at] ?? 0, filled.get(id))
    if (choice !== undefined) filled.set(id, choice)
    else if (states[solution[at] ?? 0]?.is !== 'asked') filled.delete(id)
  }
  const isLoose = (id: string) => written.byId.get(id)?.states.some(({ is }) => is === 'asked') ?? true
  const whole = fillLoose(model, Object.fromEntries(filled), isLoose)
  return effectiveChoices(model, by === 'price' ? cheapestNumbers(engine, typed, whole) : whole)
}

function solutionBy(
  { written, allowances, costs, order }: Engine,
  session: Session,
  wish: Wish,
  by: Preference,
  typed: Choices,
): Int32Array | null {
  session.clear()
  for (const [at, state] of wish.entries()) session.restrict(at, allowances.of(at, state))
  const cost = by === 'price' ? costs.prices(typed).lowest.cost : costs.free
  const late = by === 'date' ? lateSlots(costs.days(), session) : null
  const inTime = (at: number): readonly number[] | null => {
    const states = allowances.of(at, wish[at] ?? -1)
    if (late === null) return states
    const [from, to] = [written.starts[at] ?? 0, written.starts[at + 1] ?? 0]
    return (states ?? Array.from({ length: to - from }, (_, state) => state)).filter((state) => !late(from + state))
  }
  if (late !== null) {
    for (const at of written.problem.variables.keys()) {
      const states = inTime(at)
      if (states !== null && states.length > 0) session.restrict(at, states)
    }
  }
  return preferredSolution(session, written, { order, allowed: inTime, cost, isFree: by !== 'price' })
}

/** Slots that take longer than the earliest completion. */
function lateSlots({ cost, fixed }: { cost: Cost; fixed: number }, session: Session): (slot: number) => boolean {
  const soonest = Math.max(fixed, session.bounds(cost)?.lowest ?? Infinity)
  return (slot) => (cost.of[slot] ?? 0) > soonest
}

/** What to choose for a state: one's own choice where it is in it, else the default or the first; undefined where nothing can be made up. */
export function choiceIn({ written }: Engine, at: number, value: number, own: Choice | undefined): Choice | undefined {
  const variable = written.variables[at]
  const state = variable?.states[value]
  if (variable === undefined || state === undefined) return undefined
  if (own !== undefined && variable.stateOf(own) === value) return own
  const { characteristic } = variable
  if (state.is === 'value') return state.id
  if (state.is === 'set') return characteristic.kind === 'text' ? characteristic.default : undefined
  if (state.is !== 'range' || characteristic.kind !== 'number') return undefined
  const { range } = state
  if (characteristic.default !== undefined && isIn(range, characteristic.default)) return characteristic.default
  // The nearest to what was chosen, where something was.
  return typeof own === 'number' && isIn(range, range.to) && own > range.to ? range.to : range.sample
}

/** Numbers that are not chosen yet and have a price each take what costs least. */
function cheapestNumbers({ model, written }: Engine, typed: Choices, whole: Choices): Choices {
  let best = whole
  for (const { of, range } of written.charges.measures) {
    const number = best[of]
    if (range === null || of in typed) continue
    if (typeof number === 'number' && !(number >= range.from && number <= range.to)) continue
    if (isRanged(written.byId.get(of)) && number === undefined) continue
    const { [of]: _, ...without } = best
    const candidates = [
      best,
      ...(range.mayBeLeftOut ? [without] : []),
      ...range.points.map((point) => ({ ...best, [of]: point })),
    ]
    best = candidates.reduce((low, each) =>
      priceOf(model, each).total.minor < priceOf(model, low).total.minor ? each : low,
    )
  }
  return best
}
