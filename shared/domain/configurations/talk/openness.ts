import type { Session } from '../../solver/session.ts'
import type { ModelProblem } from '../problem-of.ts'
import type { Parts } from './parts.ts'
import { isSame, noWish } from './wish.ts'
import type { Allowances, Wish } from './wish.ts'

/** What is possible under one wish. The slots are good until the next question. */
export interface Openness {
  /** 1 at each slot that some product has which keeps the other choices of its part. */
  readonly slots: Uint8Array
  /** Parts in which the choices clash. */
  readonly clashing: ReadonlySet<number>
}

const NOWHERE: ReadonlySet<number> = new Set()

/** Keeps one session at the wish of the last question, so that the next one costs what has changed. */
export class OpennessKeeper {
  readonly #session: Session
  readonly #written: ModelProblem
  readonly #parts: Parts
  readonly #allowances: Allowances
  #wish: Wish

  constructor(session: Session, written: ModelProblem, parts: Parts, allowances: Allowances) {
    this.#session = session
    this.#written = written
    this.#parts = parts
    this.#allowances = allowances
    this.#wish = noWish(written)
  }

  /** What was asked last. */
  get wish(): Wish {
    return this.#wish
  }

  /** The session under a wish; it stays so until the next question. */
  under(wish: Wish): Session {
    if (!isSame(wish, this.#wish)) this.#allowances.alter(this.#session, this.#wish, wish)
    this.#wish = wish
    return this.#session
  }

  at(wish: Wish): Openness {
    const session = this.under(wish)
    return session.isPossible() ? { slots: session.possible(), clashing: NOWHERE } : this.#partByPart(wish)
  }

  /** Choices that clash grey out their own part. A solver may join parts that share a price, so each part is asked alone. */
  #partByPart(wish: Wish): Openness {
    const slots = this.under(noWish(this.#written)).possible().slice()
    const clashing = new Set<number>()
    for (const [part, members] of this.#parts.members.entries()) {
      if (members.every((at) => (wish[at] ?? -1) < 0)) continue
      const session = this.under(wishIn(this.#parts, part, wish))
      if (!session.isPossible()) clashing.add(part)
      const own = session.possible()
      for (const at of members) {
        const [from, to] = [this.#written.starts[at] ?? 0, this.#written.starts[at + 1] ?? 0]
        slots.set(own.subarray(from, to), from)
      }
    }
    return { slots, clashing }
  }
}

/** The choices of one part. */
const wishIn = ({ of }: Parts, part: number, wish: Wish): Wish =>
  wish.map((state, at) => (of[at] === part ? state : -1))

/** The choices of parts in which they do not clash, and of one more. */
export const soundWish = ({ of }: Parts, { clashing }: Openness, wish: Wish, besides = -1): Wish =>
  wish.map((state, at) => (clashing.has(of[at] ?? -1) && of[at] !== besides ? -1 : state))
