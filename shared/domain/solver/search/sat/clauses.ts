import { grown, Watches } from './watches.ts'

/**
 * Words before a clause's literals: how many there are; its glue (0: given, not learnt), doubled, plus 1 when it was useful
 * lately; and where it moves in a collection.
 */
const header = 3
const garbage = -1

/** All clauses of two literals and more, one after the other in one array; a clause is the index of its first literal. */
export class Clauses {
  arena = new Int32Array(1 << 14)
  readonly watches = new Watches()
  learnt = 0
  #end = header

  size(clause: number): number {
    return this.arena[clause - header] ?? 0
  }

  /** Number of decision levels that met in it when it was learnt (Audemard & Simon 2009); 0 for a given clause. */
  glue(clause: number): number {
    return (this.arena[clause - header + 1] ?? 0) >> 1
  }

  wasUseful(clause: number): void {
    this.arena[clause - header + 1] = (this.arena[clause - header + 1] ?? 0) | 1
  }

  /** Whether it was useful since this was last asked. */
  takeUse(clause: number): boolean {
    const word = this.arena[clause - header + 1] ?? 0
    this.arena[clause - header + 1] = word & ~1
    return (word & 1) === 1
  }

  add(literals: readonly number[], glue: number): number {
    const clause = this.#end
    this.arena = grown(this.arena, clause + literals.length + header)
    this.arena[clause - header] = literals.length
    this.arena[clause - header + 1] = 2 * glue
    this.arena[clause - header + 2] = 0
    this.arena.set(literals, clause)
    this.#end = clause + literals.length + header
    if (glue > 0) this.learnt++
    const [first = 0, second = 0] = literals
    const tag = literals.length === 2 ? -clause : clause
    this.watches.add(first, second, tag)
    this.watches.add(second, first, tag)
    return clause
  }

  /** Every clause that was added, in that order. */
  *all(): Generator<number> {
    for (let clause = header; clause < this.#end; clause += this.size(clause) + header) yield clause
  }

  some(clause: number, test: (literal: number) => boolean): boolean {
    const end = clause + this.size(clause)
    for (let at = clause; at < end; at++) if (test(this.arena[at] ?? 0)) return true
    return false
  }

  drop(clause: number): void {
    this.arena[clause - header + 2] = garbage
  }

  isDropped(clause: number): boolean {
    return this.arena[clause - header + 2] === garbage
  }

  /** Closes the gaps of dropped clauses; `reasons` are renamed with them. Only the lists that change are touched. */
  collect(reasons: Int32Array): void {
    const touched = this.#planMoves()
    for (const literal of touched) this.#relist(literal)
    for (let at = 0; at < reasons.length; at++) {
      const clause = reasons[at] ?? 0
      if (clause > 0) reasons[at] = this.#movedTo(clause)
    }
    this.#moveAll()
  }

  #planMoves(): Set<number> {
    const touched = new Set<number>()
    let to = header
    for (const clause of this.all()) {
      if (!this.isDropped(clause)) {
        this.arena[clause - header + 2] = to
        to += this.size(clause) + header
      }
      if (this.arena[clause - header + 2] === clause) continue
      touched.add(this.arena[clause] ?? 0)
      touched.add(this.arena[clause + 1] ?? 0)
    }
    return touched
  }

  #movedTo(clause: number): number {
    return this.arena[clause - header + 2] ?? garbage
  }

  #relist(literal: number): void {
    const { pool, start, length } = this.watches
    const first = start[literal] ?? 0
    const end = first + (length[literal] ?? 0)
    let kept = first
    for (let at = first; at < end; at += 2) {
      const tag = pool[at + 1] ?? 0
      const to = this.#movedTo(Math.abs(tag))
      if (to === garbage) continue
      pool[kept] = pool[at] ?? 0
      pool[kept + 1] = tag < 0 ? -to : to
      kept += 2
    }
    length[literal] = kept - first
  }

  #moveAll(): void {
    let to = header
    for (let clause = header; clause < this.#end;) {
      const length = this.size(clause) + header
      if (this.isDropped(clause)) {
        if (this.glue(clause) > 0) this.learnt--
      } else {
        this.arena.copyWithin(to - header, clause - header, clause - header + length)
        this.arena[to - header + 2] = 0
        to += length
      }
      clause += length
    }
    this.#end = to
  }
}
