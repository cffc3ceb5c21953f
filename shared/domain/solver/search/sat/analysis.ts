import type { Clauses } from './clauses.ts'
import type { Queue } from './queue.ts'
import type { Trail } from './trail.ts'
import { grown } from './watches.ts'

/** A clause learnt from a conflict: its first literal is forced as soon as the trail is taken back to `depth`. */
export interface Lesson {
  readonly literals: number[]
  readonly depth: number
  readonly glue: number
}

const unseen = 0
const seen = 1
/** Known not to follow from the rest of the lesson. */
const needed = 2
/** Known to follow from it. */
const implied = 3

/** Learns from conflicts: first unique implication point, then self-subsumption (Sörensson & Biere 2009). */
export class Analysis {
  #mark = new Int8Array(64)
  readonly #marked: number[] = []
  readonly #clauses: Clauses
  readonly #trail: Trail
  readonly #queue: Queue

  constructor(clauses: Clauses, trail: Trail, queue: Queue) {
    this.#clauses = clauses
    this.#trail = trail
    this.#queue = queue
  }

  lessonOf(conflict: number): Lesson {
    this.#mark = grown(this.#mark, this.#trail.booleans)
    const literals = this.#firstUniquePoint(conflict)
    this.#bump()
    const kept = literals.filter((literal, at) => at === 0 || !this.#isImplied(literal, 0))
    for (const boolean of this.#marked) this.#mark[boolean] = unseen
    this.#marked.length = 0
    return this.#asLesson(kept)
  }

  /** Those decisions from which it follows that the literal does not hold. */
  decisionsAgainst(literal: number): number[] {
    const { level, reason, literals, levelStart } = this.#trail
    this.#mark = grown(this.#mark, this.#trail.booleans)
    const decisions: number[] = []
    if (this.#trail.depth === 0) return decisions
    this.#touch(literal >> 1)
    for (let at = this.#trail.size - 1; at >= (levelStart[0] ?? 0); at--) {
      const held = literals[at] ?? 0
      const boolean = held >> 1
      if (this.#mark[boolean] !== seen) continue
      const clause = reason[boolean] ?? 0
      if (clause === 0) decisions.push(held)
      else this.#each(clause, (other) => (level[other >> 1] ?? 0) > 0 && this.#touch(other >> 1))
    }
    for (const boolean of this.#marked) this.#mark[boolean] = unseen
    this.#marked.length = 0
    return decisions
  }

  #firstUniquePoint(conflict: number): number[] {
    const { level, reason, literals, depth } = this.#trail
    const lesson = [0]
    let open = 0
    let clause = conflict
    let at = this.#trail.size - 1
    const meet = (literal: number): void => {
      const boolean = literal >> 1
      const where = level[boolean] ?? 0
      if (where === 0 || !this.#touch(boolean)) return
      if (where === depth) open++
      else lesson.push(literal)
    }
    for (;;) {
      this.#clauses.wasUseful(clause)
      this.#each(clause, meet)
      while (this.#mark[(literals[at] ?? 0) >> 1] !== seen) at--
      const literal = literals[at--] ?? 0
      if (--open === 0) {
        lesson[0] = literal ^ 1
        return lesson
      }
      clause = reason[literal >> 1] ?? 0
    }
  }

  #each(clause: number, meet: (literal: number) => void): void {
    const { arena } = this.#clauses
    const end = clause + this.#clauses.size(clause)
    for (let at = clause; at < end; at++) meet(arena[at] ?? 0)
  }

  #touch(boolean: number): boolean {
    if (this.#mark[boolean] !== unseen) return false
    this.#mark[boolean] = seen
    this.#marked.push(boolean)
    return true
  }

  /** In the order in which they already stand, so that the queue keeps its sense of history. */
  #bump(): void {
    const queue = this.#queue
    const bumped = this.#marked.filter((boolean) => queue.has(boolean)).sort((a, b) => queue.stamp(a) - queue.stamp(b))
    for (const boolean of bumped) queue.bump(boolean)
  }

  /** Whether the other literals of the lesson already say it. Depth is bounded: a longer lesson is still true. */
  #isImplied(literal: number, depth: number): boolean {
    const boolean = literal >> 1
    const mark = this.#mark[boolean]
    if (depth > 0 && (mark === seen || mark === implied || this.#trail.level[boolean] === 0)) return true
    const clause = this.#trail.reason[boolean] ?? 0
    if (clause === 0 || mark === needed || depth > 300) return false
    const stands = this.#clauses.some(clause, (other) => other >> 1 !== boolean && !this.#isImplied(other, depth + 1))
    if (depth > 0) {
      this.#mark[boolean] = stands ? needed : implied
      this.#marked.push(boolean)
    }
    return !stands
  }

  #asLesson(literals: number[]): Lesson {
    const { level } = this.#trail
    const levels = new Set<number>()
    let second = 1
    literals.forEach((literal, at) => {
      levels.add(level[literal >> 1] ?? 0)
      if (at > 1 && (level[literal >> 1] ?? 0) > (level[(literals[second] ?? 0) >> 1] ?? 0)) second = at
    })
    if (literals.length < 2) return { literals, depth: 0, glue: 1 }
    const highest = literals.splice(second, 1)
    literals.splice(1, 0, ...highest)
    return { literals, depth: level[(literals[1] ?? 0) >> 1] ?? 0, glue: levels.size }
  }
}
