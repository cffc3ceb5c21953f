/**
 * Solutions found so far, as one bit each in a row per slot: which of them keep some restrictions, and which slots those have, is
 * asked of 32 at a time. The first ones stay; later ones take the place of the oldest.
 */
export class Pool {
  readonly words: number
  /** Bit m of slot s: solution m has the slot. */
  readonly #rows: Int32Array
  readonly #starts: Int32Array
  readonly #capacity: number
  #size = 0
  #kept = 0
  #next = 0

  constructor(starts: Int32Array, capacity: number) {
    this.words = capacity >> 5
    this.#capacity = this.words * 32
    this.#starts = starts
    this.#rows = new Int32Array(this.words * (starts.at(-1) ?? 0))
  }

  /** Those in it now stay for good. */
  keepAll(): void {
    this.#kept = Math.min(this.#size, this.#capacity >> 1)
    this.#next = this.#size
  }

  /** Adds a solution as a value index per variable; returns its number. */
  add(solution: Int32Array): number {
    if (this.#next === this.#capacity) this.#next = this.#kept
    const at = this.#next++
    this.#size = Math.max(this.#size, this.#next)
    const bit = 1 << (at & 31)
    const rows = this.#rows
    const words = this.words
    for (let word = at >> 5; word < rows.length; word += words) rows[word] = (rows[word] ?? 0) & ~bit
    for (let variable = 0; variable < solution.length; variable++) {
      const word = ((this.#starts[variable] ?? 0) + (solution[variable] ?? 0)) * words + (at >> 5)
      rows[word] = (rows[word] ?? 0) | bit
    }
    return at
  }

  /** A set of all solutions. */
  everything(): Int32Array {
    const set = new Int32Array(this.words)
    for (let at = 0; at < this.#size; at++) set[at >> 5] = (set[at >> 5] ?? 0) | (1 << (at & 31))
    return set
  }

  /** Keeps those of the set that take one of the values. */
  narrow(set: Int32Array, variable: number, values: readonly number[]): void {
    const first = this.#starts[variable] ?? 0
    for (let word = 0; word < set.length; word++) {
      let having = 0
      for (const value of values) having |= this.#rows[(first + value) * this.words + word] ?? 0
      set[word] = (set[word] ?? 0) & having
    }
  }

  /** Whether one of the set has the slot. */
  covers(set: Int32Array, slot: number): boolean {
    const row = slot * this.words
    for (let word = 0; word < set.length; word++) {
      if (((this.#rows[row + word] ?? 0) & (set[word] ?? 0)) !== 0) return true
    }
    return false
  }
}
