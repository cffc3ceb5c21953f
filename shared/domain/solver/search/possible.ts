import { both } from './pool.ts'
import type { Restrictions } from './restrictions.ts'
import type { Searcher } from './searcher.ts'

/**
 * Which slots are possible: known solutions that keep the restrictions show most, unit propagation rules out most of the others,
 * and the few left are searched one by one, each time wishing for all that is still open (Janota, SAT solving in interactive
 * configuration, 2010; the witnesses as in iterative backbone computation).
 */
export class Possible {
  readonly #searcher: Searcher
  readonly #restrictions: Restrictions
  readonly #shown: Uint8Array
  /** Slots known to be impossible; restricting further leaves them so. */
  readonly #ruledOut: Uint8Array

  constructor(searcher: Searcher, restrictions: Restrictions) {
    this.#searcher = searcher
    this.#restrictions = restrictions
    this.#shown = new Uint8Array(searcher.slots.literals.length)
    this.#ruledOut = new Uint8Array(this.#shown.length)
  }

  /** Call before a restriction changes. What a variable could be altered to does not depend on its own restriction. */
  beforeChange(variable: number, values: readonly number[] | null): void {
    const before = this.#restrictions.valuesOf(variable)
    const isTighter = values !== null && (before === undefined || values.every((value) => before.includes(value)))
    if (isTighter) return
    const { starts } = this.#searcher.slots
    this.#ruledOut.fill(0, 0, starts[variable])
    this.#ruledOut.fill(0, starts[variable + 1])
  }

  forget(): void {
    this.#ruledOut.fill(0)
  }

  isPossible(): boolean {
    const known = this.#narrowed().at(-1) ?? new Int32Array()
    return known.some((word) => word !== 0) || this.#searcher.find(this.#restrictions.literals()) !== false
  }

  slots(): Uint8Array {
    const { pool } = this.#searcher
    const restricted = this.#restrictions.variables
    const everything = pool.everything()
    const narrowed = this.#narrowed(everything)
    this.#settle(-1, narrowed.at(-1) ?? everything, this.#slotsWithin())
    // Later ones first: they share the longest beginning of their assumptions with what was just asked.
    let later = everything
    for (let at = restricted.length - 1; at >= 0; at--) {
      const variable = restricted[at] ?? 0
      const known = both(later.slice(), narrowed[at] ?? everything)
      pool.dropReplaced(known)
      this.#settle(variable, known, this.#slotsBeyond(variable))
      later = pool.having(later, variable, this.#restrictions.valuesOf(variable) ?? [])
    }
    return this.#shown
  }

  /** Known solutions that keep the first restriction, the first two, and so on; before all of them, everything. */
  #narrowed(everything = this.#searcher.pool.everything()): Int32Array[] {
    const { pool } = this.#searcher
    const sets = [everything]
    for (const variable of this.#restrictions.variables) {
      sets.push(pool.having(sets.at(-1) ?? everything, variable, this.#restrictions.valuesOf(variable) ?? []))
    }
    return sets
  }

  /** Slots that keep the restriction of their own variable. */
  #slotsWithin(): number[] {
    const { starts } = this.#searcher.slots
    const slots: number[] = []
    this.#searcher.problem.variables.forEach(({ values }, variable) => {
      const first = starts[variable] ?? 0
      const restricted = this.#restrictions.valuesOf(variable)
      if (restricted !== undefined) for (const value of restricted) slots.push(first + value)
      else for (let value = 0; value < values.length; value++) slots.push(first + value)
    })
    return slots
  }

  #slotsBeyond(variable: number): number[] {
    const { starts } = this.#searcher.slots
    const first = starts[variable] ?? 0
    const within = this.#restrictions.valuesOf(variable) ?? []
    return Array.from({ length: this.#searcher.slots.size(variable) }, (_, value) => value)
      .filter((value) => !within.includes(value))
      .map((value) => first + value)
  }

  /** Settles slots under all restrictions but that of one variable; `known` are solutions that keep those. */
  #settle(but: number, known: Int32Array, slots: readonly number[]): void {
    const { sat, pool, slots: all } = this.#searcher
    let open = slots.filter((slot) => {
      const isShown = this.#ruledOut[slot] === 0 && pool.covers(known, slot)
      this.#shown[slot] = isShown ? 1 : 0
      return !isShown && this.#ruledOut[slot] === 0
    })
    if (open.length === 0) return
    const assumptions = this.#restrictions.literals(but)
    const literal = (slot: number) => all.literals[slot] ?? 0
    const isFeasible = sat.assume(assumptions)
    while (open.length > 0) {
      open = open.filter((slot) => {
        const isOut = !isFeasible || sat.isExcluded(literal(slot), assumptions.length)
        if (isOut) this.#ruledOut[slot] = 1
        return !isOut
      })
      const [first, ...rest] = open
      if (first === undefined) return
      if (this.#searcher.find([...assumptions, literal(first)], { wishes: rest.map(literal) }) === false) {
        this.#ruledOut[first] = 1
        open = rest
      } else {
        for (const slot of open) this.#shown[slot] = sat.value(literal(slot)) === 1 ? 1 : 0
        open = open.filter((slot) => this.#shown[slot] === 0)
      }
    }
  }
}
