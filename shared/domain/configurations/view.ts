import type { CharacteristicId, Choice, Choices, ValueId } from '../catalogue/model.ts'
import type { Money } from '../money/money.ts'
import type { Localised } from '../text/localised.ts'

/** Answers what can still be chosen of one model. Pure: the same choices always give the same view. */
export interface Configurator {
  /** What is possible, missing and broken under these choices. */
  look(choices: Choices): ConfiguratorView
  /**
   * A whole valid product that keeps every given choice and otherwise prefers defaults, then earlier values. Where the given
   * choices clash they are left as they are, and a required text without a default stays open: nothing is made up.
   */
  complete(choices: Choices, by?: Preference): Choices
  /**
   * The nearest ways to have this value, best first: fewest own choices altered, then the lowest price. At most `limit`; empty
   * when no product of the model has the value.
   */
  repairs(choices: Choices, characteristicId: CharacteristicId, valueId: ValueId, limit?: number): Repair[]
  /**
   * The choices with this value, and as few of the others altered as can be. `changed` got another value, `dropped` have none
   * any more, because they no longer apply or had to give way. Null when no product of the model has the value.
   */
  repair(choices: Choices, characteristicId: CharacteristicId, valueId: ValueId): Repair | null
  /**
   * The nearest choices that some whole valid product has, for choices that clash or that the model has no more: fewest altered,
   * then the lowest price. What is open stays open. Null when there is nothing to mend, or no product at all.
   */
  mend(choices: Choices): Repair | null
}

/** What a completion looks at first: defaults and the model's order, the lowest price, or the earliest date. */
export type Preference = 'defaults' | 'price' | 'date'

export interface Repair {
  readonly choices: Choices
  readonly changed: CharacteristicId[]
  readonly dropped: CharacteristicId[]
}

export interface ConfiguratorView {
  readonly characteristics: ReadonlyMap<CharacteristicId, CharacteristicView>
  /** True when the choices are a whole valid product. */
  readonly complete: boolean
  /** Characteristics that need a choice, or a well-formed one, before the product is whole; in the model's order. */
  readonly missing: readonly CharacteristicId[]
  /** Constraints that the choices break as they stand. */
  readonly violated: readonly Reason[]
  /** Where the product can still go. Each is worked out when first read; null while the choices clash. */
  readonly outlook: Outlook
}

/** Exact over all whole valid products that keep the choices made so far. */
export interface Outlook {
  readonly price: PriceRange | null
  /** Working days until the slowest part is there, at best and at worst, without queue, assembly and transport. */
  readonly partDays: { readonly soonest: number; readonly latest: number } | null
  /**
   * Number of variants still possible; texts, pictures and numbers that no rule speaks of do not count, the others once for
   * whatever rules tell apart: a text or picture that is there, a number between two bounds. Null when unknown.
   */
  readonly variants: bigint | null
  /** Lowest total price of any completion with this value instead of the present one; null when excluded or unknown. */
  priceFrom(characteristicId: CharacteristicId, valueId: ValueId): Money | null
}

export interface PriceRange {
  readonly lowest: Money
  readonly highest: Money
  /** False when the search ran out of its budget: the true range then lies within this one. Texts count with what is typed. */
  readonly isExact: boolean
}

export interface CharacteristicView {
  /** False while it is not asked; its choice, if any, does not count then. */
  readonly applies: boolean
  /** The choice that counts. */
  readonly chosen: Choice | null
  /** Empty for texts and numbers. */
  readonly values: ReadonlyMap<ValueId, ValueState>
}

/**
 * 'open' exactly when some whole valid product has this value and treats every present choice of another characteristic as it
 * was made, or lets it lapse because that characteristic does not apply in the product. Choosing an open value therefore never
 * leads into a dead end, not even when a lapsed choice comes back with it.
 */
export type ValueState = { readonly kind: 'open' } | { readonly kind: 'chosen' } | ExcludedValue

export interface ExcludedValue {
  readonly kind: 'excluded'
  /** Constraints that together with `conflictsWith` exclude it; no one of them could be left out. Worked out when first read. */
  readonly because: Reason[]
  /** Own choices that exclude it, no one of them superfluous; empty when the value fits into no product at all. */
  readonly conflictsWith: CharacteristicId[]
}

export interface Reason {
  readonly constraintId: string
  readonly why: Localised
}
