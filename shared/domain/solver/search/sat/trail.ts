import type { Clauses } from './clauses.ts'
import { grown } from './watches.ts'

/**
 * What is assigned so far, in order, and why. Literal 2v says that Boolean v holds, 2v + 1 that it does not. Unit propagation
 * with two watched literals per clause (Moskewicz et al. 2001; Eén & Sörensson, An extensible SAT-solver, 2003).
 */
export class Trail {
  /** Per literal: 1 it holds, -1 it does not, 0 open. */
  values = new Int8Array(64)
  /** Per Boolean, while assigned: its decision level, and the clause that forced it or 0. */
  level = new Int32Array(32)
  reason = new Int32Array(32)
  literals = new Int32Array(32)
  size = 0
  /** Literals on the trail before each decision level began. */
  readonly levelStart: number[] = []
  booleans = 0
  /** Literals propagated ever, and eighths of their watchers: the measure of effort, alike on every machine. */
  steps = 0
  #head = 0
  readonly #clauses: Clauses

  constructor(clauses: Clauses) {
    this.#clauses = clauses
  }

  get depth(): number {
    return this.levelStart.length
  }

  addBoolean(): number {
    const boolean = this.booleans++
    this.values = grown(this.values, 2 * this.booleans)
    this.level = grown(this.level, this.booleans)
    this.reason = grown(this.reason, this.booleans)
    this.literals = grown(this.literals, this.booleans)
    this.#clauses.watches.reserve(2 * this.booleans)
    return boolean
  }

  openLevel(): void {
    this.levelStart.push(this.size)
  }

  assign(literal: number, reason: number): void {
    const boolean = literal >> 1
    this.values[literal] = 1
    this.values[literal ^ 1] = -1
    this.level[boolean] = this.levelStart.length
    this.reason[boolean] = reason
    this.literals[this.size++] = literal
  }

  /** Takes back all levels above `depth`; `onFree` hears every literal that held. */
  backTo(depth: number, onFree: (literal: number) => void): void {
    if (this.levelStart.length <= depth) return
    const keep = this.levelStart[depth] ?? 0
    for (let at = this.size - 1; at >= keep; at--) {
      const literal = this.literals[at] ?? 0
      this.values[literal] = 0
      this.values[literal ^ 1] = 0
      onFree(literal)
    }
    this.size = keep
    this.#head = Math.min(this.#head, keep)
    this.levelStart.length = depth
  }

  /** Forgets what level 0 says of Booleans from `first` on; they are about to go. */
  forgetFrom(first: number): void {
    let kept = 0
    for (let at = 0; at < this.size; at++) {
      const literal = this.literals[at] ?? 0
      if (literal >> 1 < first) this.literals[kept++] = literal
    }
    this.size = kept
    this.#head = kept
    this.values.fill(0, 2 * first, 2 * this.booleans)
    this.booleans = first
  }

  /** Follows everything that is forced. Returns a clause that cannot hold any more, or 0. */
  propagate(): number {
    while (this.#head < this.size) {
      const literal = this.literals[this.#head++] ?? 0
      const conflict = this.#visit(literal ^ 1)
      if (conflict !== 0) {
        this.#head = this.size
        return conflict
      }
    }
    return 0
  }

  /** Reads the clauses that watch a literal which has just become false. */
  #visit(falsified: number): number {
    const { watches } = this.#clauses
    const values = this.values
    const first = watches.start[falsified] ?? 0
    const end = first + (watches.length[falsified] ?? 0)
    this.steps += 1 + ((end - first) >> 4)
    let pool = watches.pool
    let kept = first
    let conflict = 0
    let at = first
    while (at < end && conflict === 0) {
      const blocker = pool[at] ?? 0
      const tag = pool[at + 1] ?? 0
      at += 2
      const known = values[blocker] ?? 0
      if (known <= 0 && tag > 0) {
        const stays = this.#rewatch(tag, falsified)
        pool = watches.pool
        if (stays < 0) continue
        pool[kept] = stays
        if (values[stays] === -1) conflict = tag
        else if (values[stays] === 0) this.assign(stays, tag)
      } else {
        pool[kept] = blocker
        if (known < 0) conflict = -tag
        else if (known === 0) this.assign(blocker, -tag)
      }
      pool[kept + 1] = tag
      kept += 2
    }
    if (kept < at) {
      pool.copyWithin(kept, at, end)
      watches.length[falsified] = kept + end - at - first
    }
    return conflict
  }

  /** Looks for another literal to watch. -1 when one was found, else the other watched one, on which all depends now. */
  #rewatch(clause: number, falsified: number): number {
    const { arena } = this.#clauses
    const values = this.values
    let other = arena[clause] ?? 0
    if (other === falsified) {
      other = arena[clause + 1] ?? 0
      arena[clause] = other
      arena[clause + 1] = falsified
    }
    if ((values[other] ?? 0) > 0) return other
    const end = clause + (arena[clause - 3] ?? 0)
    for (let at = clause + 2; at < end; at++) {
      const literal = arena[at] ?? 0
      if ((values[literal] ?? 0) < 0) continue
      arena[clause + 1] = literal
      arena[at] = falsified
      this.#clauses.watches.add(literal, other, clause)
      return -1
    }
    return other
  }
}
