/** Why a compiled model is not read. */
export type ArtefactFault = 'not-a-compiled-model' | 'other-version' | 'damaged'

/** A compiled model that is not as it was written; nothing of it is used. */
export class ArtefactError extends Error {
  readonly code: ArtefactFault

  constructor(code: ArtefactFault, message: string) {
    super(message)
    this.code = code
  }
}

export function damaged(what: string): never {
  throw new ArtefactError('damaged', what)
}

/** One kind of whole numbers, 0 to 2^31 - 1, in as few bytes as each needs. Alike numbers stand together, which packs well. */
export class ColumnWriter {
  #bytes = new Uint8Array(256)
  #length = 0

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  write(number: number): void {
    if (this.#length + 5 > this.#bytes.length) {
      const more = new Uint8Array(this.#bytes.length * 2)
      more.set(this.#bytes)
      this.#bytes = more
    }
    let rest = number
    for (; rest > 127; rest >>>= 7) this.#bytes[this.#length++] = (rest & 127) | 128
    this.#bytes[this.#length++] = rest
  }

  writeSigned(number: number): void {
    this.write(number < 0 ? -2 * number - 1 : 2 * number)
  }
}

/** Reads a column again, number by number. */
export class ColumnReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** No number takes less than a byte, so no more than this many are left. */
  get left(): number {
    return this.#bytes.length - this.#at
  }

  read(): number {
    let number = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#bytes[this.#at++] ?? damaged('a column ends early')
      number += (byte & 127) * 2 ** shift
      if (byte < 128) return number < 2 ** 31 ? number : damaged('a number is too large')
    }
    return damaged('a number is too long')
  }

  readSigned(): number {
    const number = this.read()
    return number % 2 === 1 ? -(number + 1) / 2 : number / 2
  }

  /** So many numbers; refuses more than can be there before making room for them. */
  readMany(count: number, read: () => number = () => this.read()): Int32Array {
    if (count > this.left) damaged('a column is too short')
    const numbers = new Int32Array(count)
    for (let at = 0; at < count; at++) numbers[at] = read()
    return numbers
  }
}

/**
 * 64 bits that change with every byte: finds damage, not forgery. Each half is FNV-1a, once in the order of the bytes and once
 * mixed with their places; a single altered byte always changes it.
 */
export function fingerprint(bytes: Uint8Array): readonly [number, number] {
  let one = 0x811c9dc5
  let other = 0x9747b28c
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    one = Math.imul(one ^ byte, 0x01000193)
    other = Math.imul(other ^ (byte + (at << 8)), 0x85ebca6b)
    other ^= other >>> 15
  }
  return [one >>> 0, other >>> 0]
}
