/** A list of whole numbers that grows; reads go straight to `items`, which is replaced when it grows. */
export class Ints {
  items: Int32Array
  length = 0

  constructor(capacity = 64) {
    this.items = new Int32Array(capacity)
  }

  push(item: number): void {
    if (this.length === this.items.length) this.reserve(1)
    this.items[this.length++] = item
  }

  /** Makes room for `more` items beyond the present length. */
  reserve(more: number): void {
    if (this.length + more <= this.items.length) return
    const grown = new Int32Array(Math.max(this.items.length * 2, this.length + more))
    grown.set(this.items)
    this.items = grown
  }

  at(index: number): number {
    return this.items[index] ?? 0
  }

  /** Adds to an item and gives what it was before. */
  add(index: number, more: number): number {
    const before = this.items[index] ?? 0
    this.items[index] = before + more
    return before
  }

  pop(): number {
    return this.items[--this.length] ?? 0
  }

  toArray(): Int32Array {
    return this.items.slice(0, this.length)
  }
}

/**
 * Gives equal sequences of whole numbers the same id, 0 for the first one. This one table does all the sharing of the compiler:
 * value sets, diagrams of rules, search contexts, and the nodes and products that come out (hash-consing).
 */
export class Interner {
  /** Sequence i is items[start[i]] up to, without, items[start[i + 1]]. */
  readonly start = new Ints()
  readonly items = new Ints(256)
  #slots = new Int32Array(64).fill(-1)
  readonly #hashes = new Ints()

  constructor() {
    this.start.push(0)
  }

  get size(): number {
    return this.#hashes.length
  }

  /** The id of buffer[from] up to, without, buffer[to]. */
  intern(buffer: Int32Array, from: number, to: number): number {
    const hash = hashOf(buffer, from, to)
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (;;) {
      const id = this.#slots[slot] ?? -1
      if (id < 0) return this.#add(buffer, from, to, hash, slot)
      if (this.#hashes.at(id) === hash && this.#equals(id, buffer, from, to)) return id
      slot = (slot + 1) & mask
    }
  }

  #equals(id: number, buffer: Int32Array, from: number, to: number): boolean {
    const start = this.start.at(id)
    if (this.start.at(id + 1) - start !== to - from) return false
    const items = this.items.items
    for (let at = from, own = start; at < to; at++, own++) if (items[own] !== buffer[at]) return false
    return true
  }

  #add(buffer: Int32Array, from: number, to: number, hash: number, slot: number): number {
    const id = this.#hashes.length
    this.#hashes.push(hash)
    this.items.reserve(to - from)
    this.items.items.set(buffer.subarray(from, to), this.items.length)
    this.items.length += to - from
    this.start.push(this.items.length)
    this.#slots[slot] = id
    if (id * 2 > this.#slots.length) this.#rehash()
    return id
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 4).fill(-1)
    const mask = slots.length - 1
    for (let id = 0; id < this.#hashes.length; id++) {
      let slot = this.#hashes.at(id) & mask
      while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask
      slots[slot] = id
    }
    this.#slots = slots
  }
}

/** Murmur3's mixing: neighbouring ids must not land in neighbouring slots. */
function hashOf(buffer: Int32Array, from: number, to: number): number {
  let hash = to - from
  for (let at = from; at < to; at++) {
    const mixed = Math.imul(buffer[at] ?? 0, 0xcc9e2d51)
    hash ^= Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593)
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) & 0x7fffffff
}
