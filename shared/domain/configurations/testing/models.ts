import type {
  Characteristic,
  ChoiceCharacteristic,
  ConfigModel,
  NumberCharacteristic,
  PictureCharacteristic,
  TextCharacteristic,
} from '../../catalogue/model.ts'
import type { FamilyId } from '../../ids/ids.ts'
import type { Localised } from '../../text/localised.ts'

/** A text that is the same in both languages, for models whose words do not matter. */
export const said = (text: string): Localised => ({ ko: text, en: text })

/** A model with nothing in it but what a test gives. */
export const modelOf = (given: Partial<ConfigModel>): ConfigModel => ({
  id: 'cup' as FamilyId,
  version: 1,
  skuPrefix: 'CUP',
  currency: 'KRW',
  title: said('Cup'),
  tagline: said('A cup'),
  sampleAt: said('Shelf 1'),
  groups: [{ id: 'all', title: said('All') }],
  characteristics: [],
  constraints: [],
  basePriceMinor: 0,
  priceRules: [],
  assemblyDays: 0,
  leadTimes: [],
  art: { viewBox: '0 0 1 1', layers: [] },
  ...given,
})

/** A required choice among values of these ids. */
export const choiceOf = (
  id: string,
  values: readonly string[],
  more: Partial<ChoiceCharacteristic> = {},
): ChoiceCharacteristic => ({
  id,
  kind: 'choice',
  group: 'all',
  title: said(id),
  required: true,
  values: values.map((value) => ({ id: value, title: said(value) })),
  ...more,
})

const asked = (id: string) => ({ id, group: 'all', title: said(id), required: true })

export const numberOf = (id: string, more: Partial<NumberCharacteristic> = {}): NumberCharacteristic => ({
  ...asked(id),
  kind: 'number',
  min: 0,
  max: 10,
  step: 1,
  ...more,
})

export const textOf = (id: string, more: Partial<TextCharacteristic> = {}): TextCharacteristic => ({
  ...asked(id),
  kind: 'text',
  pattern: '\\p{L}+',
  lengthMax: 8,
  ...more,
})

export const pictureOf = (id: string, more: Partial<PictureCharacteristic> = {}): PictureCharacteristic => ({
  ...asked(id),
  kind: 'picture',
  types: ['image/png'],
  bytesMax: 1_000_000,
  widthMin: 100,
  heightMin: 100,
  ...more,
})

/** A cup with a handle that may carry a name, and a lid that only a steel cup has. */
export const cup = (given: Partial<ConfigModel> = {}): ConfigModel =>
  modelOf({ characteristics: CUP, constraints: CUP_RULES, ...given })

const CUP: readonly Characteristic[] = [
  choiceOf('body', ['steel', 'glass', 'clay'], { default: 'steel' }),
  choiceOf('colour', ['plain', 'blue', 'red']),
  choiceOf('handle', ['bare', 'named'], { default: 'bare' }),
  choiceOf('lid', ['flat', 'spout'], { onlyIf: { body: ['steel'] }, required: false }),
  {
    id: 'name',
    kind: 'text',
    group: 'all',
    title: said('name'),
    required: true,
    pattern: '\\p{L}+( \\p{L}+)*',
    lengthMax: 8,
    onlyIf: { handle: ['named'] },
  },
  { id: 'height', kind: 'number', group: 'all', title: said('height'), required: false, min: 8, max: 12, step: 0.5 },
]

const CUP_RULES: ConfigModel['constraints'] = [
  {
    id: 'glass-is-clear',
    kind: 'forbid',
    over: ['body', 'colour'],
    rows: [
      ['glass', 'red'],
      ['glass', 'blue'],
    ],
    why: said('Glass is not dyed'),
  },
  {
    id: 'clay-has-no-handle',
    kind: 'requires',
    if: { body: ['clay'] },
    then: { handle: ['bare'] },
    why: said('Clay cannot be engraved'),
  },
]
