import type { CharacteristicId, Choices, ConfigModel, ValueId } from '../../catalogue/model.ts'
import type { Cost, Remedy, Session } from '../../solver/session.ts'
import { effectiveChoices } from '../effective.ts'
import type { Repair } from '../view.ts'
import { choiceIn } from './complete.ts'
import type { Engine } from './engine.ts'
import { soundWish } from './openness.ts'
import { preferredSolution } from './preferred.ts'
import { wishOf } from './wish.ts'
import type { Wish } from './wish.ts'

/** A choice that lapses is lost too, but less than one that has to give way: it weighs more than any price, in minor units. */
const LAPSED = 2 ** 36
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
  const { model, written, keeper, side } = engine
  const variable = written.byId.get(id)
  const value = variable?.characteristic.kind === 'choice' ? variable.stateOf(valueId) : -1
  if (variable === undefined || value < 0 || keeper === null || side === null || limit < 1) return []
  const before = effectiveChoices(model, choices)
  const wish = wishOf(written, before)
  wish[variable.at] = -1
  const kept = soundWish(engine.parts, keeper.at(wish), wish, engine.parts.of[variable.at])
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

/**
 * The wanted choices as far as the solution keeps them; where it does not, its own value for what was chosen and for what makes
 * that apply. Choices that lapsed earlier are left out: coming back unasked they could clash.
 */
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
  const wanted: Choices = { ...choices, [id]: valueId }
  const inPart = (other: CharacteristicId) => parts.of[written.byId.get(other)?.at ?? -1] === part
  const next = new Map(Object.entries(wanted).filter(([other]) => !inPart(other)))
  for (const at of neededFor(engine, solution, [id, ...Object.keys(before)].filter(inPart))) {
    const other = written.variables[at]?.characteristic.id ?? ''
    const choice = choiceIn(engine, at, solution[at] ?? 0, wanted[other])
    if (choice !== undefined) next.set(other, choice)
  }
  return settled(engine.model, before, Object.fromEntries(next), id)
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

/** Takes out what counted before and does not any more. */
function settled(model: ConfigModel, before: Choices, next: Choices, asked: CharacteristicId): Repair {
  const after = effectiveChoices(model, next)
  const dropped = Object.keys(before).filter((id) => !(id in after))
  const changed = model.characteristics.flatMap(({ id }) =>
    id !== asked && after[id] !== undefined && after[id] !== before[id] ? [id] : [],
  )
  return {
    choices: Object.fromEntries(Object.entries(next).filter(([id]) => !dropped.includes(id))),
    changed,
    dropped,
  }
}
