/**
 * Who has to look when a literal stops holding: per literal a list of pairs (blocker, clause), all in one array. The blocker is
 * another literal of the clause: while it holds, the clause need not be read. A clause of two literals is stored negated: its
 * blocker is all there is to know.
 */
export class Watches {
  pool = new Int32Array(1 << 12)
  start = new Int32Array(64)
  length = new Int32Array(64)
  #capacity = new Int32Array(64)
  #end = 0

  reserve(literals: number): void {
    if (literals <= this.start.length) return
    this.start = grown(this.start, literals)
    this.length = grown(this.length, literals)
    this.#capacity = grown(this.#capacity, literals)
  }

  add(literal: number, blocker: number, clause: number): void {
    const length = this.length[literal] ?? 0
    if (length === (this.#capacity[literal] ?? 0)) this.#move(literal, length)
    const at = (this.start[literal] ?? 0) + length
    this.pool[at] = blocker
    this.pool[at + 1] = clause
    this.length[literal] = length + 2
  }

  forget(literal: number): void {
    this.length[literal] = 0
  }

  /** A list that is full moves to the end with twice the room; its old room is lost, which doubling bounds. */
  #move(literal: number, length: number): void {
    const room = Math.max(4, 2 * length)
    if (this.#end + room > this.pool.length) this.pool = grown(this.pool, this.#end + room)
    const from = this.start[literal] ?? 0
    this.pool.copyWithin(this.#end, from, from + length)
    this.start[literal] = this.#end
    this.#capacity[literal] = room
    this.#end += room
  }
}

/** The same numbers with room for at least `length`, and never less than half as much again. */
export function grown<Numbers extends Int32Array | Int8Array>(numbers: Numbers, length: number): Numbers {
  if (length <= numbers.length) return numbers
  const Kind = numbers.constructor as new (length: number) => Numbers
  const larger = new Kind(Math.max(length, numbers.length * 2))
  larger.set(numbers)
  return larger
}
