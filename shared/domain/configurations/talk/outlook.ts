import type { CharacteristicId, Choices, ConfigModel, ValueId } from '../../catalogue/model.ts'
import { money } from '../../money/arithmetic.ts'
import type { Money } from '../../money/money.ts'
import type { Session } from '../../solver/session.ts'
import type { Costs, PriceTotals } from '../costs.ts'
import type { ModelProblem } from '../problem-of.ts'
import type { Outlook, PriceRange } from '../view.ts'

/** Where choices that clash, or a model without products, can go. */
export const NO_OUTLOOK: Outlook = { price: null, partDays: null, variants: null, priceFrom: () => null }

interface Asked {
  readonly model: ConfigModel
  readonly written: ModelProblem
  readonly costs: Costs
  /** The session under the choices that the outlook is of. */
  readonly session: () => Session
  readonly wellFormed: Choices
}

/** Answers about all that the choices can still become, each worked out when first read. */
export class LazyOutlook implements Outlook {
  readonly #asked: Asked
  #price: PriceRange | null | undefined
  #partDays: Outlook['partDays'] | undefined
  #variants: bigint | null | undefined
  #lowestWith: Float64Array | null | undefined

  constructor(asked: Asked) {
    this.#asked = asked
  }

  get price(): PriceRange | null {
    if (this.#price === undefined) this.#price = this.#priceRange()
    return this.#price
  }

  get partDays(): Outlook['partDays'] {
    if (this.#partDays === undefined) {
      const { cost, fixed } = this.#asked.costs.days()
      const bounds = this.#asked.session().bounds(cost)
      this.#partDays = bounds && {
        soonest: Math.max(fixed, bounds.lowest),
        latest: Math.max(fixed, bounds.highest),
      }
    }
    return this.#partDays
  }

  get variants(): bigint | null {
    if (this.#variants === undefined) this.#variants = this.#asked.session().count()
    return this.#variants
  }

  priceFrom(characteristicId: CharacteristicId, valueId: ValueId): Money | null {
    const { written, session } = this.#asked
    const variable = written.byId.get(characteristicId)
    const value = variable?.characteristic.kind === 'choice' ? variable.stateOf(valueId) : -1
    if (variable === undefined || value < 0) return null
    if (this.#lowestWith === undefined)
      this.#lowestWith = session().lowestWith(this.#totals.lowest.cost)?.slice() ?? null
    const lowest = this.#lowestWith?.[(written.starts[variable.at] ?? 0) + value] ?? Infinity
    return lowest === Infinity ? null : this.#money(lowest + this.#totals.lowest.fixed)
  }

  #priceRange(): PriceRange | null {
    const { lowest, highest, isExact } = this.#totals
    const low = this.#asked.session().bounds(lowest.cost)
    const high = lowest === highest ? low : this.#asked.session().bounds(highest.cost)
    if (low === null || high === null) return null
    return {
      lowest: this.#money(low.lowest + lowest.fixed),
      highest: this.#money(high.highest + highest.fixed),
      isExact: isExact && low.isExact && high.isExact,
    }
  }

  get #totals(): PriceTotals {
    return this.#asked.costs.prices(this.#asked.wellFormed)
  }

  #money(beyondBase: number): Money {
    return money(this.#asked.model.basePriceMinor + beyondBase, this.#asked.model.currency)
  }
}
