import { Ints } from './ints.ts'

/** The graph of variables that share a rule, as rows of bits, with the number of missing links around each kept up to date. */
export class FillGraph {
  readonly #words: number
  readonly #rows: Int32Array
  readonly #degree: Int32Array
  readonly #missing: Int32Array
  readonly #isGone: Uint8Array
  readonly #left: Int32Array
  #leftCount: number
  readonly #rules: Int32Array
  /** Longest chain of eliminated variables below each. */
  readonly #height: Int32Array

  constructor(count: number, scopes: readonly ArrayLike<number>[]) {
    this.#words = (count + 31) >>> 5
    this.#rows = new Int32Array(count * this.#words)
    this.#degree = new Int32Array(count)
    this.#missing = new Int32Array(count)
    this.#isGone = new Uint8Array(count)
    this.#left = Int32Array.from({ length: count }, (_, at) => at)
    this.#leftCount = count
    this.#rules = new Int32Array(count)
    this.#height = new Int32Array(count)
    for (const scope of scopes) this.#link(scope)
    for (let variable = 0; variable < count; variable++) {
      const degree = this.#degree[variable] ?? 0
      let links = 0
      for (const other of this.#neighbours(variable)) links += this.#common(variable, other)
      this.#missing[variable] = (degree * (degree - 1) - links) / 2
    }
  }

  /** Whose turn it is; equals go by index. */
  next(): number {
    const left = this.#left
    let best = -1
    let kept = 0
    for (let at = 0; at < this.#leftCount; at++) {
      const each = left[at] ?? 0
      if (this.#isGone[each] === 1) continue
      left[kept++] = each
      if (best < 0 || this.#compare(each, best) < 0) best = each
    }
    this.#leftCount = kept
    return best
  }

  #compare(a: number, b: number): number {
    const costA = (this.#missing[a] ?? 0) + (this.#height[a] ?? 0)
    const costB = (this.#missing[b] ?? 0) + (this.#height[b] ?? 0)
    return costA - costB || (this.#rules[a] ?? 0) - (this.#rules[b] ?? 0)
  }

  /** Takes the variable out, linking its neighbours with each other, and returns them. */
  eliminate(variable: number): Int32Array {
    const around = this.#neighbours(variable)
    for (let a = 0; a < around.length; a++) {
      for (let b = 0; b < a; b++) this.#addLink(around[a] ?? 0, around[b] ?? 0)
    }
    this.#isGone[variable] = 1
    const height = (this.#height[variable] ?? 0) + 1
    for (const other of around) {
      this.#height[other] = Math.max(this.#height[other] ?? 0, height)
      // Everyone around is linked with everyone else by now: what lacks a link to the leaver are the outsiders.
      const outsiders = (this.#degree[other] ?? 0) - 1 - (around.length - 1)
      this.#missing[other] = (this.#missing[other] ?? 0) - outsiders
      this.#degree[other] = (this.#degree[other] ?? 0) - 1
      const word = other * this.#words + (variable >>> 5)
      this.#rows[word] = (this.#rows[word] ?? 0) & ~(1 << (variable & 31))
    }
    return around
  }

  #addLink(a: number, b: number): void {
    if (this.#isLinked(a, b)) return
    let shared = 0
    for (let word = 0; word < this.#words; word++) {
      let bits = (this.#rows[a * this.#words + word] ?? 0) & (this.#rows[b * this.#words + word] ?? 0)
      for (; bits !== 0; bits &= bits - 1) {
        const other = word * 32 + 31 - Math.clz32(bits & -bits)
        this.#missing[other] = (this.#missing[other] ?? 0) - 1
        shared++
      }
    }
    this.#missing[a] = (this.#missing[a] ?? 0) + (this.#degree[a] ?? 0) - shared
    this.#missing[b] = (this.#missing[b] ?? 0) + (this.#degree[b] ?? 0) - shared
    this.#setLink(a, b)
  }

  #link(scope: ArrayLike<number>): void {
    for (let a = 0; a < scope.length; a++) {
      const variable = scope[a] ?? 0
      this.#rules[variable] = (this.#rules[variable] ?? 0) + 1
      for (let b = 0; b < a; b++) this.#setLink(variable, scope[b] ?? 0)
    }
  }

  #isLinked(a: number, b: number): boolean {
    return ((this.#rows[a * this.#words + (b >>> 5)] ?? 0) & (1 << (b & 31))) !== 0
  }

  #setLink(a: number, b: number): void {
    if (this.#isLinked(a, b)) return
    const [wordA, wordB] = [a * this.#words + (b >>> 5), b * this.#words + (a >>> 5)]
    this.#rows[wordA] = (this.#rows[wordA] ?? 0) | (1 << (b & 31))
    this.#rows[wordB] = (this.#rows[wordB] ?? 0) | (1 << (a & 31))
    this.#degree[a] = (this.#degree[a] ?? 0) + 1
    this.#degree[b] = (this.#degree[b] ?? 0) + 1
  }

  #neighbours(variable: number): Int32Array {
    const found = new Ints(this.#degree[variable] ?? 0)
    for (let word = 0; word < this.#words; word++) {
      let bits = this.#rows[variable * this.#words + word] ?? 0
      for (; bits !== 0; bits &= bits - 1) found.push(word * 32 + 31 - Math.clz32(bits & -bits))
    }
    return found.toArray()
  }

  #common(a: number, b: number): number {
    let common = 0
    for (let word = 0; word < this.#words; word++) {
      let bits = (this.#rows[a * this.#words + word] ?? 0) & (this.#rows[b * this.#words + word] ?? 0)
      for (; bits !== 0; bits &= bits - 1) common++
    }
    return common
  }
}
