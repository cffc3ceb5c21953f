import type { FamilyId } from '../ids/ids.ts'
import type { Currency } from '../money/money.ts'
import type { Localised } from '../text/localised.ts'

export type CharacteristicId = string
export type ValueId = string

/** One version of one configurable family, immutable once published. Its choices are the only things that vary. */
export interface ConfigModel {
  readonly id: FamilyId
  /** Rises by one with each publication. */
  readonly version: number
  /** Start of every virtual SKU of the family: `HB12-7K3M9QXA`. */
  readonly skuPrefix: string
  readonly currency: Currency
  readonly title: Localised
  readonly tagline: Localised
  /** Where in the store a sample of it can be touched. */
  readonly sampleAt: Localised
  readonly groups: readonly CharacteristicGroup[]
  readonly characteristics: readonly Characteristic[]
  readonly constraints: readonly Constraint[]
  readonly basePriceMinor: number
  readonly priceRules: readonly PriceRule[]
  /** Calendar-independent working days from order to leaving the workshop, besides the parts' own. */
  readonly assemblyDays: number
  readonly leadTimes: readonly LeadTimeRule[]
  /** Parts that the finished product is made of, for the workshop. */
  readonly components?: readonly ComponentRule[]
  readonly art: Art
}

export interface CharacteristicGroup {
  readonly id: string
  readonly title: Localised
}

interface CharacteristicBase {
  readonly id: CharacteristicId
  readonly group: string
  readonly title: Localised
  readonly help?: Localised
  /** A required characteristic must have a choice in a complete configuration whenever it applies. */
  readonly required: boolean
  /** It applies only while this holds; otherwise it has no choice and is not asked. */
  readonly onlyIf?: Condition
}

export interface ChoiceCharacteristic extends CharacteristicBase {
  readonly kind: 'choice'
  readonly values: readonly ChoiceValue[]
  readonly default?: ValueId
}

/** Free text such as the name on a jersey. `pattern` is an anchored regular expression source. */
export interface TextCharacteristic extends CharacteristicBase {
  readonly kind: 'text'
  readonly pattern: string
  readonly lengthMax: number
  readonly default?: string
}

export interface NumberCharacteristic extends CharacteristicBase {
  readonly kind: 'number'
  readonly min: number
  readonly max: number
  readonly step: number
  readonly unit?: string
  readonly default?: number
}

/** The shopper's own picture. A choice of it is `picture:` and the SHA-256 of the file in 64 hexadecimal digits. */
export interface PictureCharacteristic extends CharacteristicBase {
  readonly kind: 'picture'
  readonly types: readonly PictureType[]
  readonly bytesMax: number
  /** Pixels. */
  readonly widthMin: number
  readonly heightMin: number
}
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const
export type PictureType = (typeof PICTURE_TYPES)[number]

export type Characteristic = ChoiceCharacteristic | TextCharacteristic | NumberCharacteristic | PictureCharacteristic

export interface ChoiceValue {
  readonly id: ValueId
  readonly title: Localised
  /** CSS colour shown as a chip and used by the picture. */
  readonly swatch?: string
  /** Surcharge in minor units of the model's currency; may be negative. */
  readonly priceMinor?: number
  /** Working days to get the part when it has to be procured. */
  readonly leadDays?: number
  readonly note?: Localised
  readonly sampleAt?: Localised
}

/** A value id, a text, or a number, by the characteristic's kind. */
export type Choice = string | number
/** What has been chosen so far; a characteristic without an entry is still open. */
export type Choices = Readonly<Record<CharacteristicId, Choice>>

/** Holds when, for every characteristic named, the choice is one of the listed values. Only choice characteristics may be named. */
export type Condition = Readonly<Record<CharacteristicId, readonly ValueId[]>>

export type Constraint =
  | {
      readonly id: string
      readonly kind: 'allow' | 'forbid'
      readonly over: readonly CharacteristicId[]
      readonly rows: readonly (readonly ValueId[])[]
      readonly why: Localised
    }
  | {
      readonly id: string
      readonly kind: 'requires'
      readonly if: Condition
      readonly then: Condition
      readonly why: Localised
    }
  | {
      readonly id: string
      readonly kind: 'formula'
      readonly formula: RuleFormula
      readonly why: Localised
    }

/**
 * A rule as a formula. A characteristic without a choice, because it does not apply or was left out, is none of its values and
 * within no bounds.
 */
export type RuleFormula =
  | { readonly is: 'one-of'; readonly id: CharacteristicId; readonly values: readonly ValueId[] }
  /** A number within bounds, both included; either may be left out. */
  | { readonly is: 'within'; readonly id: CharacteristicId; readonly min?: number; readonly max?: number }
  /** Any choice at all. */
  | { readonly is: 'chosen'; readonly id: CharacteristicId }
  | { readonly is: 'not'; readonly of: RuleFormula }
  | { readonly is: 'all' | 'any' | 'same'; readonly of: readonly RuleFormula[] }
  | { readonly is: 'implies'; readonly if: RuleFormula; readonly then: RuleFormula }
  /** Between `min` and `max` of them hold, both included. */
  | { readonly is: 'count'; readonly of: readonly RuleFormula[]; readonly min: number; readonly max: number }

export type PriceRule =
  | {
      readonly id: string
      readonly kind: 'when'
      readonly when: Condition
      readonly addMinor: number
      readonly title: Localised
    }
  | {
      readonly id: string
      readonly kind: 'per-letter'
      readonly of: CharacteristicId
      readonly addMinor: number
      readonly title: Localised
    }
  | {
      /** One price per listed combination; combinations that are not listed cost nothing. */
      readonly id: string
      readonly kind: 'table'
      readonly over: readonly CharacteristicId[]
      readonly rows: readonly { readonly values: readonly ValueId[]; readonly addMinor: number }[]
      readonly title: Localised
    }
  | {
      /**
       * Material by quantity: `minorPer` minor units for each `unitsPer` units of a number, while `when` holds. The exact product
       * is rounded half away from zero to whole minor units, once per rule.
       */
      readonly id: string
      readonly kind: 'per-unit'
      readonly of: CharacteristicId
      readonly when?: Condition
      readonly minorPer: number
      readonly unitsPer: number
      readonly title: Localised
    }

interface LeadTimeRule {
  readonly id: string
  readonly when: Condition
  readonly days: number
  readonly part: Localised
}

/** A part of the bill of materials, used while `when` holds (always, when left out). */
export interface ComponentRule {
  readonly id: string
  readonly part: Localised
  readonly when?: Condition
  /** Pieces, or as many units as the number characteristic says. */
  readonly quantity: number | { readonly of: CharacteristicId }
}

/** A picture in layers, bottom first. Rendered by `catalogue/picture.ts`. */
export interface Art {
  /** SVG viewBox, e.g. '0 0 1200 900'. */
  readonly viewBox: string
  readonly layers: readonly ArtLayer[]
}

/**
 * SVG markup shown while `when` holds. Markup may hold the tokens `{{swatch:ID}}` (colour of the chosen value),
 * `{{shade:ID:PERCENT}}` (the same, lighter or darker by -100..100), `{{text:ID}}` (escaped) and
 * `{{lab:L_ID:A_ID:B_ID}}` (CIELAB measurements as a colour), and between elements `{{picture:ID:X:Y:WIDTH:HEIGHT}}` (the shopper's
 * own picture in that box, nothing without one). A characteristic without a choice uses its default or first value.
 */
export interface ArtLayer {
  readonly id: string
  readonly when?: Condition
  readonly svg: string
}
