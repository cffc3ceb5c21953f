import type { Cost, Session } from '../../solver/session.ts'
import type { ModelProblem } from '../problem-of.ts'

/**
 * The solution of lowest cost that is first by preference: characteristic after characteristic takes the first state that
 * still leaves one. It depends on nothing but the problem and the restrictions, whatever solver answers. Restricts the session
 * further; null where it has no solution.
 */
export function preferredSolution(
  session: Session,
  written: ModelProblem,
  /** `isFree`: no state costs anything, so that only preference counts. */
  o: { order: readonly number[]; allowed: (at: number) => readonly number[] | null; cost: Cost; isFree: boolean },
): Int32Array | null {
  let witness = session.best(o.cost)
  if (witness === null) return null
  const lowest = o.isFree ? 0 : (session.bounds(o.cost)?.lowest ?? 0)
  for (const at of o.order) {
    const states = o.allowed(at) ?? [...(written.variables[at]?.states.keys() ?? [])]
    const own = witness[at] ?? 0
    const better = states.slice(0, states.indexOf(own))
    const slot = (state: number) => (written.starts[at] ?? 0) + state
    const fits = better.length === 0 ? () => false : testOf(session, o.cost, o.isFree, lowest)
    const taken = better.find((state) => fits(at, state, slot(state))) ?? own
    session.restrict(at, [taken])
    if (taken !== own) witness = session.best(o.cost) ?? witness
  }
  return witness
}

/** Whether a state leaves a solution of the lowest cost. */
function testOf(
  session: Session,
  cost: Cost,
  isFree: boolean,
  lowest: number,
): (at: number, state: number, slot: number) => boolean {
  if (isFree) {
    const possible = session.possible()
    return (_at, _state, slot) => possible[slot] === 1
  }
  const lowestWith = session.lowestWith(cost)
  if (lowestWith !== null) return (_at, _state, slot) => lowestWith[slot] === lowest
  return (at, state) => {
    session.restrict(at, [state])
    return session.bounds(cost)?.lowest === lowest
  }
}

/** Model order, but whatever decides whether another applies comes before it. */
export function parentsFirst({ variables, byId }: ModelProblem): number[] {
  const order = new Set<number>()
  const visiting = new Set<number>()
  const visit = (at: number): void => {
    if (order.has(at) || visiting.has(at)) return
    visiting.add(at)
    for (const id of Object.keys(variables[at]?.characteristic.onlyIf ?? {})) {
      const parent = byId.get(id)
      if (parent !== undefined) visit(parent.at)
    }
    order.add(at)
  }
  for (const { at } of variables) visit(at)
  return [...order]
}
