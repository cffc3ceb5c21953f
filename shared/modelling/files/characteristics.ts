import { PICTURE_TYPES } from '@dangol/domain/catalogue/model.ts'
import type {
  Characteristic,
  ChoiceCharacteristic,
  NumberCharacteristic,
  PictureCharacteristic,
  TextCharacteristic,
} from '@dangol/domain/catalogue/model.ts'
import { checkChoice } from '@dangol/domain/configurations/check-choice.ts'
import type { Currency } from '@dangol/domain/money/money.ts'
import type { Node } from 'yaml'
import { didYouMean } from './did-you-mean.ts'
import { readFields, readItems, textIn } from './entries.ts'
import type { Entry, Fields } from './entries.ts'
import { LIMITS } from './limits.ts'
import { checkPattern } from './pattern.ts'
import { readLocalised, readNumber, readWhole, readYes } from './plain.ts'
import type { Reading } from './reading.ts'
import { readSharedValues } from './shared-values.ts'
import type { ValueLists } from './shared-values.ts'
import { readValues } from './values.ts'

export const CHARACTERISTIC_KEYS = [
  'group',
  'title',
  'help',
  'optional',
  'only if',
  'values from',
  'values',
  'text',
  'number',
  'picture',
  'default',
] as const
export const TEXT_CHARACTERISTIC_KEYS = ['pattern', 'letters'] as const
export const NUMBER_CHARACTERISTIC_KEYS = ['min', 'max', 'step', 'unit'] as const
export const PICTURE_CHARACTERISTIC_KEYS = ['types', 'max bytes', 'min width', 'min height'] as const

type CharacteristicFields = Fields<(typeof CHARACTERISTIC_KEYS)[number]>
/** A characteristic whose `only if` waits until all of them are known. */
export interface ReadCharacteristic {
  readonly characteristic: Characteristic
  readonly onlyIf: Node | undefined
}

interface Shop {
  readonly currency: Currency
  readonly lists: ValueLists
  readonly groups: ReadonlySet<string>
}

/** One characteristic, its kind told by the key it has: values, text, number or picture. Null when it has none. */
export function readCharacteristic(reading: Reading, { id, key, node }: Entry, shop: Shop): ReadCharacteristic | null {
  const fields = readFields(reading, node, id, CHARACTERISTIC_KEYS, ['group', 'title'])
  if (fields === null) return null
  const kinds = [fields.values ?? fields['values from'], fields.text, fields.number, fields.picture]
  if (kinds.filter((kind) => kind !== undefined).length !== 1) {
    reading.refuse(
      key,
      id,
      'Exactly one of "values" (or "values from"), "text", "number" and "picture" says what is chosen.',
    )
    return null
  }
  const group = fields.group ? textIn(reading, fields.group, id) : ''
  if (fields.group && !shop.groups.has(group))
    reading.refuse(fields.group, id, `There is no group "${group}".${didYouMean(group, shop.groups)}`)
  const base = {
    id,
    group,
    title: readLocalised(reading, fields.title, id),
    ...(fields.help && { help: readLocalised(reading, fields.help, id) }),
    required: !readYes(reading, fields.optional, id),
  }
  const characteristic = kindOf(reading, base, fields, shop)
  refuseBadDefault(reading, characteristic, fields.default)
  return { characteristic, onlyIf: fields['only if'] }
}

type Base = Pick<Characteristic, 'id' | 'group' | 'title' | 'help' | 'required'>

function kindOf(reading: Reading, base: Base, fields: CharacteristicFields, shop: Shop): Characteristic {
  if (fields.text) return textOf(reading, base, fields.text, fields.default)
  if (fields.number) return numberOf(reading, base, fields.number, fields.default)
  if (fields.picture) return pictureOf(reading, base, fields.picture, fields.default)
  return choiceOf(reading, base, fields, shop)
}

function choiceOf(reading: Reading, base: Base, fields: CharacteristicFields, shop: Shop): ChoiceCharacteristic {
  const { 'values from': from, values: own, default: preset } = fields
  const values = [
    ...(from ? readSharedValues(reading, from, base.id, shop.lists, shop.currency) : []),
    ...(own ? readValues(reading, own, base.id, shop.currency) : []),
  ]
  if (values.length === 0) reading.refuse(own ?? from, base.id, 'A choice has at least one value.')
  const seen = new Set<string>()
  const twice = values.find(({ id }) => seen.size === seen.add(id).size)
  if (twice) reading.refuse(from ?? own, base.id, `The value "${twice.id}" comes from here twice.`)
  return { ...base, kind: 'choice', values, ...(preset && { default: textIn(reading, preset, base.id) }) }
}

function textOf(reading: Reading, base: Base, node: Node, preset: Node | undefined): TextCharacteristic {
  const fields = readFields(reading, node, base.id, TEXT_CHARACTERISTIC_KEYS, TEXT_CHARACTERISTIC_KEYS)
  const pattern = fields?.pattern ? textIn(reading, fields.pattern, base.id) : ''
  const wrong = checkPattern(pattern)
  if (fields?.pattern && wrong !== null) reading.refuse(fields.pattern, base.id, wrong)
  return {
    ...base,
    kind: 'text',
    pattern: wrong === null ? pattern : '.*',
    lengthMax: readWhole(reading, fields?.letters, base.id, [1, LIMITS.textLettersMax]),
    ...(preset && { default: textIn(reading, preset, base.id) }),
  }
}

function numberOf(reading: Reading, base: Base, node: Node, preset: Node | undefined): NumberCharacteristic {
  const fields = readFields(reading, node, base.id, NUMBER_CHARACTERISTIC_KEYS, ['min', 'max', 'step'])
  const [min, max, step] = [fields?.min, fields?.max, fields?.step].map((each) => readNumber(reading, each, base.id))
  const of = { min: min ?? 0, max: max ?? 0, step: step ?? 1 }
  if (of.min > of.max) reading.refuse(fields?.min, base.id, `Nothing lies between ${of.min} and ${of.max}.`)
  if (of.step <= 0) reading.refuse(fields?.step, base.id, 'The step is more than zero.')
  if ((of.max - of.min) / of.step > LIMITS.numberStepsMax)
    reading.refuse(fields?.step, base.id, `A number has at most ${LIMITS.numberStepsMax} steps; take larger ones.`)
  return {
    ...base,
    kind: 'number',
    ...of,
    ...(fields?.unit && { unit: textIn(reading, fields.unit, base.id) }),
    ...(preset && { default: readNumber(reading, preset, base.id) }),
  }
}

function pictureOf(reading: Reading, base: Base, node: Node, preset: Node | undefined): PictureCharacteristic {
  const fields = readFields(reading, node, base.id, PICTURE_CHARACTERISTIC_KEYS, PICTURE_CHARACTERISTIC_KEYS)
  if (preset) reading.refuse(preset, base.id, "The shopper's own picture has no default.")
  const named = fields?.types ? readItems(reading, fields.types, base.id) : []
  const types = named.flatMap((item) => {
    const type = PICTURE_TYPES.find((each) => each === `image/${String(item.value)}`)
    if (!type) reading.refuse(item, base.id, `A picture is png, jpeg or webp, not "${String(item.value)}".`)
    return type ?? []
  })
  return {
    ...base,
    kind: 'picture',
    types,
    bytesMax: readWhole(reading, fields?.['max bytes'], base.id, [1, LIMITS.pictureBytesMax]),
    widthMin: readWhole(reading, fields?.['min width'], base.id, [1, 20_000]),
    heightMin: readWhole(reading, fields?.['min height'], base.id, [1, 20_000]),
  }
}

function refuseBadDefault(reading: Reading, of: Characteristic, node: Node | undefined): void {
  if (node === undefined || of.kind === 'picture' || of.default === undefined) return
  const fit = checkChoice(of, of.default)
  if (fit.ok) return
  const ids = of.kind === 'choice' ? of.values.map(({ id }) => id) : []
  reading.refuse(
    node,
    of.id,
    `The default "${of.default}" ${UNFIT[fit.error.code]}.${didYouMean(String(of.default), ids)}`,
  )
}

const UNFIT = {
  'wrong-kind': 'is of another kind',
  'unknown-value': 'is none of the values',
  empty: 'is empty',
  'too-long': 'is too long',
  'not-in-pattern': 'does not fit the pattern',
  'out-of-range': 'lies outside the bounds',
  'off-step': 'does not lie on a step',
} as const
