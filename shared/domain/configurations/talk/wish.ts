import type { Choices } from '../../catalogue/model.ts'
import type { Session } from '../../solver/session.ts'
import type { ModelProblem } from '../problem-of.ts'

/** The shopper's choices as the problem knows them: the state per characteristic variable, or -1. */
export type Wish = Int32Array

/** The wish of choices that fit their characteristics. Those that do not apply now are in it too: they count when they apply again. */
export const wishOf = ({ variables }: ModelProblem, wellFormed: Choices): Wish =>
  Int32Array.from(variables, ({ characteristic, stateOf }) => {
    const choice = wellFormed[characteristic.id]
    return choice === undefined ? -1 : stateOf(choice)
  })

export const noWish = ({ variables }: ModelProblem): Wish => new Int32Array(variables.length).fill(-1)

export const isSame = (one: Wish, other: Wish): boolean => one.every((state, at) => state === other[at])

/**
 * Of what was last asked under several wishes, the one that is nearest to a wish. A screen asks of the whole product and of the
 * choices that somebody made, in turns: each goes on from its own last question, so that it costs what one touch changed.
 */
export function nearestTo<T extends { readonly wish: Wish }>(wish: Wish, all: readonly [T, ...T[]]): T {
  const distance = ({ wish: last }: T) => wish.reduce((sum, state, at) => sum + (state === last[at] ? 0 : 1), 0)
  return all.map((one) => ({ one, far: distance(one) })).reduce((best, next) => (next.far < best.far ? next : best)).one
}

/** What a wish allows each variable: its state, or that the characteristic does not apply. Made once per state. */
export class Allowances {
  readonly #written: ModelProblem
  readonly #known = new Map<number, readonly number[]>()

  constructor(written: ModelProblem) {
    this.#written = written
  }

  of(at: number, state: number): readonly number[] | null {
    if (state < 0) return null
    const slot = (this.#written.starts[at] ?? 0) + state
    const known = this.#known.get(slot)
    if (known !== undefined) return known
    const lapsed = this.#written.variables[at]?.lapsed ?? -1
    const allowed = lapsed < 0 ? [state] : [state, lapsed].sort((a, b) => a - b)
    this.#known.set(slot, allowed)
    return allowed
  }

  /** Restricts a session from one wish to another; only what differs is touched. */
  alter(session: Session, from: Wish, to: Wish): void {
    for (let at = 0; at < to.length; at++) {
      if (from[at] !== to[at]) session.restrict(at, this.of(at, to[at] ?? -1))
    }
  }
}
