import type { Cost } from '../session.ts'
import type { Choices } from './choices.ts'
import type { Circuit } from './circuit.ts'
import { Valuation } from './valuation.ts'

/** Price, date, a preference and one more: what a screen asks for after each choice. */
const COSTS_MAX = 4

export interface Costing {
  readonly cost: Cost
  readonly least: Valuation
  /** Least of the costs turned round: of a sum, the highest, negated. Null for a maximum. */
  readonly most: Valuation | null
}

/** What costs were asked for lately, so that the next question about one starts from its last answer. */
export class Costs {
  readonly #circuit: Circuit
  readonly #choices: Choices
  /** Last used first. */
  readonly #kept: Costing[] = []

  constructor(circuit: Circuit, choices: Choices) {
    this.#circuit = circuit
    this.#choices = choices
  }

  touch(variable: number): void {
    for (const { least, most } of this.#kept) {
      least.touch(variable)
      most?.touch(variable)
    }
  }

  /** A cost is known again by its contents, as the caller may write over its array. */
  of(asked: Cost): Costing {
    const at = this.#kept.findIndex(({ cost }) => cost.combine === asked.combine && isSame(cost.of, asked.of))
    const [found] = at >= 0 ? this.#kept.splice(at, 1) : [this.#take(asked)]
    const costing = found ?? this.#take(asked)
    this.#kept.unshift(costing)
    this.#kept.length = Math.min(this.#kept.length, COSTS_MAX)
    return costing
  }

  #take({ of, combine }: Cost): Costing {
    const cost = { of: of.slice(), combine }
    const turned = of.map((each) => -each)
    const valuation = (each: Float64Array) =>
      new Valuation(this.#circuit, combine, (literal) => each[this.#choices.cheapestOf(literal, each)] ?? Infinity)
    return { cost, least: valuation(cost.of), most: combine === 'sum' ? valuation(turned) : null }
  }
}

function isSame(one: Float64Array, other: Float64Array): boolean {
  if (one.length !== other.length) return false
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false
  return true
}
