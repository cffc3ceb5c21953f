import type { Bounds, Cost, Remedy, RepairWish, Session } from '../session.ts'
import { Choices } from './choices.ts'
import type { Circuit } from './circuit.ts'
import { Conflicts } from './conflicts.ts'
import { Costs } from './costs.ts'
import { Counter } from './count.ts'
import type { FreshState } from './fresh-state.ts'
import { LowestWith } from './lowest-with.ts'
import { Reach } from './reach.ts'
import { Repairs } from './repairs.ts'
import { descend } from './solution.ts'

/**
 * A conversation with a diagram. What is possible is kept up to date with every choice; everything else is worked out when asked
 * for, starting from its last answer.
 */
export class DiagramSession implements Session {
  readonly #circuit: Circuit
  readonly #choices: Choices
  readonly #reach: Reach
  readonly #costs: Costs
  #isSettled = true
  #counter: Counter | null = null
  #lowestWith: LowestWith | null = null
  #conflicts: Conflicts | null = null
  #repairs: Repairs | null = null

  constructor(circuit: Circuit, fresh: FreshState) {
    this.#circuit = circuit
    this.#choices = new Choices(circuit)
    this.#reach = new Reach(circuit, fresh)
    this.#costs = new Costs(circuit, this.#choices)
  }

  restrict(variable: number, values: readonly number[] | null): void {
    this.#choices.restrict(variable, values)
    this.#isSettled = false
    const end = this.#circuit.literalStart[variable + 1] ?? 0
    for (let literal = this.#circuit.literalStart[variable] ?? 0; literal < end; literal++) {
      this.#reach.setLiteral(literal, this.#choices.admits(literal))
    }
    this.#touch(variable)
  }

  clear(): void {
    for (let variable = 0; variable < this.#choices.stamps.length; variable++) {
      if (this.#choices.isRestricted(variable)) this.#touch(variable)
    }
    this.#choices.clear()
    this.#reach.reset()
    this.#isSettled = true
  }

  isPossible(): boolean {
    this.#settle()
    return this.#reach.holds
  }

  possible(): Uint8Array {
    this.#settle()
    return this.#reach.possible
  }

  count(): bigint {
    this.#settle()
    this.#counter ??= new Counter(this.#circuit, this.#choices, this.#reach)
    return this.#counter.count()
  }

  bounds(cost: Cost): Bounds | null {
    if (!this.isPossible()) return null
    const { least, most } = this.#costs.of(cost)
    least.refresh()
    most?.refresh()
    // Turned round twice; adding zero makes a negative zero a plain one.
    const highest = most === null ? this.#dearestSlot(cost.of) : 0 - most.atRoot
    return { lowest: least.atRoot, highest, isExact: true }
  }

  lowestWith(cost: Cost): Float64Array {
    this.#settle()
    const costing = this.#costs.of(cost)
    costing.least.refresh()
    this.#lowestWith ??= new LowestWith(this.#circuit, this.#reach)
    return this.#lowestWith.sweep(costing)
  }

  best(asked: Cost): Int32Array | null {
    if (!this.isPossible()) return null
    const { cost, least } = this.#costs.of(asked)
    least.refresh()
    return descend(this.#circuit, {
      compare: (gate, other) => (least.values[gate] ?? 0) - (least.values[other] ?? 0),
      slotOf: (literal) => this.#choices.cheapestOf(literal, cost.of),
    })
  }

  conflict(variable: number, value: number): readonly number[] | null {
    const slot = this.#slotOf(variable, value)
    this.#conflicts ??= new Conflicts(this.#circuit, this.#choices)
    return this.#conflicts.find(variable, slot)
  }

  repairs(variable: number, value: number, wish: RepairWish): readonly Remedy[] {
    const slot = this.#slotOf(variable, value)
    this.#repairs ??= new Repairs(this.#circuit, this.#choices)
    return this.#repairs.find(variable, slot, wish)
  }

  #settle(): void {
    if (!this.#isSettled) this.#reach.settle()
    this.#isSettled = true
  }

  #touch(variable: number): void {
    this.#costs.touch(variable)
    this.#counter?.touch(variable)
    this.#conflicts?.touch(variable)
    this.#repairs?.touch(variable)
  }

  /** A value that is possible and allowed is in some solution, so the dearest of them is the highest maximum. */
  #dearestSlot(cost: Float64Array): number {
    let dearest = -Infinity
    for (let slot = 0; slot < cost.length; slot++) {
      if (this.#reach.possible[slot] !== 1 || this.#choices.allowed[slot] !== 1) continue
      dearest = Math.max(dearest, cost[slot] ?? 0)
    }
    return dearest
  }

  #slotOf(variable: number, value: number): number {
    const { starts } = this.#circuit
    const slot = (starts[variable] ?? NaN) + value
    if (!(value >= 0 && slot < (starts[variable + 1] ?? NaN)))
      throw new RangeError(`no value ${value} of variable ${variable}`)
    return slot
  }
}
