import { Interner } from './ints.ts'

/** No value at all. */
export const EMPTY = 0

const AND = 0
const OR = 1
const WITHOUT = 2

const CACHE_SIZE = 1 << 13

/** Sets of value indexes as bits, each kept once: equal sets have equal ids, whatever variable they belong to. */
export class ValueSets {
  readonly #interner = new Interner()
  #scratch = new Int32Array(16)
  // Operands and result of recent operations; the same few domains meet again and again.
  readonly #cache = new Int32Array(CACHE_SIZE * 3).fill(-1)

  constructor() {
    this.#interner.intern(this.#scratch, 0, 0)
  }

  of(values: Iterable<number>): number {
    let words = 0
    for (const value of values) {
      const word = value >>> 5
      this.#clearUpTo(word, words)
      words = Math.max(words, word + 1)
      this.#scratch[word] = (this.#scratch[word] ?? 0) | (1 << (value & 31))
    }
    return this.#intern(words)
  }

  /** All of the first `size` values. */
  full(size: number): number {
    const words = (size + 31) >>> 5
    this.#clearUpTo(words, words)
    this.#scratch.fill(-1, 0, words)
    if ((size & 31) !== 0) this.#scratch[words - 1] = (1 << (size & 31)) - 1
    return this.#intern(words)
  }

  and(a: number, b: number): number {
    return a === b ? a : this.#combine(AND, a, b)
  }

  or(a: number, b: number): number {
    if (a === b || b === EMPTY) return a
    return a === EMPTY ? b : this.#combine(OR, a, b)
  }

  /** The values of `a` that are not in `b`. */
  without(a: number, b: number): number {
    return b === EMPTY ? a : this.#combine(WITHOUT, a, b)
  }

  #combine(operation: number, a: number, b: number): number {
    const first = a * 3 + operation
    const at = ((Math.imul(first, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 19) * 3
    const cache = this.#cache
    if (cache[at] === first && cache[at + 1] === b) return cache[at + 2] ?? 0
    const start = this.#interner.start.items
    const items = this.#interner.items.items
    const fromA = start[a] ?? 0
    const fromB = start[b] ?? 0
    const wordsA = (start[a + 1] ?? 0) - fromA
    const wordsB = (start[b + 1] ?? 0) - fromB
    const words = operation === AND ? Math.min(wordsA, wordsB) : Math.max(wordsA, wordsB)
    this.#clearUpTo(words, words)
    for (let word = 0; word < words; word++) {
      const own = word < wordsA ? (items[fromA + word] ?? 0) : 0
      const other = word < wordsB ? (items[fromB + word] ?? 0) : 0
      this.#scratch[word] = operation === AND ? own & other : operation === OR ? own | other : own & ~other
    }
    cache[at] = first
    cache[at + 1] = b
    return (cache[at + 2] = this.#intern(words))
  }

  count(set: number): number {
    const { start, items } = this.#interner
    let count = 0
    for (let at = start.at(set); at < start.at(set + 1); at++) count += bitsIn(items.at(at))
    return count
  }

  /** Its values, ascending. */
  values(set: number): number[] {
    const { start, items } = this.#interner
    const values: number[] = []
    const from = start.at(set)
    for (let at = from; at < start.at(set + 1); at++) {
      for (let bits = items.at(at); bits !== 0; bits &= bits - 1) {
        values.push((at - from) * 32 + 31 - Math.clz32(bits & -bits))
      }
    }
    return values
  }

  #clearUpTo(word: number, from: number): void {
    if (word >= this.#scratch.length) {
      const grown = new Int32Array(word * 2)
      grown.set(this.#scratch)
      this.#scratch = grown
    }
    if (word >= from) this.#scratch.fill(0, from, word + 1)
  }

  #intern(words: number): number {
    let used = words
    while (used > 0 && this.#scratch[used - 1] === 0) used--
    return this.#interner.intern(this.#scratch, 0, used)
  }
}

function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
