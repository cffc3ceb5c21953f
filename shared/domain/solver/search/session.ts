import type { Bounds, Cost, Remedy, RepairWish, Session } from '../session.ts'
import { irreducible } from './conflict.ts'
import { Possible } from './possible.ts'
import { cheapest, costBounds, lowestWithEach } from './prices.ts'
import { remedies } from './remedies.ts'
import { Restrictions } from './restrictions.ts'
import type { Searcher } from './searcher.ts'

/** A conversation answered by search. */
export class SearchSession implements Session {
  readonly #searcher: Searcher
  readonly #restrictions: Restrictions
  readonly #possible: Possible

  constructor(searcher: Searcher) {
    this.#searcher = searcher
    this.#restrictions = new Restrictions(searcher.slots)
    this.#possible = new Possible(searcher, this.#restrictions)
  }

  restrict(variable: number, values: readonly number[] | null): void {
    this.#possible.beforeChange(variable, values)
    this.#restrictions.set(variable, values)
  }

  clear(): void {
    this.#possible.forget()
    this.#restrictions.clear()
  }

  isPossible(): boolean {
    return this.#possible.isPossible()
  }

  possible(): Uint8Array {
    return this.#possible.slots()
  }

  count(): null {
    return null
  }

  bounds(cost: Cost): Bounds | null {
    return costBounds(this.#searcher, this.#restrictions.literals(), cost)
  }

  lowestWith(cost: Cost): Float64Array | null {
    return lowestWithEach(this.#searcher, (variable) => this.#restrictions.literals(variable), cost)
  }

  best(cost: Cost): Int32Array | null {
    return cheapest(this.#searcher, this.#restrictions.literals(), cost)?.solution ?? null
  }

  conflict(variable: number, value: number): readonly number[] | null {
    const slot = this.#searcher.slots.literal(variable, value)
    const others = this.#restrictions.variables.filter((each) => each !== variable)
    // Earlier choices are tried first to be left out, so the blame falls on later ones; they are named first.
    return irreducible(others, (kept) => this.#contradiction(kept, slot))?.toReversed() ?? null
  }

  repairs(variable: number, value: number, wish: RepairWish): readonly Remedy[] {
    return remedies(this.#searcher, this.#restrictions, { variable, value }, wish)
  }

  #contradiction(kept: readonly number[], slot: number): ReadonlySet<number> | null {
    if (this.#searcher.find([...this.#restrictions.literalsOf(kept), slot]) !== false) return null
    const core = new Set(this.#searcher.sat.core)
    return new Set(
      kept.filter((variable) => this.#restrictions.literalsOf([variable]).some((literal) => core.has(literal))),
    )
  }
}
