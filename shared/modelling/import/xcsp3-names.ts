import { ImportFault } from './imported.ts'
import type { XcspBuilder } from './xcsp-builder.ts'

/** Places of one array; more are no shop's model. */
const PLACES_MAX = 1_000_000

/** Variables of XCSP3 arrays, by names like `x[2][0]`, and what lists call several at once: `x[]`, `x[1..3][0]`. */
export class ArrayNames {
  readonly #sizes = new Map<string, readonly number[]>()
  readonly #builder: XcspBuilder

  constructor(builder: XcspBuilder) {
    this.#builder = builder
  }

  /** Declares an array; `size` is like `[3][4]`. Names of its places, in order. */
  declare(id: string, size: string, line: number): string[] {
    const sizes = [...size.matchAll(/\[(\d+)\]/g)].map(([, digits]) => Number(digits))
    if (sizes.length === 0) throw new ImportFault('malformed', line, `the size of '${id}' is like [3] or [3][4]`)
    if (sizes.reduce((product, each) => product * each, 1) > PLACES_MAX) {
      throw new ImportFault('too-large', line, `array '${id}' has more than ${PLACES_MAX} places`)
    }
    this.#sizes.set(id, sizes)
    return this.places(`${id}${'[]'.repeat(sizes.length)}`, line)
  }

  /** All places that a word names, variables or not; a plain word names itself. */
  places(word: string, line: number): string[] {
    const [, id, brackets] = /^([^[\]]+)((?:\[[\d.]*\])+)$/.exec(word) ?? []
    if (id === undefined || brackets === undefined) return [word]
    const sizes = this.#sizes.get(id)
    const indexes = [...brackets.matchAll(/\[([\d.]*)\]/g)].map(([, text]) => text ?? '')
    if (sizes?.length !== indexes.length)
      throw new ImportFault('malformed', line, `'${word}' names no array of this file`)
    let names = [id]
    for (const [dimension, index] of indexes.entries()) {
      const [from = 0, to = from] = index === '' ? [0, (sizes[dimension] ?? 0) - 1] : index.split('..').map(Number)
      const range = Array.from({ length: to - from + 1 }, (_, at) => from + at)
      names = names.flatMap((name) => range.map((at) => `${name}[${at}]`))
    }
    return names
  }

  /** Variables that a list names: single ones must exist, places of an array without a domain are passed over. */
  variables(list: readonly string[], line: number): string[] {
    return list.flatMap((word) => {
      const places = this.places(word, line)
      return places.length === 1 ? places : places.filter((name) => this.#builder.has(name))
    })
  }
}
