import type {
  ChoiceCharacteristic,
  ChoiceValue,
  Condition,
  Constraint,
  NumberCharacteristic,
  TextCharacteristic,
  ValueId,
} from '@dangol/domain/catalogue/model.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'

/** A named colour as the lists write it: id, Korean, English, `#rrggbb`. */
export type Named = readonly [id: string, ko: string, en: string, swatch: string]

interface ValueExtras {
  readonly swatch?: string
  /** Surcharge in won. */
  readonly price?: number
  /** Working days to get the part. */
  readonly days?: number
  readonly note?: Localised
  readonly sampleAt?: Localised
}

interface ChoiceExtras {
  readonly default?: ValueId
  readonly onlyIf?: Condition
  readonly help?: Localised
}

export const text = (ko: string, en: string): Localised => ({ ko, en })

/** One value of a characteristic, in Korean and English. */
export function value(id: ValueId, ko: string, en: string, extras: ValueExtras = {}): ChoiceValue {
  const { price, days, ...rest } = extras
  return {
    id,
    title: text(ko, en),
    ...rest,
    ...(price !== undefined && { priceMinor: price }),
    ...(days !== undefined && { leadDays: days }),
  }
}

/** A list of named colours as values that all cost and take the same. */
export function colours(list: readonly Named[], extras: Omit<ValueExtras, 'swatch'> = {}): ChoiceValue[] {
  return list.map(([id, ko, en, swatch]) => value(id, ko, en, { ...extras, swatch }))
}

/** The characteristics of one group, each asked unless its `onlyIf` says otherwise. */
export function group(id: string, ko: string, en: string) {
  return {
    group: { id, title: text(ko, en) },
    choice: (
      key: string,
      names: readonly [ko: string, en: string],
      values: readonly ChoiceValue[],
      extras: ChoiceExtras = {},
    ): ChoiceCharacteristic => ({
      kind: 'choice',
      id: key,
      group: id,
      title: text(...names),
      required: true,
      values,
      ...extras,
    }),
    text: (
      key: string,
      names: readonly [ko: string, en: string],
      rest: Omit<TextCharacteristic, 'kind' | 'id' | 'group' | 'title'>,
    ): TextCharacteristic => ({ kind: 'text', id: key, group: id, title: text(...names), ...rest }),
    number: (
      key: string,
      names: readonly [ko: string, en: string],
      rest: Omit<NumberCharacteristic, 'kind' | 'id' | 'group' | 'title' | 'required'>,
    ): NumberCharacteristic => ({ kind: 'number', id: key, group: id, title: text(...names), required: true, ...rest }),
  }
}

/** When `condition` holds, `then` must hold too. */
export function requires(id: string, condition: Condition, then: Condition, ko: string, en: string): Constraint {
  return { id, kind: 'requires', if: condition, then, why: text(ko, en) }
}

/** No value of the first may stand together with a value of the second. */
export function forbids(
  id: string,
  [first, firstValues]: readonly [string, readonly ValueId[]],
  [second, secondValues]: readonly [string, readonly ValueId[]],
  why: Localised,
): Constraint {
  const rows = firstValues.flatMap((a) => secondValues.map((b) => [a, b]))
  return { id, kind: 'forbid', over: [first, second], rows, why }
}

/** The table of what goes together: for each value of the first, the values of the second it allows. */
export function allows(
  id: string,
  first: string,
  second: string,
  table: Readonly<Record<ValueId, readonly ValueId[]>>,
  why: Localised,
): Constraint {
  const rows = Object.entries(table).flatMap(([a, partners]) => partners.map((b) => [a, b]))
  return { id, kind: 'allow', over: [first, second], rows, why }
}
