/**
 * Solutions found so far, as one bit each in a row per slot: which of them keep some restrictions, and which slots those have, is
 * asked of 32 at a time. The first ones stay; later ones take the place of the oldest.
 */
export class Pool {
  readonly words: number
  /** Bit m of slot s: solution m has the slot. */
  readonly #rows: Int32Array
  readonly #starts: Int32Array
  /** Solutions added since `everything` was asked last. */
  readonly #since: Int32Array
  readonly #capacity: number
  #size = 0
  #kept = 0
  #next = 0

  constructor(starts: Int32Array, capacity: number) {
    this.words = capacity >> 5
    this.#capacity = this.words * 32
    this.#starts = starts
    this.#since = new Int32Array(this.words)
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
    this.#since[at >> 5] = (this.#since[at >> 5] ?? 0) | bit
    const rows = this.#rows
    const words = this.words
    for (let word = at >> 5; word < rows.length; word += words) rows[word] = (rows[word] ?? 0) & ~bit
    for (let variable = 0; variable < solution.length; variable++) {
      const word = ((this.#starts[variable] ?? 0) + (solution[variable] ?? 0)) * words + (at >> 5)
      rows[word] = (rows[word] ?? 0) | bit
    }
    return at
  }

  /** A set of all solutions. Sets made from it are good as long as `drop` takes out whom later solutions replaced. */
  everything(): Int32Array {
    this.#since.fill(0)
    const set = new Int32Array(this.words)
    for (let at = 0; at < this.#size; at++) set[at >> 5] = (set[at >> 5] ?? 0) | (1 << (at & 31))
    return set
  }

  /** Those of the set that take one of the values. */
  having(set: Int32Array, variable: number, values: readonly number[]): Int32Array {
    const first = this.#starts[variable] ?? 0
    const kept = new Int32Array(set.length)
    for (const value of values) {
      const row = (first + value) * this.words
      for (let word = 0; word < set.length; word++) kept[word] = (kept[word] ?? 0) | (this.#rows[row + word] ?? 0)
    }
    return both(kept, set)
  }

  /** Takes the places out of the set that other solutions have got since `everything` was asked. */
  dropReplaced(set: Int32Array): void {
    for (let word = 0; word < set.length; word++) set[word] = (set[word] ?? 0) & ~(this.#since[word] ?? 0)
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

/** The solutions that are in both sets; written into the first. */
export function both(one: Int32Array, other: Int32Array): Int32Array {
  for (let word = 0; word < one.length; word++) one[word] = (one[word] ?? 0) & (other[word] ?? 0)
  return one
}
