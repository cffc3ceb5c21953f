import type { Currency } from '@dangol/domain/money/money.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'

/** What publishing has to know of a model. With errors it is refused, and nothing else was looked at. */
export interface ModelReport {
  readonly errors: readonly ModelFault[]
  readonly findings: readonly Finding[]
  readonly figures: Figures | null
}

/** Why a model cannot be published. */
export interface ModelFault {
  /** The rule, characteristic or section it is about. */
  readonly name: string
  readonly sentence: string
  /** Rules that contradict each other, none of them superfluous. */
  readonly rules: readonly string[]
}

/** Something that does not stop a model, and that nobody wants. */
export interface Finding {
  readonly kind: FindingKind
  /** `characteristic=value`, else the id of the rule or characteristic; with the row, where it is one of a table. */
  readonly name: string
  readonly title: Localised
  /** Rules at fault; for a redundant rule those that say the same. `only if` conditions are called `applies:ID`. */
  readonly rules: readonly string[]
}

export type FindingKind =
  /** No product has the value. */
  | 'dead-value'
  /** Its `only if` never holds. */
  | 'never-applies'
  /** Of several values only this one can ever be chosen. */
  | 'forced-value'
  /** It excludes nothing that the other rules allow. */
  | 'redundant-rule'
  | 'unreachable-price'
  | 'unreachable-lead-time'
  | 'unreachable-component'
  /** The defaults together are no valid product; this is the first that has to give way. */
  | 'clashing-default'
  /** Every product needs a choice of it, and there is no default. */
  | 'no-default'
  /** Some of it did not compile and is searched: right, but slower, and without counts. */
  | 'slower'

export interface Figures {
  readonly characteristics: number
  readonly values: number
  readonly rules: number
  /** Exact number of variants; texts, pictures and numbers that no rule speaks of do not count. Null where it is not known. */
  readonly variants: bigint | null
  readonly currency: Currency
  /** Prices of any product without what is typed, in minor units. */
  readonly lowestMinor: number
  readonly highestMinor: number
  /** False where the search ran out of its budget, or a number has too many steps to price each: the true prices lie within. */
  readonly isPriceExact: boolean
  /** Working days until the slowest part is there, at best and at worst. */
  readonly soonestDays: number
  readonly latestDays: number
  readonly engine: 'diagram' | 'search' | 'mixed'
  /** Work units of the compilation, the same on every machine. */
  readonly steps: number
  readonly nodes: number
  /** What a kiosk loads, as it is and compressed by gzip. */
  readonly artefactBytes: number
  readonly compressedBytes: number
  /** False where the model was too large to look for redundant rules. */
  readonly sawRedundancy: boolean
}
