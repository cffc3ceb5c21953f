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

/**
 * One kind of whole numbers, 0 to 2^31 - 1: how many bytes each takes, then the lowest byte of all, the next of all, and so on.
 * Alike bytes stand together, which packs well, and reading needs no more than a plain loop.
 */
export class ColumnWriter {
  readonly #numbers: number[] = []

  write(number: number): void {
    this.#numbers.push(number)
  }

  writeSigned(number: number): void {
    this.write(number < 0 ? -2 * number - 1 : 2 * number)
  }

  bytes(): Uint8Array {
    const numbers = this.#numbers
    const most = numbers.reduce((so, number) => Math.max(so, number), 0)
    const width = Math.max(1, Math.ceil((32 - Math.clz32(most)) / 8))
    const bytes = new Uint8Array(1 + width * numbers.length)
    bytes[0] = width
    for (let place = 0; place < width; place++) {
      const start = 1 + place * numbers.length
      for (let at = 0; at < numbers.length; at++) bytes[start + at] = (numbers[at] ?? 0) >>> (8 * place)
    }
    return bytes
  }
}

/** Reads a column again. Screens load cold, so everything here is a plain loop: the first pass through is nearly all there is. */
export class ColumnReader {
  readonly #numbers: Int32Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#numbers = unpack(bytes)
  }

  get left(): number {
    return this.#numbers.length - this.#at
  }

  read(): number {
    return this.#numbers[this.#at++] ?? damaged('a column ends early')
  }

  /** The next numbers, for the taker to alter. */
  take(count: number): Int32Array {
    if (count > this.left) damaged('a column is too short')
    this.#at += count
    return this.#numbers.subarray(this.#at - count, this.#at)
  }

  /** Numbers that were written as their difference from the last one, signed. */
  takeSteps(count: number): Int32Array {
    const numbers = this.take(count)
    let last = 0
    for (let at = 0; at < count; at++) {
      last += unfold(numbers[at] ?? 0)
      numbers[at] = last
    }
    return numbers
  }
}

/** The signed number that `writeSigned` wrote. */
export const unfold = (number: number): number => (number >>> 1) ^ -(number & 1)

function unpack(bytes: Uint8Array): Int32Array {
  const width = bytes[0] ?? damaged('a column is missing')
  const count = (bytes.length - 1) / width
  if (width < 1 || width > 4 || count % 1 !== 0) damaged('a column is cut off')
  const numbers = new Int32Array(bytes.subarray(1, 1 + count))
  for (let place = 1; place < width; place++) {
    const start = 1 + place * count
    const shift = 8 * place
    for (let at = 0; at < count; at++) numbers[at] = (numbers[at] ?? 0) | ((bytes[start + at] ?? 0) << shift)
  }
  if (width === 4) for (let at = 0; at < count; at++) if ((numbers[at] ?? 0) < 0) damaged('a number is too large')
  return numbers
}

/**
 * 64 bits that change with every byte: finds damage, not forgery. Either half mixes in four bytes at a time by steps that can be
 * turned back, so a change within four bytes always shows.
 */
export function fingerprint(bytes: Uint8Array): readonly [number, number] {
  const words = wordsOf(bytes)
  let one = bytes.length ^ 0x811c9dc5
  let other = 0x9747b28c
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? 0
    one = Math.imul(one ^ word, 0x01000193)
    one ^= one >>> 13
    other = Math.imul(other ^ (word + 4 * at), 0x85ebca6b)
    other ^= other >>> 15
  }
  return [one >>> 0, other >>> 0]
}

/** Four bytes at a time, the lowest first, as every machine that runs a browser today has them; nought after the last. */
function wordsOf(bytes: Uint8Array): Int32Array {
  const padded = new Uint8Array((bytes.length + 3) & ~3)
  padded.set(bytes)
  return new Int32Array(padded.buffer)
}
