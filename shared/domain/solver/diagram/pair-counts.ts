/** How often pairs of whole numbers occur, and a number noted for some: a hash table in flat arrays, made to be counted anew often. */
export class PairCounts {
  readonly #mask: number
  readonly #first: Int32Array
  readonly #second: Int32Array
  readonly #counts: Int32Array
  readonly #notes: Int32Array

  /** Room for at most so many different pairs. */
  constructor(pairsMax: number) {
    const size = 2 ** Math.ceil(Math.log2(2 * pairsMax + 2))
    this.#mask = size - 1
    this.#first = new Int32Array(size)
    this.#second = new Int32Array(size)
    this.#counts = new Int32Array(size)
    this.#notes = new Int32Array(size)
  }

  clear(): void {
    this.#counts.fill(0)
    this.#notes.fill(-1)
  }

  /** Counts a pair once more and says how often it has occurred now. */
  add(first: number, second: number): number {
    const place = this.#place(first, second)
    this.#first[place] = first
    this.#second[place] = second
    const count = (this.#counts[place] ?? 0) + 1
    this.#counts[place] = count
    return count
  }

  countOf(first: number, second: number): number {
    return this.#counts[this.#place(first, second)] ?? 0
  }

  /** What was noted for a pair that occurs; `fresh` is noted if nothing was. */
  note(first: number, second: number, fresh: number): number {
    const place = this.#place(first, second)
    const known = this.#notes[place] ?? -1
    if (known >= 0) return known
    this.#notes[place] = fresh
    return fresh
  }

  #place(first: number, second: number): number {
    let place = (Math.imul(first, 0x9e3779b1) ^ Math.imul(second + 1, 0x85ebca6b)) >>> 7
    for (place &= this.#mask; this.#counts[place] !== 0; place = (place + 1) & this.#mask) {
      if (this.#first[place] === first && this.#second[place] === second) break
    }
    return place
  }
}
