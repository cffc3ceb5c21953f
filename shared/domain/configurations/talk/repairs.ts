import type { CharacteristicId, Choices, ValueId } from '../../catalogue/model.ts'
import type { Cost, Remedy, Session } from '../../solver/session.ts'
import { effectiveChoices } from '../effective.ts'
import type { Repair } from '../view.ts'
import { carryOver, settle } from './carry-over.ts'
import type { Engine } from './engine.ts'
import { soundWish } from './openness.ts'
import { preferredSolution } from './preferred.ts'
import { nearestTo, wishOf } from './wish.ts'
import type { Wish } from './wish.ts'

/** A choice that lapses is lost too, but less than one that has to give way: it weighs more than any price, in minor units. */
export const LAPSED = 2 ** 31
/** Asked for beyond the limit, so that those of equal rank come in one order whichever solver answers. */
const SPARE = 4

/** The nearest ways to have a value: fewest choices that give way, then fewest that lapse, then the lowest price. */
export function repairsFor(
  engine: Engine,
  choices: Choices,
  id: CharacteristicId,
  valueId: ValueId,
  limit: number,
): Repair[] {
  const { model, written, keepers, side } = engine
  const variable = written.byId.get(id)
  const value = variable?.characteristic.kind === 'choice' ? variable.stateOf(valueId) : -1
  if (variable === undefined || value < 0 || keepers === null || side === null || limit < 1) return []
  const before = effectiveChoices(model, choices)
  const wish = wishOf(written, before)
  wish[variable.at] = -1
  const kept = soundWish(engine.parts, nearestTo(wish, keepers).at(wish), wish, engine.parts.of[variable.at])
  const cost = costOf(engine, before, kept)
  begin(engine, side, kept)
  const remedies = [...side.repairs(variable.at, value, { limit: limit + SPARE, thenBy: cost })]
  const weights = new Map(remedies.map((each) => [each, totalOf(engine, cost, each.solution)]))
  const ranked = remedies.sort(
    (a, b) =>
      a.gaveWay.length - b.gaveWay.length ||
      (weights.get(a) ?? 0) - (weights.get(b) ?? 0) ||
      a.gaveWay.join().localeCompare(b.gaveWay.join(), 'en', { numeric: true }),
  )
  return ranked.slice(0, limit).map((remedy) => {
    const solution = canonical(engine, side, kept, remedy, { at: variable.at, value, cost })
    return repairOf(engine, choices, before, id, valueId, solution)
  })
}

function begin({ allowances }: Engine, session: Session, wish: Wish): void {
  session.clear()
  for (const [at, state] of wish.entries()) session.restrict(at, allowances.of(at, state))
}

/** The price, with what lapses as the larger unit. */
function costOf({ written, costs }: Engine, before: Choices, wish: Wish): Cost {
  const of = costs.prices(before).lowest.cost.of.slice()
  for (const { at, lapsed } of written.variables) {
    const slot = (written.starts[at] ?? 0) + lapsed
    if (lapsed >= 0 && (wish[at] ?? -1) >= 0) of[slot] = (of[slot] ?? 0) + LAPSED
  }
  return { of, combine: 'sum' }
}

const totalOf = ({ written }: Engine, { of }: Cost, solution: Int32Array): number =>
  solution.reduce((total, value, at) => total + (of[(written.starts[at] ?? 0) + value] ?? 0), 0)

/** The remedy's first solution by preference, of those that cost as little. */
function canonical(
  engine: Engine,
  session: Session,
  wish: Wish,
  { gaveWay, solution }: Remedy,
  o: { at: number; value: number; cost: Cost },
): Int32Array {
  const given = wish.slice()
  for (const at of gaveWay) given[at] = -1
  begin(engine, session, given)
  session.restrict(o.at, [o.value])
  const part = engine.parts.of[o.at]
  const order = engine.order.filter((at) => at !== o.at && engine.parts.of[at] === part)
  const allowed = (at: number) => engine.allowances.of(at, given[at] ?? -1)
  return preferredSolution(session, engine.written, { order, allowed, cost: o.cost, isFree: false }) ?? solution
}

function repairOf(
  engine: Engine,
  choices: Choices,
  before: Choices,
  id: CharacteristicId,
  valueId: ValueId,
  solution: Int32Array,
): Repair {
  const { written, parts } = engine
  const part = parts.of[written.byId.get(id)?.at ?? -1] ?? -1
  const inPart = (other: CharacteristicId) => parts.of[written.byId.get(other)?.at ?? -1] === part
  const ids = [id, ...Object.keys(before)].filter(inPart)
  const next = carryOver(engine, { ...choices, [id]: valueId }, solution, ids, inPart)
  const settled = settle(engine.model, before, next)
  return { ...settled, changed: settled.changed.filter((other) => other !== id) }
}
