import type { CharacteristicId, Choice, Choices } from '../catalogue/model.ts'
import type { Cost } from '../solver/session.ts'
import { lettersOf } from './letters-of.ts'
import { materialMinor } from './material.ts'
import type { When } from './problem/draft.ts'
import type { Measure, MeasureRule } from './problem/measures.ts'
import type { ModelProblem } from './problem-of.ts'

/** A price or time as a cost of slots, and what comes on top of it in every product. */
export interface Total {
  readonly cost: Cost
  readonly fixed: number
}

/** What every product costs besides the base price: at least and at most, where a number is not chosen yet. Minor units. */
export interface PriceTotals {
  readonly lowest: Total
  readonly highest: Total
  /** False where not every number could be looked at. */
  readonly isExact: boolean
}

/** Costs of one model's problem. What is typed changes little and rarely, so the last totals are kept. */
export class Costs {
  readonly #written: ModelProblem
  readonly #measured: readonly CharacteristicId[]
  #typed: readonly (Choice | undefined)[] | null = null
  #totals: PriceTotals | null = null
  #days: Total | null = null
  /** Nothing costs anything; one object, for solvers keep what they work out by it. */
  readonly free: Cost

  constructor(written: ModelProblem) {
    this.#written = written
    this.free = this.#emptyTotal('sum').cost
    this.#measured = [...new Set(written.charges.measures.map(({ of }) => of))]
  }

  /** Prices under choices that fit their characteristics. */
  prices(wellFormed: Choices): PriceTotals {
    const typed = this.#measured.map((id) => wellFormed[id])
    const isSame = this.#typed !== null && this.#typed.every((choice, at) => choice === typed[at])
    if (this.#totals !== null && isSame) return this.#totals
    this.#typed = typed
    this.#totals = this.#measured.length === 0 ? this.#same() : this.#withTyped(wellFormed)
    return this.#totals
  }

  /** Working days until the slowest part is there; the largest cost counts. */
  days(): Total {
    if (this.#days !== null) return this.#days
    const total = this.#emptyTotal('max')
    for (const { when, amount } of this.#written.charges.days) {
      charge(this.#written, total, when, (before) => Math.max(before, amount))
    }
    return (this.#days = total)
  }

  #same(): PriceTotals {
    const total = this.#emptyTotal('sum')
    for (const { when, amount } of this.#written.charges.prices) {
      charge(this.#written, total, when, (before) => before + amount)
    }
    return { lowest: total, highest: total, isExact: true }
  }

  #withTyped(wellFormed: Choices): PriceTotals {
    const [lowest, highest] = [this.#same().lowest, this.#same().highest]
    for (const measure of this.#written.charges.measures) {
      const [least, most] = measured(measure, wellFormed[measure.of])
      charge(this.#written, lowest, measure.when, (before) => before + least)
      charge(this.#written, highest, measure.when, (before) => before + most)
    }
    const isExact = this.#written.charges.measures.every(
      ({ of, range }) => of in wellFormed || range?.isExact !== false,
    )
    return { lowest, highest, isExact }
  }

  #emptyTotal(combine: Cost['combine']): { cost: Cost; fixed: number } {
    return { cost: { of: new Float64Array(this.#written.starts.at(-1) ?? 0), combine }, fixed: 0 }
  }
}

function charge(
  { starts }: ModelProblem,
  total: { cost: Cost; fixed: number },
  when: When,
  changed: (before: number) => number,
): void {
  if (when === 'never') return
  if (when === 'always') {
    total.fixed = changed(total.fixed)
    return
  }
  for (const value of when.values) {
    const slot = (starts[when.variable] ?? 0) + value
    total.cost.of[slot] = changed(total.cost.of[slot] ?? 0)
  }
}

/** Least and most of a price by what is typed; both the same once it is. */
function measured({ rules, range }: Measure, choice: Choice | undefined): [number, number] {
  const isTyped = range === null || (typeof choice === 'number' && choice >= range.from && choice <= range.to)
  const all = (isTyped ? [choice] : range.points).map((each) => sumOf(rules, each))
  if (!isTyped && range.mayBeLeftOut) all.push(0)
  return [all.reduce((low, each) => Math.min(low, each)), all.reduce((high, each) => Math.max(high, each))]
}

const sumOf = (rules: readonly MeasureRule[], choice: Choice | undefined): number =>
  rules.reduce((sum, rule) => {
    if (rule.kind === 'per-letter') return sum + rule.addMinor * lettersOf(choice)
    return sum + (typeof choice === 'number' ? materialMinor(rule, choice) : 0)
  }, 0)
