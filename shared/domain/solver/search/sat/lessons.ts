import type { Clauses } from './clauses.ts'
import type { Trail } from './trail.ts'

/** Lessons kept before the first are forgotten, and how many more each time. */
const lessonsMax = 4000
const lessonsMore = 500

/** Which learnt clauses to keep: those of few levels, and those that were of use lately (Audemard & Simon 2009). */
export class Lessons {
  readonly #clauses: Clauses
  readonly #trail: Trail
  #most = lessonsMax

  constructor(clauses: Clauses, trail: Trail) {
    this.#clauses = clauses
    this.#trail = trail
  }

  /** Forgets half of the lessons that were of no use since the last time, when there are too many. */
  reduce(): void {
    const clauses = this.#clauses
    if (clauses.learnt < this.#most) return
    this.#most += lessonsMore
    const { reason, values } = this.#trail
    const isReason = (clause: number) =>
      clauses.some(clause, (literal) => values[literal] === 1 && reason[literal >> 1] === clause)
    const idle: number[] = []
    for (const clause of clauses.all()) {
      const isOfUse = clauses.takeUse(clause)
      if (clauses.glue(clause) > 2 && !isOfUse && !isReason(clause)) idle.push(clause)
    }
    idle.sort((a, b) => clauses.glue(b) - clauses.glue(a) || b - a)
    for (const clause of idle.slice(0, idle.length >> 1)) clauses.drop(clause)
    clauses.collect(reason)
  }
}

/** 1 1 2 1 1 2 4 …: no sequence of restarts is much better without knowing the problem (Luby, Sinclair, Zuckerman 1993). */
export function luby(index: number): number {
  const power = 2 ** Math.floor(Math.log2(index + 1))
  return power === index + 1 ? power / 2 : luby(index - power + 1)
}
